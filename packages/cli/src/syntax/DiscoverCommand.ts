/**
 * The command line of `gongfu discover`: where the plan fails.
 */
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Option from "effect/Option"
import { lazily } from "./Lazily.ts"
import * as Limits from "../options/Limits.ts"
import type { Options } from "./Options.ts"
import * as UncertaintyOptions from "./UncertaintyOptions.ts"

/** The command. */
export const make = (options: Options) => {
  const { example, limited, markdown, text } = options
  const { members, sampler, scenario, seed, targets, threads } = UncertaintyOptions.make(
    options,
    Limits.membersToSearch
  )
  const share = (name: string, limits: Limits.Limits & { readonly otherwise: number }, en: string, zh: string) =>
    Flag.Finite(name).pipe(
      Flag.withMetavar("SHARE"),
      Flag.withDescription(limited(limits, en, zh)),
      Flag.withDefault(limits.otherwise)
    )
  return Command.make(
    "discover",
    {
      scenario,
      targets: targets(
        "targets that may be missed, set apart by commas, or all; may be repeated: one of them is missed",
        "可能未实现的目标，以逗号分隔，或 all，可重复使用：任一未实现即计入"
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
        Flag.withDescription(
          limited(Limits.boxes, "how many boxes at most, one after the other", "最多依次查找几个区域")
        ),
        Flag.withDefault<number>(Limits.boxes.otherwise)
      ),
      density: share(
        "density",
        Limits.density,
        "what share of a box's members has to be of interest",
        "区域内所关注成员的最低占比"
      ),
      alpha: share(
        "alpha",
        Limits.alpha,
        "how much is peeled off at a step: less is more patient",
        "每步剥离的比例：越小越耐心"
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
        "哪些假设会使规划不能实现：用少数几项假设划出目标未实现的区域（PRIM）"
      )
    ),
    Command.withExamples([
      example(
        "gongfu discover wenzhou/plan --target low_income_doubling --members 2000",
        "where doubling is missed",
        "倍增目标在何处未实现"
      )
    ])
  )
}
