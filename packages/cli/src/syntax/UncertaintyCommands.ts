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

/** These commands, in the order of the help. */
export const make = ({ brief, example, files, indicators, markdown, text }: Options) => {
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
    { files, members, seed, sampler, indicators, threads, markdown, brief },
    (input) =>
      lazily(
        () => import("../commands/Ensemble.ts"),
        (module) => module.ensemble({ ...input, threads: Option.getOrUndefined(input.threads) })
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
      )
    ]),
    Command.withSubcommands([memberCommand])
  )

  return [ensembleCommand] as const
}
