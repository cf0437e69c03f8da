/**
 * The command line of `gongfu model`: its commands, their arguments and options, in one language.
 *
 * As in `CommandLine`, descriptions live here and work in `commands/`.
 */
import type * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import type * as Flag from "effect/cli/Flag"
import { lazily } from "./Lazily.ts"

/** What these commands share with others: texts in the language, and arguments and options that others take too. */
export interface Shared {
  readonly text: (en: string, zh: string) => string
  readonly place: Argument.Argument<string>
  readonly markdown: Flag.Flag<boolean>
}

/** `gongfu model` with its subcommands. */
export const make = ({ markdown, place, text }: Shared) =>
  Command.make("model").pipe(
    Command.withDescription(text("look into a model", "查看模型")),
    Command.withSubcommands([
      Command.make("check", { place }, (input) =>
        lazily(
          () => import("./commands/ModelCheck.ts"),
          (module) => module.check(input)
        )
      ).pipe(Command.withDescription(text("check a model and its targets", "检查模型与目标"))),
      Command.make("graph", { place }, (input) =>
        lazily(
          () => import("./commands/ModelGraph.ts"),
          (module) => module.graph(input)
        )
      ).pipe(
        Command.withDescription(text("draw which variable needs which, as Mermaid", "以 Mermaid 画出变量之间的依赖"))
      ),
      Command.make("assumptions", { place, markdown }, (input) =>
        lazily(
          () => import("./commands/ModelAssumptions.ts"),
          (module) => module.assumptions(input)
        )
      ).pipe(
        Command.withDescription(text("list what is assumed: value, range, reason", "列出假设清单：取值、范围与理由"))
      )
    ])
  )
