/**
 * What a command needs to know about the user in front of it, and its only
 * ways to say something.
 *
 * Results go to standard output, everything else to standard error. With
 * `--json` there is exactly one result, a line of canonical JSON with
 * its `format`; the same content gives the same bytes.
 */
import { isAbsolute, relative, resolve } from "node:path"
import type * as Labels from "@gongfu/core/document/Label"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Language from "./Language.ts"
import * as ShellWord from "./ShellWord.ts"
import * as Switch from "./Switch.ts"
import * as Colour from "../render/Colour.ts"
import * as Width from "../render/Width.ts"

/** The session of one invocation. */
export interface Shape {
  readonly language: Labels.Language
  /** The language where `--lang` or GONGFU_LANG names it, and nothing where it is guessed from the system's. */
  readonly asked?: Labels.Language | undefined
  readonly palette: Colour.Palette
  /** Columns of the terminal; 100 when standard output is none. */
  readonly width: number
  readonly json: boolean
  /** The folder in which the user typed. */
  readonly folder: string
  /** The file of the store, named from the folder where it lies in it, else from the root. */
  readonly store: string
  /** The store as it has to be typed behind a further command; nothing where it is meant without `--store`. */
  readonly typedStore?: string | undefined
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Writes to standard output; a line break is added. */
  readonly print: (text: string) => void
  /** Writes to standard error; a line break is added. */
  readonly tell: (text: string) => void
}

export class Session extends Context.Service<Session, Shape>()("gongfu/session/Session") {}

/** The text of a label in the session's language. */
export const say = (session: Shape, label: Labels.Label): string => label[session.language]

/** Prints a text. */
export const print = (text: string): Effect.Effect<void, never, Session> =>
  Session.use((session) => Effect.sync(() => session.print(text)))

// A colour; the end of a line of CSV; controls other than line ends, and marks that reorder what stands beside them.
const steering =
  // oxlint-disable-next-line no-control-regex
  /(\u001b\[\d{1,2}m)|(\r(?=\n|$))|[^\P{Cc}\n]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/gu

// Nearly no text holds any of these, and looking for one of a class is quicker than for all that could be a match.
// oxlint-disable-next-line no-control-regex
const suspect = /[\0-\t\v-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/u

const escape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`

/**
 * A text without anything that steers a terminal: the last gate of all output. What renderers let pass is written as
 * JSON would escape it, so that JSON stays the same data; colours pass where they are wanted.
 */
export const harmless = (text: string, coloured: boolean): string =>
  !suspect.test(text)
    ? text
    : text.replaceAll(steering, (found: string, colour?: string, end?: string) => {
        if (end !== undefined || (coloured && colour !== undefined)) return found
        return colour === undefined ? found.replaceAll(/[^]/g, escape) : escape(found) + found.slice(1)
      })

/** What a session takes place in. */
export interface Surroundings {
  /** The folder in which the user typed. */
  readonly folder: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Columns of the terminal that standard output is; nothing where it is none. */
  readonly columns?: number | undefined
  /** Take a text that steers no terminal and ends with a line break. */
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

/** A path as messages name it. */
const named = (path: string, folder: string): string => {
  const whole = resolve(folder, path)
  const way = relative(folder, whole)
  return way === "" || way.startsWith("..") || isAbsolute(way) ? whole : way
}

/** The session of a command line in its surroundings. */
export const of = (args: ReadonlyArray<string>, { columns, environment, err, folder, out }: Surroundings): Shape => {
  const coloured = Colour.wanted(Switch.on(args, "color"), environment, columns !== undefined)
  const asked = Number(environment["COLUMNS"] ?? "")
  const typedStore = Language.valueOfFlag(args, "store")
  const store = named(typedStore ?? (environment["GONGFU_STORE"] || "gongfu.sqlite"), folder)
  const width = columns !== undefined ? Math.max(40, columns) : asked >= 40 ? Math.min(asked, 400) : Width.withoutWindow
  return {
    language: Language.choose(args, environment),
    asked: Language.asked(args, environment),
    palette: Colour.palette(coloured),
    width,
    json: Switch.on(args, "json") === true,
    folder,
    store,
    typedStore: typedStore === undefined ? undefined : ShellWord.ofPath(store),
    environment,
    print: (text) => out(`${harmless(text, coloured)}\n`),
    tell: (text) => err(`${harmless(text, coloured)}\n`)
  }
}

/** Writes to a stream of Node; one that takes nothing swallows what follows. */
const writer = (stream: NodeJS.WriteStream): ((text: string) => void) => {
  stream.on("error", () => {})
  return (text) => void stream.write(text)
}

/** The session of this process. */
export const ofProcess = (args: ReadonlyArray<string>): Shape => {
  const { env, stdout, stderr } = process
  return of(args, {
    folder: process.cwd(),
    environment: env,
    columns: stdout.isTTY ? stdout.columns : undefined,
    out: writer(stdout),
    err: writer(stderr)
  })
}
