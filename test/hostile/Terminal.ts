/** The program in this process: what a command says, before and after the last gate. */
import * as Colour from "gongfu/render/Colour"
import { program } from "gongfu/main"
import * as Session from "gongfu/session/Session"
import * as Effect from "effect/Effect"

/** What came of a command. */
export interface Said {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a command line. What is said is as renderers made it, except JSON, which is as it leaves the program. */
export const say = async (
  folder: string,
  args: ReadonlyArray<string>,
  store = `${folder}/runs.sqlite`
): Promise<Said> => {
  const out: Array<string> = []
  const err: Array<string> = []
  const json = args.includes("--json") || args[0] === "events"
  const session: Session.Shape = {
    language: args.includes("zh") ? "zh" : "en",
    palette: Colour.plain,
    width: 80,
    json: args.includes("--json"),
    folder,
    store,
    environment: {},
    print: (text) => void out.push(json ? Session.harmless(text, false) : text),
    tell: (text) => void err.push(text)
  }
  const code = await Effect.runPromise(program(args, session))
  return { code, out: out.map((text) => `${text}\n`).join(""), err: err.map((text) => `${text}\n`).join("") }
}
