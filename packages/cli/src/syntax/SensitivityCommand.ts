/**
 * The command line of `gongfu sensitivity`: what matters.
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
  const { example, indicators, limited, markdown, otherwise, text, years } = options
  const { scenario, seed, targets, threads } = UncertaintyOptions.make(options, Limits.members)
  return Command.make(
    "sensitivity",
    {
      scenario,
      indicators,
      years,
      targets: targets(
        "the margin of these targets, set apart by commas, or all; may be repeated",
        "这些目标的余量，以逗号分隔，或 all，可重复使用"
      ),
      method: Flag.Literals("method", ["sobol", "morris"]).pipe(
        Flag.withDescription(
          otherwise(
            "sobol",
            "shares of the variation, or the cheaper screening by the size of effects",
            "sobol 分解方差；morris 按影响大小筛选，所需推演较少"
          )
        ),
        Flag.withDefault("sobol" as const)
      ),
      over: Flag.Literals("over", ["assumptions", "levers"]).pipe(
        Flag.withDescription(
          otherwise(
            "assumptions",
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
            `how many rows of the design, each of as many runs as inputs and two more${Limits.of(Limits.rows.sobol, "en")}; with morris how many trajectories${Limits.of(Limits.rows.morris, "en")}`,
            `设计的行数，每行的推演次数为输入项数加二${Limits.of(Limits.rows.sobol, "zh")}；morris 为轨迹数${Limits.of(Limits.rows.morris, "zh")}`
          )
        ),
        Flag.optional
      ),
      most: Flag.Int("most").pipe(
        Flag.withMetavar("N"),
        Flag.withDescription(limited(Limits.most, "how many inputs to show of each output", "每个结果列出的输入项数")),
        Flag.withDefault<number>(Limits.most.otherwise)
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
        "影响程度：结果取决于哪些假设或杠杆（Sobol 指数或 Morris 筛选），并绘龙卷风图"
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
}
