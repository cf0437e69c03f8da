/**
 * The command line of ensembles: `gongfu ensemble`, its members, and the workers that carry out its shards.
 */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Option from "effect/Option"
import { lazily } from "./Lazily.ts"
import * as Limits from "../options/Limits.ts"
import type { Options } from "./Options.ts"
import * as UncertaintyOptions from "./UncertaintyOptions.ts"

/** These commands, in the order of the help. */
export const make = (options: Options) => {
  const { brief, example, files, indicators, markdown, text } = options
  const { members, sampler, seed, threads } = UncertaintyOptions.make(options, Limits.members)
  const shards = Flag.Int("shards").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription(
      text(
        "in so many shards, 1 to 256, that workers take off a queue; --queue alone means 64",
        "分成若干分片（1 至 256），由工作进程从队列中领取；只写 --queue 时为 64"
      )
    ),
    Flag.optional
  )
  const queue = Flag.String("queue").pipe(
    Flag.withMetavar("URL"),
    Flag.withDescription(
      text(
        "where the shards are: postgres://…, redis://… or sqlite:FILE; else GONGFU_QUEUE, else a file beside the store",
        "分片所在的队列：postgres://…、redis://… 或 sqlite:文件；未指定时取 GONGFU_QUEUE，再取推演库旁的文件"
      )
    ),
    Flag.optional
  )
  const wait = Flag.Boolean("wait").pipe(
    Flag.withDescription(
      text("only wait for the workers, and take no shard here", "只等待工作进程完成，本命令不领取分片")
    ),
    Flag.withDefault(false)
  )
  const parquet = Flag.String("parquet").pipe(
    Flag.withMetavar("FOLDER"),
    Flag.withDescription(
      text(
        "also write every member as Parquet into a new folder, for DuckDB or Spark",
        "另将全部成员以 Parquet 写入新文件夹，供 DuckDB 或 Spark 读取"
      )
    ),
    Flag.optional
  )

  const memberCommand = Command.make(
    "member",
    {
      ensemble: Argument.String("ENSEMBLE").pipe(
        Argument.withDescription(text("an ensemble on record", "已记录的集合推演"))
      ),
      member: Argument.Int("MEMBER").pipe(
        Argument.withDescription(text("the number of the member, from 0", "成员编号，从 0 起"))
      ),
      markdown,
      brief: brief("only the headline indicators, and of targets only counts", "只列主要指标；目标只列数量")
    },
    (input) =>
      lazily(
        () => import("../commands/EnsembleMember.ts"),
        (module) => module.member(input)
      )
  ).pipe(
    Command.withDescription(
      text("carry out one member of an ensemble and record it as a run", "推演集合中的一个成员，并记录为单次推演")
    ),
    Command.withExamples([
      example("gongfu ensemble member plan-ensemble 812", "the run behind one of the members", "某个成员背后的推演")
    ])
  )

  const ensembleCommand = Command.make(
    "ensemble",
    {
      files,
      members,
      seed,
      sampler,
      indicators,
      threads,
      shards,
      queue,
      wait,
      parquet,
      markdown,
      brief: brief("only the headline indicators and their targets", "只列主要指标及其目标")
    },
    (input) =>
      lazily(
        () => import("../commands/Ensemble.ts"),
        (module) =>
          module.ensemble({
            ...input,
            threads: Option.getOrUndefined(input.threads),
            shards: Option.getOrUndefined(input.shards),
            queue: Option.getOrUndefined(input.queue),
            parquet: Option.getOrUndefined(input.parquet)
          })
      )
  ).pipe(
    Command.withDescription(
      text(
        "how sure: many runs over the ranges of the assumptions, as quantiles and the probability of each target",
        "可靠性：在各项假设的范围内大量推演，给出分位数和各项目标实现的概率"
      )
    ),
    Command.withExamples([
      example("gongfu ensemble wenzhou/plan", "a thousand members of the plan", "规划情景的一千个成员"),
      example(
        "gongfu ensemble wenzhou/plan my.yaml --members 10000 --seed 7",
        "two scenarios on the same draws",
        "两个情景采用相同的抽样"
      ),
      example(
        "gongfu ensemble wenzhou/plan --members 1000000 --shards 64 --queue postgres://gongfu@db/gongfu",
        "beyond one machine: with gongfu worker on others",
        "多台机器：在其他机器上运行 gongfu worker"
      )
    ]),
    Command.withSubcommands([memberCommand])
  )

  const workerCommand = Command.make(
    "worker",
    {
      queue,
      threads,
      untilEmpty: Flag.Boolean("until-empty").pipe(
        Flag.withDescription(text("end when no shard is to be had", "没有可领取的分片时结束")),
        Flag.withDefault(false)
      )
    },
    (input) =>
      lazily(
        () => import("../commands/Worker.ts"),
        (module) =>
          module.worker({
            ...input,
            threads: Option.getOrUndefined(input.threads),
            queue: Option.getOrUndefined(input.queue)
          })
      )
  ).pipe(
    Command.withDescription(
      text(
        "take shards of ensembles off a queue, on any number of machines, until interrupted",
        "从队列中领取集合推演的分片，可在任意多台机器上运行，直至被中断"
      )
    ),
    Command.withExamples([
      example(
        "gongfu worker --queue postgres://gongfu@db/gongfu",
        "a worker for whoever puts shards there",
        "为该队列上的所有集合推演工作"
      )
    ])
  )

  return [ensembleCommand, workerCommand] as const
}
