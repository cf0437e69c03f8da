/**
 * Options that do nothing alone, or nothing beside each other.
 *
 * An option that would change nothing is a slip of the pen, and is refused before any work is done. What only the
 * command line decides stands in one table; a command whose arguments decide it refuses with the same words. What a
 * view leaves out or how wide it is drawn, such as `--brief`, says nothing of JSON and is let through beside it.
 */
import type { Label } from "@gongfu/core/document/Label"
import { Refused } from "../session/Failure.ts"
import * as Words from "./Words.ts"

/** The refusal of options of which each makes the others pointless. */
export const apart = (options: ReadonlyArray<string>): Refused => {
  const all = Words.joined(options, { en: " and ", zh: " 与 " })
  return new Refused({
    kind: "NotTogether",
    problem: { en: `${all.en} cannot go together`, zh: `${all.zh} 不能同时使用` },
    remedy: { en: "leave out all but one", zh: "请只保留其中之一" }
  })
}

/** The refusal of an option without what it is about; `needed` says what to type. */
export const alone = (option: string, needed: Label): Refused =>
  new Refused({
    kind: "NotAlone",
    problem: { en: `${option} says nothing without ${needed.en}`, zh: `${option} 须与 ${needed.zh} 同用` },
    remedy: { en: "add that, or leave it out", zh: `请补上，或不写 ${option}` }
  })

/** What an option of a command goes with: one of `needs`, or all of them where it needs `every`; none of `not`. */
interface Rule {
  readonly command: string
  readonly option: string
  readonly needs?: ReadonlyArray<string>
  readonly every?: boolean
  readonly not?: string
}

const rules: ReadonlyArray<Rule> = [
  { command: "compare", option: "--csv", not: "--brief" },
  { command: "advance", option: "--to YEAR", not: "--end" },
  { command: "solve", option: "--pareto AIM...", not: "--robust P" },
  { command: "solve", option: "--points", needs: ["--pareto AIM..."] },
  { command: "solve", option: "--members", needs: ["--robust P"] },
  { command: "solve", option: "--seed", needs: ["--robust P"] },
  { command: "ensemble", option: "--wait", needs: ["--shards N", "--queue URL"] },
  { command: "explore", option: "--port", needs: ["--serve"] },
  { command: "explore", option: "--serve", not: "--output FILE" },
  { command: "explore", option: "--serve", not: "--force" },
  { command: "model graph", option: "--text", needs: ["--from NAME", "--to NAME"], every: true },
  { command: "model assumptions", option: "--by sector", not: "--year YEAR" }
]

const short: Readonly<Record<string, string>> = { "--output": "-o" }

/** Whether an option is among arguments; one with a value of small letters means that value. */
const isAmong = (args: ReadonlyArray<string>, option: string): boolean => {
  const [name, value] = option.split(" ") as [string, string?]
  const isNamed = (arg: string): boolean => arg === name || arg === short[name]
  return value === undefined || value !== value.toLowerCase()
    ? args.some((arg) => isNamed(arg) || arg.startsWith(`${name}=`))
    : args.some((arg, i) => arg === `${name}=${value}` || (isNamed(arg) && args[i + 1] === value))
}

const nameOf = (option: string): string => {
  const [name, value] = option.split(" ") as [string, string?]
  return value === undefined || value !== value.toLowerCase() ? name : option
}

const asks: ReadonlySet<string> = new Set(["--help", "-h", "--version", "-v"])

/** Why options of a command line cannot do what they say; nothing for any other. `command` is the one asked for. */
export const refused = (args: ReadonlyArray<string>, command: string | undefined): Refused | undefined => {
  const end = args.indexOf("--")
  const typed = end === -1 ? args : args.slice(0, end)
  if (command === undefined || typed.some((arg) => asks.has(arg))) return undefined
  const behind = typed.slice(typed.indexOf(command) + 1)
  const whole = `${command} ${behind.find((arg) => !arg.startsWith("-")) ?? ""}`
  for (const { command: own, every = false, needs, not, option } of rules) {
    if (own !== command && own !== whole) continue
    if (!isAmong(typed, option)) continue
    if (not !== undefined && isAmong(typed, not)) return apart([nameOf(option), nameOf(not)])
    if (needs === undefined) continue
    const has = (one: string): boolean => isAmong(typed, one)
    if (every ? needs.every(has) : needs.some(has)) continue
    return alone(option, Words.joined(needs, every ? { en: " and ", zh: " 和 " } : { en: " or ", zh: " 或 " }))
  }
  return undefined
}
