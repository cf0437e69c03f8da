/**
 * The help of every command as data, in the order of the help: what `--help` shows, from the command line itself.
 */
import type { Language } from "@gongfu/core/document/Label"
import * as CliConfig from "effect/cli/CliConfig"
import * as CliOutput from "effect/cli/CliOutput"
import * as Command from "effect/cli/Command"
import type { HelpDoc } from "effect/cli/HelpDoc"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Colour from "../render/Colour.ts"
import { Session, type Shape } from "../session/Session.ts"
import * as CommandLine from "./CommandLine.ts"
import * as Services from "./Services.ts"

/** A session that nobody sits at: no command is carried out, and nothing is printed. */
const silent = (language: Language): Shape => ({
  language,
  palette: Colour.plain,
  width: 100,
  json: false,
  folder: ".",
  store: "gongfu.sqlite",
  environment: {},
  print: () => {},
  tell: () => {}
})

const ofOne = (path: ReadonlyArray<string>, language: Language): Effect.Effect<HelpDoc> => {
  let found: HelpDoc | undefined
  const presenter: CliOutput.Presenter = {
    present: (event) =>
      Effect.sync(() => {
        if (event._tag === "Help") found = event.helpDoc
      })
  }
  return Command.runWith(CommandLine.make(language), { version: "" })([...path, "--help"]).pipe(
    Effect.provideService(Session, silent(language)),
    Effect.provide(
      Layer.mergeAll(
        Services.layer,
        CliConfig.layer({ builtIns: CommandLine.builtIns(language) }),
        CliOutput.layerPresenter(presenter)
      )
    ),
    Effect.ignore,
    Effect.flatMap(() => (found === undefined ? Effect.die(`no help of ${path.join(" ")}`) : Effect.succeed(found)))
  )
}

/** The help of the command at a path and of all below it; the whole command line without a path. */
export const all = (language: Language, path: ReadonlyArray<string> = []): Effect.Effect<ReadonlyArray<HelpDoc>> =>
  Effect.gen(function* () {
    const doc = yield* ofOne(path, language)
    const below = doc.subcommands?.flatMap(({ commands }) => commands) ?? []
    const docs = yield* Effect.forEach(below, ({ name }) => all(language, [...path, name]))
    return [doc, ...docs.flat()]
  })
