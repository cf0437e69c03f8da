/**
 * The command line of pages: what is made to be read in a browser or on paper, or to be played with.
 *
 * As in `CommandLine`, descriptions live here and work in `commands/`.
 */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import { port } from "../render/HelpText.ts"
import { lazily } from "./Lazily.ts"
import type { Options } from "./Options.ts"

/** These commands, in the order of the help. */
export const make = ({ example, force, output, runsOrFiles, text }: Options) => {
  const reportCommand = Command.make(
    "report",
    {
      sides: runsOrFiles(1),
      output: output(
        "FILE.html",
        "the page to write; else named after the scenarios",
        "写入的网页文件；未指定时以情景名称命名"
      ),
      ensembles: Flag.String("ensemble").pipe(
        Flag.withMetavar("ID"),
        Flag.withDescription(
          text(
            "also ensembles on record of some of the runs, set apart by commas: fans and probabilities; may be repeated",
            "同时列入各推演已记录的集合推演，以逗号分隔：扇形图与实现概率；可重复使用"
          )
        ),
        Flag.atLeast(0)
      ),
      years: Flag.Int("year").pipe(
        Flag.withMetavar("YEAR"),
        Flag.withDescription(
          text(
            "the year that differences, accounts and the influence of assumptions are told of; else that in which most targets fall due; may be repeated for differences and accounts",
            "说明差异、收支账目与假设影响的年份；未指定时为多数目标的期限年份；可重复使用（差异与账目逐年列出，假设影响取首个年份）"
          )
        ),
        Flag.atLeast(0)
      ),
      indicators: Flag.String("indicator").pipe(
        Flag.withMetavar("NAME"),
        Flag.withDescription(
          text(
            "also this indicator, such as gdp, beside the headline ones: its chart, its numbers and where its difference comes from; may be repeated",
            "在主要指标之外另加该指标（如 gdp）：图表、数值与差异来源；可重复使用"
          )
        ),
        Flag.atLeast(0)
      ),
      brief: Flag.Boolean("brief").pipe(
        Flag.withDescription(
          text(
            "only what decides, to pass round: targets on which the runs part, headline indicators, where differences come from, and the 20 assumptions that move results most; the page says what it leaves out",
            "简版，便于传阅：只列结论不同的目标、主要指标、差异来源和影响最大的 20 项假设；页首写明未列入的内容"
          )
        ),
        Flag.withDefault(false)
      ),
      pdf: Flag.Boolean("pdf").pipe(
        Flag.withDescription(
          text("print it, too, as FILE.pdf; needs Chromium or Chrome", "同时打印为 FILE.pdf；需要 Chromium 或 Chrome")
        ),
        Flag.withDefault(false)
      ),
      force: force("replace a file that is no report", "已有文件不是报告时也覆盖")
    },
    (input) =>
      lazily(
        () => import("../commands/Report.ts"),
        (module) => module.report(input)
      )
  ).pipe(
    Command.withDescription(
      text(
        "make one page of up to six runs, to read, send and print: targets, charts, where differences come from, accounts, assumptions\nThe page holds both languages and needs nothing else; --lang says which is shown first.",
        "将至多六次推演汇成一份网页报告，供阅读、发送和打印：目标、图表、差异来源、收支账目与假设\n网页兼有中英文，不依赖任何外部文件；--lang 决定先显示哪种语言。"
      )
    ),
    Command.withExamples([
      example("gongfu report wenzhou/plan", "one run, as plan.html", "单次推演，写入 plan.html"),
      example(
        "gongfu report wenzhou/business-as-usual wenzhou/plan -o plan.html --pdf",
        "two side by side, and on paper",
        "两次推演对照，并打印为 PDF"
      )
    ])
  )

  const exploreCommand = Command.make(
    "explore",
    {
      scenario: Argument.String("SCENARIO").pipe(
        Argument.withDescription(
          text(
            "a scenario file, or a shipped scenario such as wenzhou/plan; without it the plan of the place that you are in, or a shipped one",
            "情景文件，或内置情景（如 wenzhou/plan）；未指定时取当前地区的规划情景，否则取内置情景"
          )
        ),
        Argument.optional
      ),
      output: output(
        "FILE",
        "the file to write; else PLACE-explorer.html here",
        "输出文件；未指定时为当前文件夹的 地区-explorer.html"
      ),
      force: force("replace a file that is no such page", "覆盖不是此类页面的已有文件"),
      serve: Flag.Boolean("serve").pipe(
        Flag.withDescription(
          text(
            "offer the page on this machine alone instead of writing it; Ctrl-C ends it",
            "不写文件，仅在本机提供页面；按 Ctrl-C 结束"
          )
        ),
        Flag.withDefault(false)
      ),
      port: Flag.Int("port").pipe(
        Flag.withMetavar("N"),
        Flag.withDescription(text("the port to serve on; else a free one", "服务端口；未指定时取空闲端口")),
        Flag.filter(
          (number) => number >= 0 && number < 65_536,
          () => port
        ),
        Flag.withDefault(0)
      ),
      open: Flag.Boolean("open").pipe(
        Flag.withDescription(
          text("open it, where there is a terminal; --no-open does not", "在终端中运行时自动打开；--no-open 则不打开")
        ),
        Flag.withDefault(true)
      )
    },
    (input) =>
      lazily(
        () => import("../commands/Explore.ts"),
        (module) => module.explore(input)
      )
  ).pipe(
    Command.withDescription(
      text(
        "write a page to play with: levers, charts, targets and reasons, in one file that needs nothing else",
        "生成可交互的推演页面：政策杠杆、图表、规划目标与缘由，单个文件，无需联网"
      )
    ),
    Command.withExamples([
      example("gongfu explore wenzhou/plan", "write the page and open it", "生成页面并打开"),
      example("gongfu explore my.yaml -o my.html --no-open", "write it only", "只生成文件"),
      example("gongfu explore --serve", "offer it on this machine", "在本机提供页面")
    ])
  )

  return [reportCommand, exploreCommand] as const
}
