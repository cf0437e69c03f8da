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
export const make = ({ all, brief, csv, example, indicators, markdown, runsOrFiles, text, years }: Options) => {
  const compareCommand = Command.make(
    "compare",
    { sides: runsOrFiles(2), markdown, csv, all, brief, indicators, years },
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
      example("gongfu compare plan my.yaml --md", "a run and a file", "比较已记录的推演与文件"),
      example(
        "gongfu compare plan my.yaml --csv > both.csv",
        "every difference in every year, for a spreadsheet",
        "逐年列出全部差异，供表格软件使用"
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

  return [compareCommand, backtestCommand] as const
}
