/**
 * Options that commands about uncertainty share: which members there are, who carries them out, and what is looked at.
 */
import * as Argument from "effect/cli/Argument"
import * as Flag from "effect/cli/Flag"
import * as Limits from "../options/Limits.ts"
import type { Options } from "./Options.ts"

/** These options, by what they mean. */
export const make = (
  { limited, otherwise, text }: Options,
  ofMembers: Limits.Limits & { readonly otherwise: number }
) => {
  const members = Flag.Int("members").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription(limited(ofMembers, "how many members", "成员个数")),
    Flag.withDefault(ofMembers.otherwise)
  )
  const seed = Flag.Int("seed").pipe(
    Flag.withMetavar("S"),
    Flag.withDescription(
      limited(
        Limits.seed,
        "seed of the draws: the same seed gives the same members",
        "随机种子：相同种子得到相同的成员"
      )
    ),
    Flag.withDefault<number>(Limits.seed.otherwise)
  )
  const sampler = Flag.Literals("sampler", ["latin-hypercube", "sobol", "monte-carlo"]).pipe(
    Flag.withDescription(
      otherwise("latin-hypercube", "how members are spread over the ranges", "成员在取值范围内的抽样方式")
    ),
    Flag.withDefault("latin-hypercube" as const)
  )
  const threads = Flag.Int("threads").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription(
      text(
        `how many threads work, ${Limits.threads.low} to ${Limits.threads.high}; else one for each processor`,
        `线程数，${Limits.threads.low} 至 ${Limits.threads.high}；未指定时每个处理器一个`
      )
    ),
    Flag.optional
  )
  return {
    members,
    seed,
    sampler,
    threads,
    scenario: Argument.String("SCENARIO").pipe(
      Argument.withDescription(
        text("a scenario file, or a shipped scenario such as wenzhou/plan", "情景文件，或内置情景（如 wenzhou/plan）")
      )
    ),
    targets: (en: string, zh: string) =>
      Flag.String("target").pipe(Flag.withMetavar("NAME"), Flag.withDescription(text(en, zh)), Flag.atLeast(0))
  }
}
