/**
 * The command line of runs: making and showing them.
 *
 * As in `CommandLine`, descriptions live here and work in `commands/`.
 */
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import { lazily } from "./Lazily.ts"
import type { Options } from "./Options.ts"

/** These commands, in the order of the help. */
export const make = ({
  all,
  brief,
  example,
  files,
  indicators,
  markdown,
  otherwise,
  run,
  runs,
  text,
  years
}: Options) => {
  const runCommand = Command.make(
    "run",
    {
      files,
      markdown,
      brief: brief("only the headline indicators, and of targets only counts", "只列主要指标；目标只列数量")
    },
    (input) =>
      lazily(
        () => import("../commands/Run.ts"),
        (module) => module.run(input)
      )
  ).pipe(
    Command.withDescription(
      text(
        "project scenarios, record the runs, and show the scoreboard\nExit code 0: fine; 2: something that a scenario expects does not hold.",
        "推演情景、记录结果并显示目标完成情况\n退出码 0：正常；2：情景的预期有不成立的。"
      )
    ),
    Command.withExamples([
      example("gongfu run wenzhou/plan", "the plan itself", "推演规划本身"),
      example("gongfu run my.yaml --md > run.md", "for a review", "供审阅")
    ])
  )

  const listCommand = Command.make("list", {}, () =>
    lazily(
      () => import("../commands/List.ts"),
      (module) => module.list
    )
  ).pipe(Command.withDescription(text("list the runs on record", "列出已记录的推演")))

  const plot = Flag.Boolean("plot").pipe(
    Flag.withDescription(
      text(
        "as pictures: several runs in one, an ensemble as a fan, targets as levels",
        "以图形显示：多次推演同图，集合推演为扇形，目标为水平线"
      )
    ),
    Flag.withDefault(false)
  )

  const showCommand = Command.make(
    "show",
    { runs: runs(1), indicators, years, all: all("every indicator", "全部指标"), plot },
    (input) =>
      lazily(
        () => import("../commands/Show.ts"),
        (module) => module.show(input)
      )
  ).pipe(
    Command.withDescription(
      text("show one run as a table, year by year, or as pictures", "逐年以表格或图形显示推演结果")
    ),
    Command.withExamples([
      example("gongfu show plan --year 2025", "the latest run of the plan", "规划情景最近一次推演"),
      example("gongfu show plan business-as-usual --plot", "two runs in one picture", "两次推演同图显示")
    ])
  )

  const eventsCommand = Command.make("events", { run }, (input) =>
    lazily(
      () => import("../commands/Events.ts"),
      (module) => module.events(input)
    )
  ).pipe(Command.withDescription(text("print the events of a run as they are recorded", "输出一次推演的原始事件")))

  const exportCommand = Command.make(
    "export",
    {
      runs: runs(1),
      as: Flag.Literals("as", ["csv", "json"]).pipe(
        Flag.withDescription(otherwise("csv", "the file format", "文件格式")),
        Flag.withDefault("csv" as const)
      ),
      indicators,
      years
    },
    (input) =>
      lazily(
        () => import("../commands/Export.ts"),
        (module) => module.exportRuns(input)
      )
  ).pipe(
    Command.withDescription(text("print indicators of runs as CSV or JSON", "以 CSV 或 JSON 输出推演的指标")),
    Command.withExamples([
      example("gongfu export plan --as csv > plan.csv", "one row a run, year and indicator", "每行一次推演、年份和指标")
    ])
  )

  return [runCommand, listCommand, showCommand, eventsCommand, exportCommand] as const
}
