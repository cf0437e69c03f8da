/**
 * Options that take several names at once: `--levers a b c` for `--levers a --levers b --levers c`.
 *
 * What looks like a file, a path or another option ends the list.
 */

const lists: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["solve", new Set(["--target", "--targets", "--lever", "--levers", "--cost", "--pareto"])]
])

const spelling: Readonly<Record<string, string>> = { "--targets": "--target", "--lever": "--levers" }

// A label for a name is answered with the name, which it would not be as an argument too many.
const isName = (word: string): boolean => /^(less:)?\p{L}[\p{L}\p{N}_]*(\[[\p{L}\p{N}_]+\])*$/u.test(word)

/** The words of a list; a condition, which may have commas of its own, is one word. */
const parts = (word: string): ReadonlyArray<string> =>
  /[<>=]/.test(word) ? [word] : word.split(",").filter((part) => part !== "")

/** The arguments with every list written out. */
export const spread = (args: ReadonlyArray<string>): ReadonlyArray<string> => {
  const options = lists.get(args.find((arg) => lists.has(arg)) ?? "")
  if (options === undefined) return args
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
    if (list !== undefined && (opens || parts(arg).every(isName)) && !arg.startsWith("-")) {
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
