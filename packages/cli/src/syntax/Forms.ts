/** The forms of a command line: one form of output, and a command's own options behind it. */
import { Refused } from "../session/Failure.ts"
import * as Together from "../options/Together.ts"
import * as Prose from "../render/Prose.ts"
import { flagged } from "../session/Session.ts"

const forms = ["json", "md", "csv"] as const

/** Why a command line that asks for several forms at once is refused; nothing for any other. */
export const severalForms = (args: ReadonlyArray<string>): Refused | undefined => {
  const asked = forms.filter((form) => flagged(args, form)).map((form) => `--${form}`)
  if (asked.length < 2) return undefined
  return Together.apart(asked)
}

/** The options that may stand before a command, as every command has them. */
const ofAll: ReadonlySet<string> = new Set(
  "--json --lang --store --color --no-color --help -h --version -v --completions".split(" ")
)

/** Why a command line is refused that has a command's own option before the command; nothing for any other. */
export const optionFirst = (args: ReadonlyArray<string>): Refused | undefined => {
  const at = args.findIndex((arg, i) => Prose.names.has(arg) && !ofAll.has(args[i - 1] ?? ""))
  const before = args.slice(0, Math.max(0, at))
  const option = before.find((arg) => arg.startsWith("-") && !ofAll.has(arg.split("=")[0]!))
  if (option === undefined) return undefined
  const name = option.split("=")[0]!
  const command = ["gongfu", ...args.slice(at), ...before].join(" ")
  return new Refused({
    kind: "OptionFirst",
    problem: { en: `${name} stands before the command`, zh: `${name} 写在了命令之前` },
    remedy: { en: `options stand behind it: ${command}`, zh: `选项应写在命令之后：${command}` }
  })
}
