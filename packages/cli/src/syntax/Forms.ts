/**
 * What every command line has to be: one form of output, options with their hyphens, a command, its own options behind
 * it, and a store's file.
 */
import { Refused } from "../session/Failure.ts"
import * as Language from "../session/Language.ts"
import * as Lists from "./Lists.ts"
import * as Together from "../options/Together.ts"
import * as Prose from "../render/Prose.ts"
import * as Switch from "../session/Switch.ts"
import * as ShellWord from "../session/ShellWord.ts"

const forms = ["json", "md", "csv"] as const

/** Why a command line that asks for several forms at once is refused; nothing for any other. */
export const severalForms = (args: ReadonlyArray<string>): Refused | undefined => {
  const asked = forms.filter((form) => Switch.on(args, form) === true).map((form) => `--${form}`)
  if (asked.length < 2) return undefined
  return Together.apart(asked)
}

type Environment = Readonly<Record<string, string | undefined>>

/** Why what is said of the language or the store, by an option or the environment, is refused; nothing for any other. */
export const notUsable = (args: ReadonlyArray<string>, environment: Environment): Refused | undefined => {
  const language = Language.unspoken(args, environment)
  if (language !== undefined)
    return new Refused({
      kind: "LanguageUnknown",
      problem: { en: `GONGFU_LANG cannot be "${language}"`, zh: `GONGFU_LANG 不能是“${language}”` },
      remedy: { en: "it takes: en, zh", zh: "可用的值：en、zh" }
    })
  const store = Language.valueOfFlag(args, "store") ?? (environment["GONGFU_STORE"] || undefined)
  if (store === undefined || !["", "-", ":memory:"].includes(store)) return undefined
  return new Refused({
    kind: "NotAStoreName",
    problem: { en: `the store cannot be "${store}"`, zh: `推演库不能是“${store}”` },
    remedy: {
      en: "it takes a file, such as gongfu.sqlite; ./ before a name makes any name that of a file",
      zh: "应为文件，如 gongfu.sqlite；名称前加 ./ 即视为文件名"
    }
  })
}

const asks: ReadonlySet<string> = new Set(["--help", "-h", "--version", "-v", "--completions"])

/** Whether a command line asks for help or the like, whatever else stands in it. */
export const isAsking = (args: ReadonlyArray<string>): boolean => args.some((arg) => asks.has(arg.split("=")[0]!))

/**
 * Why a command line is refused that names no command; nothing for any other. Alone, `gongfu` shows its help.
 */
export const commandMissing = (args: ReadonlyArray<string>, command: string | undefined): Refused | undefined => {
  if (isAsking(args)) return undefined
  const behind = command === "model" ? args.slice(args.indexOf(command) + 1) : args
  if (command === "model" ? Lists.commandOf(behind) !== undefined : command !== undefined) return undefined
  if (command === undefined && Switch.on(args, "json") !== true) return undefined
  const see = command === undefined ? "gongfu --help" : `gongfu ${command} --help`
  return new Refused({
    kind: "Usage",
    problem: { en: "a command is missing", zh: "缺少命令" },
    remedy: { en: `see: ${see}`, zh: `请查看：${see}` }
  })
}

/** The options that may stand before a command, as every command has them. */
const ofAll: ReadonlySet<string> = new Set(
  "--json --lang --store --color --no-color --help -h --version -v --completions".split(" ")
)

/** Why a command line is refused that has a command's own option before the command; nothing for any other. */
export const optionFirst = (args: ReadonlyArray<string>): Refused | undefined => {
  const at = Lists.commandAt(args, (word) => Prose.names.has(word))
  const before = args.slice(0, Math.max(0, at))
  const option = before.find((arg) => arg.startsWith("-") && !ofAll.has(arg.split("=")[0]!))
  if (option === undefined) return undefined
  const name = option.split("=")[0]!
  const command = ShellWord.command(...args.slice(at), ...before)
  return new Refused({
    kind: "OptionFirst",
    problem: { en: `${name} stands before the command`, zh: `${name} 写在了命令之前` },
    remedy: { en: `options stand behind it: ${command}`, zh: `选项应写在命令之后：${command}` }
  })
}

// What a word processor or a Chinese keyboard writes for one hyphen, or for two.
const longHyphen = /^[-‐‑‒–—―−﹣－]*[‐‑‒–—―−﹣－][-‐‑‒–—―−﹣－]*([a-z]+)(?:=[^]*)?$/u

/** The options whose value is a text in anybody's words. */
const free: ReadonlySet<string> = new Set(["--title", "--reason"])

/** Why a command line is refused that has an option with other hyphens than those of options; nothing for any other. */
export const longHyphens = (args: ReadonlyArray<string>): Refused | undefined => {
  const end = args.includes("--") ? args.indexOf("--") : args.length
  const option = args.slice(0, end).find((arg, i) => longHyphen.test(arg) && !free.has(args[i - 1] ?? ""))
  if (option === undefined) return undefined
  const name = longHyphen.exec(option)![1]!
  const meant = name.length === 1 ? `-${name}` : `--${name}`
  const typed = option.split("=")[0]!
  return new Refused({
    kind: "LongHyphens",
    problem: { en: `"${typed}" does not begin as an option does`, zh: `“${typed}”的开头不是选项的短横线` },
    remedy: {
      en: `did you mean "${meant}"? an option begins with short hyphens`,
      zh: `是否想写“${meant}”？选项以半角短横线 - 开头`
    }
  })
}
