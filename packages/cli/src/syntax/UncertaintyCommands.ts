/**
 * The command line of uncertainty: how sure, what matters, which settings.
 *
 * As in `CommandLine`, descriptions live here and work in `commands/`.
 */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Option from "effect/Option"
import { lazily } from "./Lazily.ts"
import type { Options } from "./Options.ts"
import * as SolveCommand from "./SolveCommand.ts"

/** These commands, in the order of the help. */
export const make = (options: Options) => {
  const { brief, example, files, indicators, markdown, text, years } = options
  const members = Flag.Int("members").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription(text("how many members, 1 to 10,000,000", "成员个数，1 至 10,000,000")),
    Flag.withDefault(1000)
  )
  const seed = Flag.Int("seed").pipe(
    Flag.withMetavar("S"),
    Flag.withDescription(
      text("seed of the draws: the same seed gives the same members", "随机种子：相同种子得到相同的成员")
    ),
    Flag.withDefault(1)
  )
  const sampler = Flag.Literals("sampler", ["latin-hypercube", "sobol", "monte-carlo"]).pipe(
    Flag.withDescription(text("how members are spread over the ranges", "成员在取值范围内的抽样方式")),
    Flag.withDefault("latin-hypercube" as const)
  )
  const threads = Flag.Int("threads").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription(
      text("how many threads work; one for each processor unless told", "线程数；未指定时每个处理器一个")
    ),
    Flag.optional
  )
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
        "分片所在的队列：postgres://…、redis://… 或 sqlite:文件；未指定时取 GONGFU_QUEUE，再取存储旁的文件"
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
      brief
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
    { files, members, seed, sampler, indicators, threads, shards, queue, wait, parquet, markdown, brief },
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
        "把握有多大：在各项假设的范围内大量推演，给出分位数和各项目标实现的概率"
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

  const sensitivityCommand = Command.make(
    "sensitivity",
    {
      scenario: Argument.String("SCENARIO").pipe(
        Argument.withDescription(
          text("a scenario file, or a shipped scenario such as wenzhou/plan", "情景文件，或内置情景（如 wenzhou/plan）")
        )
      ),
      indicators,
      years,
      targets: Flag.String("target").pipe(
        Flag.withMetavar("NAME"),
        Flag.withDescription(text("the margin of this target; may be repeated", "该目标的差距，可重复使用")),
        Flag.atLeast(0)
      ),
      method: Flag.Literals("method", ["sobol", "morris"]).pipe(
        Flag.withDescription(
          text(
            "shares of the variation, or the cheaper screening by the size of effects",
            "sobol 分解方差；morris 按影响大小筛选，所需推演较少"
          )
        ),
        Flag.withDefault("sobol" as const)
      ),
      over: Flag.Literals("over", ["assumptions", "levers"]).pipe(
        Flag.withDescription(
          text(
            "what varies: assumptions over their ranges, or levers between their ends",
            "变动的对象：各项假设（在其范围内），或各项政策杠杆（在可设范围内）"
          )
        ),
        Flag.withDefault("assumptions" as const)
      ),
      rows: Flag.Int("rows").pipe(
        Flag.withMetavar("N"),
        Flag.withDescription(
          text(
            "how many rows of the design, each of as many runs as inputs and two more (else 256), or how many trajectories (else 20)",
            "设计的行数，每行的推演次数为输入项数加二（默认 256）；morris 为轨迹数（默认 20）"
          )
        ),
        Flag.optional
      ),
      most: Flag.Int("most").pipe(
        Flag.withMetavar("N"),
        Flag.withDescription(text("how many inputs to show of each output", "每个结果列出多少项输入")),
        Flag.withDefault(10)
      ),
      seed,
      threads,
      markdown
    },
    (input) =>
      lazily(
        () => import("../commands/Sensitivity.ts"),
        (module) =>
          module.sensitivity({
            ...input,
            rows: Option.getOrUndefined(input.rows),
            threads: Option.getOrUndefined(input.threads)
          })
      )
  ).pipe(
    Command.withDescription(
      text(
        "what matters: which assumptions or levers results hang on, by Sobol' indices or Morris screening, with a tornado",
        "什么最要紧：结果取决于哪些假设或杠杆（Sobol 指数或 Morris 筛选），并绘龙卷风图"
      )
    ),
    Command.withExamples([
      example(
        "gongfu sensitivity wenzhou/plan --target low_income_doubling",
        "what decides whether a target is met",
        "某项目标能否实现取决于什么"
      ),
      example(
        "gongfu sensitivity wenzhou/plan --method morris --over levers --indicator gdp --year 2030",
        "a quick look at the levers",
        "快速查看各项杠杆的影响"
      )
    ])
  )

  const number = (name: string, metavar: string, en: string, zh: string, otherwise: number) =>
    Flag.Finite(name).pipe(Flag.withMetavar(metavar), Flag.withDescription(text(en, zh)), Flag.withDefault(otherwise))
  const discoverCommand = Command.make(
    "discover",
    {
      scenario: Argument.String("SCENARIO").pipe(
        Argument.withDescription(
          text("a scenario file, or a shipped scenario such as wenzhou/plan", "情景文件，或内置情景（如 wenzhou/plan）")
        )
      ),
      targets: Flag.String("target").pipe(
        Flag.withMetavar("NAME"),
        Flag.withDescription(
          text(
            "the target that may be missed; may be repeated: one of them is missed",
            "可能落空的目标，可重复使用：任一落空即计入"
          )
        ),
        Flag.atLeast(0)
      ),
      met: Flag.Boolean("met").pipe(
        Flag.withDescription(text("look for where all are met instead", "改为查找全部实现的区域")),
        Flag.withDefault(false)
      ),
      members,
      seed,
      sampler,
      boxes: Flag.Int("boxes").pipe(
        Flag.withMetavar("N"),
        Flag.withDescription(text("how many boxes at most, one after the other", "最多依次查找几个区域")),
        Flag.withDefault(1)
      ),
      density: number(
        "density",
        "SHARE",
        "what share of a box's members has to be of interest, 0.01 to 1",
        "区域内所关注成员的最低占比，0.01 至 1",
        0.8
      ),
      alpha: number(
        "alpha",
        "SHARE",
        "how much is peeled off at a step: less is more patient",
        "每步剥离的比例：越小越耐心",
        0.05
      ),
      threads,
      markdown
    },
    (input) =>
      lazily(
        () => import("../commands/Discover.ts"),
        (module) => module.discover({ ...input, threads: Option.getOrUndefined(input.threads) })
      )
  ).pipe(
    Command.withDescription(
      text(
        "which assumptions make the plan fail: boxes of few assumptions in which a target is missed (PRIM)",
        "哪些假设会使规划落空：用少数几项假设划出目标落空的区域（PRIM）"
      )
    ),
    Command.withExamples([
      example(
        "gongfu discover wenzhou/plan --target low_income_doubling --members 2000",
        "where doubling is missed",
        "倍增目标在何处落空"
      )
    ])
  )

  return [ensembleCommand, workerCommand, sensitivityCommand, discoverCommand, SolveCommand.make(options)] as const
}
