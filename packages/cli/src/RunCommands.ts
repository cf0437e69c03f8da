/**
 * The command line of runs: making, showing, comparing and checking them, with arguments and options in one language.
 *
 * As in `CommandLine`, descriptions live here and work in `commands/`.
 */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import { lazily } from "./Lazily.ts"

/** What these commands share with others: texts in the language, an example, and an option that others take too. */
export interface Shared {
  readonly text: (en: string, zh: string) => string
  readonly example: (
    command: string,
    en: string,
    zh: string
  ) => { readonly command: string; readonly description: string }
  readonly markdown: Flag.Flag<boolean>
}

/** The commands of runs, in the order of the help. */
export const make = ({ example, markdown, text }: Shared) => {
  const files = Argument.String("FILE").pipe(
    Argument.withDescription(
      text("scenario files, or shipped scenarios such as wenzhou/plan", "情景文件，或内置情景（如 wenzhou/plan）")
    ),
    Argument.variadic({ min: 1 })
  )
  const run = Argument.String("RUN").pipe(
    Argument.withDescription(
      text(
        "a run on record: its id, the beginning of it, or a scenario's name",
        "已记录的推演：编号、编号的开头，或情景名称"
      )
    )
  )
  const runsOrFiles = (min: number) =>
    Argument.String("RUN|FILE").pipe(
      Argument.withDescription(
        text(
          "runs on record, scenario files, or shipped scenarios, in any mix",
          "已记录的推演、情景文件或内置情景，可混用"
        )
      ),
      Argument.variadic({ min })
    )
  const indicators = Flag.String("indicator").pipe(
    Flag.withMetavar("NAME"),
    Flag.withDescription(text("only this indicator, such as gdp; may be repeated", "只看该指标（如 gdp），可重复使用")),
    Flag.atLeast(0)
  )
  const years = Flag.Int("year").pipe(
    Flag.withMetavar("YEAR"),
    Flag.withDescription(text("only this year; may be repeated", "只看该年份，可重复使用")),
    Flag.atLeast(0)
  )
  const all = Flag.Boolean("all").pipe(
    Flag.withDescription(
      text("every indicator; in a comparison also what is the same", "全部指标；比较时包括相同的内容")
    ),
    Flag.withDefault(false)
  )
  const brief = Flag.Boolean("brief").pipe(
    Flag.withDescription(
      text(
        "only the headline indicators, and of targets only counts or what flips",
        "只列主要指标；目标只列数量或结论改变者"
      )
    ),
    Flag.withDefault(false)
  )
  const runCommand = Command.make("run", { files, markdown, brief }, (input) =>
    lazily(
      () => import("./commands/Run.ts"),
      (module) => module.run(input)
    )
  ).pipe(
    Command.withDescription(
      text("project scenarios, record the runs, and show the scoreboard", "推演情景、记录结果并显示目标完成情况")
    ),
    Command.withExamples([
      example("gongfu run wenzhou/plan", "the plan itself", "推演规划本身"),
      example("gongfu run my.yaml --md > run.md", "for a review", "供审阅")
    ])
  )

  const listCommand = Command.make("list", {}, () =>
    lazily(
      () => import("./commands/List.ts"),
      (module) => module.list
    )
  ).pipe(Command.withDescription(text("list the runs on record", "列出已记录的推演")))

  const showCommand = Command.make("show", { run, indicators, years, all }, (input) =>
    lazily(
      () => import("./commands/Show.ts"),
      (module) => module.show(input)
    )
  ).pipe(
    Command.withDescription(text("show one run as a table, year by year", "逐年显示一次推演的结果")),
    Command.withExamples([
      example("gongfu show plan --year 2025", "the latest run of the plan", "规划情景最近一次推演")
    ])
  )

  const eventsCommand = Command.make("events", { run }, (input) =>
    lazily(
      () => import("./commands/Events.ts"),
      (module) => module.events(input)
    )
  ).pipe(Command.withDescription(text("print the events of a run as they are recorded", "输出一次推演的原始事件")))

  const exportCommand = Command.make(
    "export",
    {
      runs: run.pipe(Argument.variadic({ min: 1 })),
      as: Flag.Literals("as", ["csv", "json"]).pipe(
        Flag.withDescription(text("the file format", "文件格式")),
        Flag.withDefault("csv" as const)
      ),
      indicators,
      years
    },
    (input) =>
      lazily(
        () => import("./commands/Export.ts"),
        (module) => module.exportRuns(input)
      )
  ).pipe(
    Command.withDescription(text("print indicators of runs as CSV or JSON", "以 CSV 或 JSON 输出推演的指标")),
    Command.withExamples([
      example("gongfu export plan --as csv > plan.csv", "one row a run, year and indicator", "每行一个推演、年份和指标")
    ])
  )

  const compareCommand = Command.make(
    "compare",
    { sides: runsOrFiles(2), markdown, all, brief, indicators, years },
    (input) =>
      lazily(
        () => import("./commands/Compare.ts"),
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
        () => import("./commands/Backtest.ts"),
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

  const verifyCommand = Command.make("verify", { runs: run.pipe(Argument.variadic({ min: 0 })) }, (input) =>
    lazily(
      () => import("./commands/Verify.ts"),
      (module) => module.verify(input)
    )
  ).pipe(
    Command.withDescription(
      text(
        "recompute runs on record from their own stored models\nExit code 0: all identical; 2: something differs.",
        "用各自存档的模型重新计算已记录的推演\n退出码 0：全部一致；2：有不一致。"
      )
    )
  )

  return [
    runCommand,
    listCommand,
    showCommand,
    eventsCommand,
    exportCommand,
    compareCommand,
    backtestCommand,
    verifyCommand
  ] as const
}
