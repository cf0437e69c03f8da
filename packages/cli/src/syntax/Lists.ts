/**
 * Options that take several names at once.
 *
 * Every option that may be repeated takes names or years set apart by commas: `--indicator a,b` for `--indicator a
 * --indicator b`. Those of `solve` take them one after the other as well: `--levers a b c`. What looks like a file, a
 * path or another option ends such a list.
 */
import * as Switch from "../session/Switch.ts"
import * as Years from "./Years.ts"

const lists: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["solve", new Set(["--target", "--targets", "--lever", "--levers", "--cost", "--pareto"])]
])

const spelling: Readonly<Record<string, string>> = { "--targets": "--target", "--lever": "--levers" }

// A label for a name is answered with the name, which it would not be as an argument too many.
const isName = (word: string): boolean => /^(less:)?\p{L}[\p{L}\p{N}_]*(\[[\p{L}\p{N}_]+\])*$/u.test(word)

/** The words of a list; a condition, which may have commas of its own, is one word. */
const parts = (word: string): ReadonlyArray<string> =>
  /[<>=]/.test(word) ? [word] : word.split(",").filter((part) => part !== "")

// A file may have an = in its name.
const isCondition = (word: string): boolean => /[<>]|==/.test(word)

/** Whether a word goes on with the list of an option: only a target may be a condition. */
const goesOn = (option: string, word: string): boolean =>
  (option === "--target" && isCondition(word)) || parts(word).every(isName)

const repeated: ReadonlySet<string> = new Set(["--indicator", "--target", "--year", "--ensemble"])

// A run's id has hyphens. A condition, and a label that has a comma of its own, is no list.
const isListed = (word: string): boolean => /^(?:\p{L}[\p{L}\p{N}_-]*(?:\[[\p{L}\p{N}_]+\])*|-?\d+)$/u.test(word)

// Who types Chinese has Chinese commas.
const comma = /\s*[,，、]\s*/

/** Whether a word is the value of the option before it, where that is one that may come before the command. */
const isValue = (word: string, before: string | undefined): boolean =>
  before === "--lang" ||
  before === "--store" ||
  ((before === "--json" || before === "--color") && Switch.isAnswer(word))

/** Where the command stands: the first word, of those that `isOne`, that is no option and no value of one before it. */
export const commandAt = (args: ReadonlyArray<string>, isOne: (word: string) => boolean = () => true): number =>
  args.findIndex((arg, i) => !arg.startsWith("-") && !isValue(arg, args[i - 1]) && isOne(arg))

/** The command that is asked for, see {@link commandAt}. */
export const commandOf = (args: ReadonlyArray<string>): string | undefined => args[commandAt(args)]

/** The arguments with the values of repeated options that are set apart by commas, each behind its option. */
const apart = (args: ReadonlyArray<string>): ReadonlyArray<string> => {
  const spreadOut: Array<string> = []
  for (let i = 0; i < args.length; i++) {
    if (args[i] === "--") return [...spreadOut, ...args.slice(i)]
    const [, option, value] = /^(--[a-z]+)(?:=([^]*))?$/.exec(args[i]!) ?? []
    const following = args[i + 1]
    if (option === undefined || !repeated.has(option) || (value === undefined && following === undefined)) {
      spreadOut.push(args[i]!)
      continue
    }
    let typed = value ?? following!
    if (value === undefined) i++
    // After a comma the list goes on: `--indicator a, b`.
    while (/[,，、]$/.test(typed) && args[i + 1]?.startsWith("-") === false) typed += args[++i]!
    const names = typed.split(comma).filter((name) => name !== "")
    for (const name of names.length > 0 && names.every(isListed) ? names : [typed]) spreadOut.push(option, name)
  }
  return spreadOut
}

/** The arguments with every list written out, and every year as a plain number. */
export const spread = (typed: ReadonlyArray<string>): ReadonlyArray<string> => {
  const command = commandOf(typed)
  const args = Years.inPlain(typed, command)
  const options = lists.get(command ?? "")
  // The year of `model` is one.
  if (options === undefined) return command === "model" ? args : apart(args)
  const spreadOut: Array<string> = []
  let list: string | undefined
  let begun = false
  for (const arg of args) {
    const [, option, value] = /^(--[a-z]+)(?:=([^]*))?$/.exec(arg) ?? []
    if (option !== undefined && options.has(option)) {
      list = spelling[option] ?? option
      begun = value !== undefined
      for (const part of value === undefined ? [] : parts(value)) spreadOut.push(list, part)
      if (value === "") spreadOut.push(list, "")
      continue
    }
    const opens = list !== undefined && !begun && !arg.startsWith("-")
    if (list !== undefined && (opens || goesOn(list, arg)) && !arg.startsWith("-")) {
      for (const part of parts(arg)) spreadOut.push(list, part)
      begun = true
      continue
    }
    if (list !== undefined && !begun) spreadOut.push(list)
    list = undefined
    spreadOut.push(arg)
  }
  if (list !== undefined && !begun) spreadOut.push(list)
  return spreadOut
}
