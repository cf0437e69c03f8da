/**
 * Words that stand behind the value of `--year` or `--indicator` as if they went on with it: `--year 2025 2030`.
 *
 * Such a word is an argument, and may be the name of a run; so it is refused by none but whoever has no use for it, and
 * then told to be joined to the value by a comma.
 */
import type { Label } from "@gongfu/core/document/Label"
import { plain } from "@gongfu/core/document/TypedYear"
import { type Failure, Faulty, Refused } from "../session/Failure.ts"
import * as Lists from "./Lists.ts"

interface Taken {
  readonly called: Label
  readonly isOne: (word: string) => boolean
}

const options: ReadonlyMap<string, Taken> = new Map([
  ["--year", { called: { en: "years", zh: "年份" }, isOne: (word) => /^\d+$/.test(word) }],
  [
    "--indicator",
    {
      called: { en: "indicators", zh: "指标" },
      isOne: (word) => /^\p{L}[\p{L}\p{N}_]*(?:\[[\p{L}\p{N}_]+\])*$/u.test(word)
    }
  ]
])

/** What goes on with an option: its values, and the words behind them. */
interface Stray {
  readonly option: string
  readonly values: ReadonlyArray<string>
  readonly words: ReadonlyArray<string>
}

/** The stray words of a command line in which every list is written out, see `Lists`. */
const straysIn = (args: ReadonlyArray<string>): ReadonlyArray<Stray> => {
  const found: Array<Stray> = []
  for (let i = 0; i < args.length && args[i] !== "--"; i++) {
    const option = args[i]!
    const taken = options.get(option)
    if (taken === undefined) continue
    const values: Array<string> = []
    for (; args[i] === option; i += 2) values.push(args[i + 1] ?? "")
    const words: Array<string> = []
    for (; i < args.length && taken.isOne(plain(args[i]!)); i++) words.push(plain(args[i]!))
    if (words.length > 0) found.push({ option, values, words })
    i--
  }
  return found
}

/** Whether the first word behind the command is an argument, so that what it is about stands before the options. */
const isNamedFirst = (args: ReadonlyArray<string>): boolean => {
  const behind = args[args.indexOf(Lists.commandOf(args) ?? "") + 1]
  return behind !== undefined && !behind.startsWith("-")
}

/**
 * What to do about a word that a command has no use for; nothing where it goes on with no option. A word behind one that
 * was of use is another argument.
 */
const joined = (args: ReadonlyArray<string>, isIt: (word: string) => boolean): Label | undefined => {
  const stray = straysIn(args).find(({ words }) => isIt(words[0]!))
  if (stray === undefined) return undefined
  const { option, values, words } = stray
  // What reads like an indicator may be a run, where none is named before.
  const more = option === "--year" || isNamedFirst(args) ? words : words.slice(0, 1)
  const { called } = options.get(option)!
  const typed = `${option} ${[...values, ...more].join(",")}`
  return { en: `${called.en} are joined by a comma: ${typed}`, zh: `多个${called.zh}以逗号相连：${typed}` }
}

const before = (first: Label | undefined, remedy: Label): Label =>
  first === undefined ? remedy : { en: `${first.en}; ${remedy.en}`, zh: `${first.zh}；${remedy.zh}` }

/** The remedy of arguments that a command does not take, with the comma that joins them where they are stray words. */
export const remedy = (args: ReadonlyArray<string>, unexpected: ReadonlyArray<string>, otherwise: Label): Label =>
  before(
    joined(args, (word) => unexpected.some((argument) => plain(argument) === word)),
    otherwise
  )

const tooMany: ReadonlySet<string> = new Set(["OneAtATime", "TooManyRuns"])

/** A failure with the comma where a stray word is what failed; any other as it is. */
export const explain = (failure: Failure, args: ReadonlyArray<string>): Failure => {
  if (failure._tag === "Refused") {
    const { kind, problem, remedy: own } = failure
    if (kind !== "RunNotFound" && !tooMany.has(kind)) return failure
    const isIt = (word: string): boolean => tooMany.has(kind) || problem.en.includes(`"${word}"`)
    const comma = joined(args, isIt)
    // A comparison would take the stray word for a run.
    const isAll = kind === "OneAtATime" && comma !== undefined && isNamedFirst(args)
    return new Refused({ kind, problem, remedy: isAll ? comma : before(comma, own) })
  }
  if (failure._tag !== "Faulty") return failure
  return new Faulty({
    faults: failure.faults.map((fault) =>
      fault._tag === "UnknownShipped"
        ? {
            ...fault,
            remedy: before(
              joined(args, (word) => word === fault.span.file),
              fault.remedy
            )
          }
        : fault
    )
  })
}
