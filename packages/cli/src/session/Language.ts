/**
 * Which of the two languages gongfu speaks to this user.
 *
 * The first of these that says something decides: `--lang`, the variables
 * GONGFU_LANG, LC_ALL, LC_MESSAGES and LANG. The last three are the system's:
 * in them everything that is not Chinese is English. GONGFU_LANG is ours, and
 * one that is neither English nor Chinese is told. `--lang` is looked up before the command line is parsed, because
 * help and errors about the command line itself are spoken too.
 */
import type { Language } from "@gongfu/core/document/Label"

type Environment = Readonly<Record<string, string | undefined>>

/** The value of `--name value` or `--name=value`; the last one counts, and `--` ends the search. */
export const valueOfFlag = (args: ReadonlyArray<string>, name: string): string | undefined => {
  let found: string | undefined
  for (let i = 0; i < args.length && args[i] !== "--"; i++) {
    if (args[i] === `--${name}`) found = args[i + 1]
    else if (args[i]!.startsWith(`--${name}=`)) found = args[i]!.slice(name.length + 3)
  }
  return found
}

const ofLocale = (locale: string): Language => (/^(zh|chinese)/i.test(locale) ? "zh" : "en")

const isSpoken = (said: string): boolean => /^(en|zh|chinese)/i.test(said)

/** The language that was asked of gongfu itself, by `--lang` or GONGFU_LANG; nothing where only the system has one. */
export const asked = (args: ReadonlyArray<string>, { GONGFU_LANG: said = "" }: Environment): Language | undefined => {
  const named = valueOfFlag(args, "lang")
  if (named === "en" || named === "zh") return named
  return isSpoken(said) ? ofLocale(said) : undefined
}

/** What GONGFU_LANG says where it is asked and names neither language; nothing where all is well. */
export const unspoken = (args: ReadonlyArray<string>, { GONGFU_LANG: said = "" }: Environment): string | undefined =>
  valueOfFlag(args, "lang") !== undefined || said === "" || isSpoken(said) ? undefined : said

/** The language for these arguments in this environment. */
export const choose = (args: ReadonlyArray<string>, environment: Environment): Language => {
  const said = ["LC_ALL", "LC_MESSAGES", "LANG"]
    .map((name) => environment[name])
    .find((value) => value !== undefined && value !== "")
  return asked(args, environment) ?? ofLocale(said ?? "")
}
