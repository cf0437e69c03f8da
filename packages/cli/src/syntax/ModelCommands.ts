/**
 * The command line of `gongfu model`: its commands, their arguments and options, in one language.
 *
 * As in `CommandLine`, descriptions live here and work in `commands/`.
 */
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import { lazily } from "./Lazily.ts"
import type { Options } from "./Options.ts"

/** `gongfu model` with its subcommands. */
export const make = ({ markdown, otherwise, place, text }: Options) => {
  const named = (name: string, metavar: string, description: string) =>
    Flag.String(name).pipe(Flag.withMetavar(metavar), Flag.withDescription(description), Flag.optional)
  return Command.make("model").pipe(
    Command.withDescription(text("look into a model", "查看模型")),
    Command.withSubcommands([
      Command.make("check", { place }, (input) =>
        lazily(
          () => import("../commands/ModelCheck.ts"),
          (module) => module.check(input)
        )
      ).pipe(Command.withDescription(text("check a model and its targets", "检查模型与目标"))),
      Command.make(
        "graph",
        {
          place,
          from: named(
            "from",
            "NAME",
            text("only what this variable or lever reaches", "只画该变量或政策杠杆所影响的部分")
          ),
          to: named("to", "NAME", text("only what reaches this variable or target", "只画影响该变量或目标的部分")),
          sector: named("sector", "NAME", text("only within this sector", "只画该部门内部")),
          text: Flag.Boolean("text").pipe(
            Flag.withDescription(
              text("the shortest paths between both ends, in words", "以文字列出两端之间的最短路径")
            ),
            Flag.withDefault(false)
          )
        },
        (input) =>
          lazily(
            () => import("../commands/ModelGraph.ts"),
            (module) => module.graph(input)
          )
      ).pipe(
        Command.withDescription(
          text(
            "draw which variable needs which, as Mermaid; or how one reaches another",
            "以 Mermaid 画出变量之间的依赖，或从一个变量到另一个的影响路径"
          )
        ),
        Command.withExamples([
          {
            command: "gongfu model graph wenzhou --from land_rural_share --to low_income_growth --text",
            description: text("how a lever reaches a target", "政策杠杆如何影响目标")
          }
        ])
      ),
      Command.make(
        "assumptions",
        {
          place,
          markdown,
          by: Flag.Literals("by", ["influence", "sector"]).pipe(
            Flag.withDescription(
              otherwise(
                "influence",
                "order: those that move the headline results most first, or by sector",
                "排列方式：按对主要指标的影响由大到小，或按部门"
              )
            ),
            Flag.withDefault("influence" as const)
          ),
          year: Flag.Int("year").pipe(
            Flag.withMetavar("YEAR"),
            Flag.withDescription(
              text(
                "the year in which results are looked at; else the year in which most targets fall due",
                "观察结果的年份；未指定时取多数目标到期的年份"
              )
            ),
            Flag.optional
          )
        },
        (input) =>
          lazily(
            () => import("../commands/ModelAssumptions.ts"),
            (module) => module.assumptions(input)
          )
      ).pipe(
        Command.withDescription(
          text(
            "list what is assumed: how much it matters, value, range, reason",
            "列出假设清单：影响大小、取值、范围与理由"
          )
        )
      ),
      Command.make(
        "docs",
        {
          place,
          html: Flag.Boolean("html").pipe(
            Flag.withDescription(
              text("one HTML page that needs nothing else", "输出单个 HTML 页面，不依赖任何外部文件")
            ),
            Flag.withDefault(false)
          )
        },
        (input) =>
          lazily(
            () => import("../commands/ModelDocs.ts"),
            (module) => module.docs(input)
          )
      ).pipe(
        Command.withDescription(
          text(
            "print the model's reference as Markdown: variables, equations, sources, laws, levers",
            "以 Markdown 输出模型手册：变量、方程、依据、约束与政策杠杆"
          )
        ),
        Command.withExamples([
          {
            command: "gongfu model docs wenzhou --html > wenzhou.html",
            description: text("a page to send", "可直接发送的页面")
          }
        ])
      )
    ])
  )
}
