/**
 * The command line of `gongfu discover`: where the plan fails.
 */
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Option from "effect/Option"
import { lazily } from "./Lazily.ts"
import type { Options } from "./Options.ts"
import * as UncertaintyOptions from "./UncertaintyOptions.ts"

/** The command. */
export const make = (options: Options) => {
  const { example, markdown, text } = options
  const { members, sampler, scenario, seed, targets, threads } = UncertaintyOptions.make(options)
  const number = (name: string, metavar: string, en: string, zh: string, otherwise: number) =>
    Flag.Finite(name).pipe(Flag.withMetavar(metavar), Flag.withDescription(text(en, zh)), Flag.withDefault(otherwise))
  return Command.make(
    "discover",
    {
      scenario,
      targets: targets(
        "targets that may be missed, set apart by commas, or all; may be repeated: one of them is missed",
        "可能落空的目标，以逗号分隔，或 all，可重复使用：任一落空即计入"
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
}
