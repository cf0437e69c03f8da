/**
 * The command line of pages: what is made to be read in a browser or on paper.
 *
 * As in `CommandLine`, descriptions live here and work in `commands/`.
 */
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import { lazily } from "./Lazily.ts"
import type { Options } from "./Options.ts"

/** These commands, in the order of the help. */
export const make = ({ example, runsOrFiles, text }: Options) => {
  const reportCommand = Command.make(
    "report",
    {
      sides: runsOrFiles(1, 6),
      output: Flag.String("output").pipe(
        Flag.withAlias("o"),
        Flag.withMetavar("FILE.html"),
        Flag.withDescription(
          text("the page to write; else named after the scenarios", "写入的网页文件；不写则以情景名称命名")
        ),
        Flag.optional
      ),
      ensembles: Flag.String("ensemble").pipe(
        Flag.withMetavar("ID"),
        Flag.withDescription(
          text(
            "also an ensemble on record of one of the runs: fans and probabilities; may be repeated",
            "同时列入某个推演已记录的集合推演：扇形图与实现概率；可重复使用"
          )
        ),
        Flag.atLeast(0)
      ),
      pdf: Flag.Boolean("pdf").pipe(
        Flag.withDescription(
          text("print it, too, as FILE.pdf; needs Chromium or Chrome", "同时打印为 FILE.pdf；需要 Chromium 或 Chrome")
        ),
        Flag.withDefault(false)
      ),
      force: Flag.Boolean("force").pipe(
        Flag.withDescription(text("replace a file that is no report", "已有文件不是报告时也覆盖")),
        Flag.withDefault(false)
      )
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
        "将至多六个推演汇成一份网页报告，供阅读、发送和打印：目标、图表、差异来源、收支账目与假设\n网页兼有中英文，不依赖任何外部文件；--lang 决定先显示哪种语言。"
      )
    ),
    Command.withExamples([
      example("gongfu report wenzhou/plan", "one run, as plan.html", "单个推演，写入 plan.html"),
      example(
        "gongfu report wenzhou/business-as-usual wenzhou/plan -o plan.html --pdf",
        "two side by side, and on paper",
        "两个推演对照，并打印为 PDF"
      )
    ])
  )

  return [reportCommand] as const
}
