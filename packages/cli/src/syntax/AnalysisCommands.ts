/**
 * The command line of analysis: runs and scenarios held against each other and against what was published.
 *
 * As in `CommandLine`, descriptions live here and work in `commands/`.
 */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import { lazily } from "./Lazily.ts"
import type { Options } from "./Options.ts"

/** These commands, in the order of the help. */
export const make = ({ all, brief, example, indicators, markdown, runsOrFiles, text, years }: Options) => {
  const compareCommand = Command.make(
    "compare",
    { sides: runsOrFiles(2), markdown, all, brief, indicators, years },
    (input) =>
      lazily(
        () => import("../commands/Compare.ts"),
        (module) => module.compare(input)
      )
  ).pipe(
    Command.withDescription(
      text(
        "compare two or more: inputs, indicators and targets that differ\nExit code 0: the same; 2: they differ.",
        "比较两个或多个推演：输入、指标与目标的差异\n退出码 0：相同；2：有差异。"
      )
    ),
    Command.withExamples([
      example("gongfu compare wenzhou/plan wenzhou/rural-first", "two shipped scenarios", "比较两个内置情景"),
      example("gongfu compare plan my.yaml --md", "a run and a file", "比较已记录的推演与文件")
    ])
  )

  const attributeCommand = Command.make(
    "attribute",
    {
      sides: runsOrFiles(2, 2),
      markdown,
      brief: Flag.Boolean("brief").pipe(
        Flag.withDescription(text("only the largest parts, the others together", "只列贡献最大的部分，其余合并")),
        Flag.withDefault(false)
      ),
      indicators,
      years,
      by: Flag.Literals("by", ["input", "sector", "kind"]).pipe(
        Flag.withDescription(
          text(
            "parts: each lever, assumption and shock alone, or together by the sector of what they set, or by kind",
            "分解单位：逐个政策杠杆、假设和冲击，或按其所设变量的部门合并，或按类别合并"
          )
        ),
        Flag.withDefault("input" as const)
      ),
      permutations: Flag.Int("permutations").pipe(
        Flag.withMetavar("N"),
        Flag.withDescription(
          text(
            "orders to try when there are more than 14 parts: an even number of 4 or more; more is more precise and slower",
            "超过14个分解单位时抽取的排列数：不小于4的偶数；越多越精确，也越慢"
          )
        ),
        Flag.withDefault(100)
      ),
      seed: Flag.Int("seed").pipe(
        Flag.withMetavar("S"),
        Flag.withDescription(text("seed of the sampling", "抽样的随机种子")),
        Flag.withDefault(1)
      )
    },
    (input) =>
      lazily(
        () => import("../commands/Attribute.ts"),
        (module) => module.attribute(input)
      )
  ).pipe(
    Command.withDescription(
      text(
        "attribute the difference between two to the levers, assumptions and shocks that differ (Shapley values)",
        "将两个推演之间的差异分解到各项不同的政策杠杆、假设与冲击（沙普利值）"
      )
    ),
    Command.withExamples([
      example(
        "gongfu attribute wenzhou/business-as-usual wenzhou/plan --year 2025",
        "which levers of the plan do how much",
        "规划中各项政策的贡献"
      ),
      example(
        "gongfu attribute plan my.yaml --by sector --indicator gdp",
        "a run and a file, by sector",
        "已记录的推演与文件，按部门"
      )
    ])
  )

  const backtestCommand = Command.make(
    "backtest",
    {
      scenario: Argument.String("SCENARIO").pipe(
        Argument.withDescription(
          text(
            "a scenario file, or a shipped scenario; without it the shipped one named observed-shocks",
            "情景文件，或内置情景；不写则取内置的 observed-shocks"
          )
        ),
        Argument.optional
      ),
      actuals: Flag.String("actuals").pipe(
        Flag.withMetavar("FILE.csv"),
        Flag.withDescription(
          text(
            "later figures, with the columns of data/published.csv; they add to the shipped ones and replace those of the same year",
            "后续公布数，列与 data/published.csv 相同；补充内置数据，同年同指标以此为准"
          )
        ),
        Flag.optional
      ),
      markdown
    },
    (input) =>
      lazily(
        () => import("../commands/Backtest.ts"),
        (module) => module.backtest(input)
      )
  ).pipe(
    Command.withDescription(
      text(
        "hold a scenario's projection against published figures: error by indicator and year, in and out of sample",
        "将情景推演结果与公布数对照：逐指标、逐年列出误差，区分样本内外"
      )
    ),
    Command.withExamples([
      example("gongfu backtest wenzhou/observed-shocks", "the shipped figures", "与内置公布数对照"),
      example(
        "gongfu backtest wenzhou/observed-shocks --actuals later.csv",
        "with figures of later years",
        "加入后续年份的公布数"
      )
    ])
  )

  return [compareCommand, attributeCommand, backtestCommand] as const
}
