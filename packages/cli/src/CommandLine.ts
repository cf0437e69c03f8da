/**
 * The command line: every command, its arguments and options, in one language.
 *
 * Descriptions live here and work lives in `commands/`, one file each, loaded
 * when its command is chosen, so that no command pays for another. The four
 * options of every command (`--json`, `--lang`, `--store`, `--color`) are
 * declared here to be accepted and documented; `Session` reads them before the
 * parse, because errors of the parse need them too.
 */
import type { Label, Language } from "@gongfu/core/document/Label"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as GlobalFlag from "effect/cli/GlobalFlag"
import { lazily } from "./Lazily.ts"
import * as ModelCommands from "./ModelCommands.ts"

/** Help, version and completions with descriptions in the language; they behave as effect/cli's own. */
export const builtIns = (language: Language): ReadonlyArray<GlobalFlag.BuiltIn> => {
  const flag = (name: string, alias: string, description: Label) =>
    Flag.Boolean(name).pipe(Flag.withAlias(alias), Flag.withDescription(description[language]), Flag.withDefault(false))
  return [
    GlobalFlag.Action({
      flag: flag("help", "h", { en: "show this help", zh: "显示帮助" }),
      run: GlobalFlag.Help.run
    }),
    GlobalFlag.Action({
      flag: flag("version", "v", { en: "show the version", zh: "显示版本" }),
      run: GlobalFlag.Version.run
    }),
    GlobalFlag.Action({
      flag: GlobalFlag.Completions.flag.pipe(
        Flag.withMetavar("bash|zsh|fish|powershell"),
        Flag.withDescription({ en: "print a completion script for a shell", zh: "输出命令行补全脚本" }[language])
      ),
      run: GlobalFlag.Completions.run
    })
  ]
}

/** The whole tree of commands, in a language. */
export const make = (language: Language) => {
  const text = (en: string, zh: string): string => (language === "zh" ? zh : en)

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
  const place = Argument.String("PLACE").pipe(
    Argument.withDescription(
      text(
        "a place's folder, or a shipped place such as wenzhou; without it the folder that you are in",
        "地区所在的文件夹，或内置地区（如 wenzhou）；不写则取当前文件夹"
      )
    ),
    Argument.withDefault(".")
  )
  const markdown = Flag.Boolean("md").pipe(
    Flag.withDescription(text("as Markdown, for a review", "以 Markdown 输出，便于审阅")),
    Flag.withDefault(false)
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
    Flag.withDescription(text("of the indicators, only the headline ones", "指标只列主要指标")),
    Flag.withDefault(false)
  )
  const example = (command: string, en: string, zh: string) => ({ command, description: text(en, zh) })

  const runCommand = Command.make("run", { files, markdown }, (input) =>
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
          text("a scenario file, or a shipped scenario such as wenzhou/plan", "情景文件，或内置情景（如 wenzhou/plan）")
        )
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

  const schemaCommand = Command.make(
    "schema",
    {
      file: Argument.Literals("KIND", ["scenario", "targets", "model", "sector", "pattern", "place"]).pipe(
        Argument.withDescription(text("which kind of file", "文件种类"))
      )
    },
    (input) =>
      lazily(
        () => import("./commands/Schema.ts"),
        (module) => module.schema(input)
      )
  ).pipe(
    Command.withDescription(
      text("print the JSON Schema of a kind of file, for editors", "输出文件格式的 JSON Schema，供编辑器使用")
    )
  )

  const initCommand = Command.make(
    "init",
    {
      folder: Argument.String("FOLDER").pipe(Argument.withDescription(text("a new folder", "新文件夹"))),
      place: Flag.String("place").pipe(
        Flag.withMetavar("NAME"),
        Flag.withOptionalValue("example-city"),
        Flag.withDescription(
          text(
            "start a place of your own, as a copy of a shipped one; without a name of example-city, which is small and made up",
            "新建自己的地区，以内置地区为蓝本；不写名称时取 example-city（小型虚构城市）"
          )
        ),
        Flag.optional
      )
    },
    (input) =>
      lazily(
        () => import("./commands/Init.ts"),
        (module) => module.init(input)
      )
  ).pipe(
    Command.withDescription(
      text(
        "start a project folder with a first scenario, or a place of your own",
        "新建项目文件夹和第一个情景，或新建自己的地区"
      )
    ),
    Command.withExamples([
      example(
        "gongfu init my-study",
        "then: gongfu run my-study/scenarios/first.yaml",
        "随后：gongfu run my-study/scenarios/first.yaml"
      ),
      example(
        "gongfu init my-city --place",
        "then: gongfu run my-city/scenarios/plan.yaml",
        "随后：gongfu run my-city/scenarios/plan.yaml"
      ),
      example("gongfu init my-city --place=wenzhou", "a copy of Wenzhou instead", "改以温州为蓝本")
    ])
  )

  return Command.make("gongfu").pipe(
    Command.withDescription(
      text(
        "gongfu projects a city under a policy scenario, year by year, records the run, and says which plan targets are met.\n\nExit codes: 0 fine, 1 an error, 2 a difference was found, 130 interrupted.",
        "gongfu 按政策情景逐年推演一座城市，记录推演过程，并说明哪些规划目标能够实现。\n\n退出码：0 正常，1 出错，2 发现差异，130 被中断。"
      )
    ),
    Command.withSharedFlags({
      json: Flag.Boolean("json").pipe(
        Flag.withDescription(text("one line of JSON, for programs", "输出一行 JSON，供程序读取")),
        Flag.withDefault(false)
      ),
      lang: Flag.Literals("lang", ["en", "zh"]).pipe(
        Flag.withDescription(
          text("language; else GONGFU_LANG or the locale", "语言；未指定时取 GONGFU_LANG 或系统区域设置")
        ),
        Flag.optional
      ),
      store: Flag.String("store").pipe(
        Flag.withMetavar("FILE"),
        Flag.withDescription(
          text(
            "where runs are recorded; else GONGFU_STORE, else gongfu.sqlite here",
            "记录推演的文件；未指定时取 GONGFU_STORE，再取当前文件夹的 gongfu.sqlite"
          )
        ),
        Flag.optional
      ),
      color: Flag.Boolean("color").pipe(
        Flag.withDescription(
          text(
            "colours or none; else NO_COLOR, FORCE_COLOR, the terminal",
            "是否使用颜色；未指定时取 NO_COLOR、FORCE_COLOR 及终端能力"
          )
        ),
        Flag.optional
      )
    }),
    Command.withSubcommands([
      runCommand,
      listCommand,
      showCommand,
      eventsCommand,
      exportCommand,
      compareCommand,
      backtestCommand,
      verifyCommand,
      ModelCommands.make({ text, place, markdown }),
      schemaCommand,
      initCommand
    ])
  )
}
