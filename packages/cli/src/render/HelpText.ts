/**
 * Help and command-line errors in both languages.
 *
 * The command tree carries its descriptions in the language it was built for;
 * this module adds the headings, the layout and the errors of the parser,
 * which effect/cli words in English only.
 */
import type { Label, Language } from "@gongfu/core/document/Label"
import { nearest } from "@gongfu/core/document/Nearest"
import type * as CliError from "effect/cli/CliError"
import type * as HelpDoc from "effect/cli/HelpDoc"
import * as Option from "effect/Option"
import type { Palette } from "./Colour.ts"
import * as Prose from "./Prose.ts"
import * as Width from "./Width.ts"

const words = {
  usage: { en: "USAGE", zh: "用法" },
  arguments: { en: "ARGUMENTS", zh: "参数" },
  commands: { en: "COMMANDS", zh: "命令" },
  options: { en: "OPTIONS", zh: "选项" },
  common: { en: "OPTIONS OF EVERY COMMAND", zh: "通用选项" },
  examples: { en: "EXAMPLES", zh: "示例" },
  command: { en: "<command>", zh: "<命令>" },
  option: { en: "[options]", zh: "[选项]" }
} as const satisfies Record<string, Label>

/** A flag as it is typed: `--store FILE`, `--place[=NAME]`, `--lang en|zh`, `--[no-]color`. */
export const flagName = (flag: HelpDoc.FlagDoc): string => {
  const choices = choicesOf(flag)
  // An optional value is typed with "=" and comes as "[=NAME]".
  const space = flag.type.startsWith("[") ? "" : " "
  const value = flag.type === "boolean" ? "" : `${space}${flag.type === "choice" ? choices : flag.type}`
  const name = flag.name === "color" ? "--[no-]color" : `--${flag.name}`
  return [...flag.aliases, name].join(", ") + value
}

// effect/cli appends "(choices: a, b)" to the description of a flag with choices.
const choicePattern = / ?\(choices: ([^)]*)\)$/

const choicesOf = (flag: HelpDoc.FlagDoc): string | undefined =>
  choicePattern.exec(Option.getOrElse(flag.description, () => ""))?.[1]?.replaceAll(", ", "|")

/** What a flag does, without its choices, which its name shows. */
export const described = (flag: HelpDoc.FlagDoc): string =>
  Option.getOrElse(flag.description, () => "").replace(choicePattern, "")

/** How a command is typed. */
export const usage = (doc: HelpDoc.HelpDoc, language: Language): string =>
  [
    ...(doc.commandPath ?? []),
    ...(doc.subcommands === undefined ? [] : [words.command[language]]),
    words.option[language],
    ...(doc.args ?? []).map((arg) => {
      const name = arg.variadic ? `${arg.name}...` : arg.name
      return arg.required ? name : `[${name}]`
    })
  ].join(" ")

/** An example, with what it does behind it, or above it where that has no room. */
const example = ({ command, description }: HelpDoc.ExampleDoc, width: number): string => {
  if (description === undefined) return continued(command, width).join("\n")
  const line = `  ${command}   # ${description}`
  if (Width.of(line) <= width) return line
  const told = Prose.wrap(description, width - 4).map((part) => `  # ${part}`)
  return [...told, ...continued(command, width)].join("\n")
}

/** A command as it can be typed on several lines: a backslash at the end of a line tells a shell that more is to come. */
const continued = (command: string, width: number): ReadonlyArray<string> => {
  // What is in quotes is one word.
  const typed = command.match(/'[^']*'|\S+/g) ?? []
  const lines: Array<string> = []
  let line = ""
  for (const word of typed) {
    const longer = line === "" ? `  ${word}` : `${line} ${word}`
    if (Width.of(longer) <= width - 2 || line === "") line = longer
    else {
      lines.push(`${line} \\`)
      line = `    ${word}`
    }
  }
  const last = lines.at(-1)
  // The last word needs no room for a backslash behind it.
  if (last !== undefined && Width.of(`${last.slice(0, -2)} ${line.trim()}`) <= width)
    return [...lines.slice(0, -1), `${last.slice(0, -2)} ${line.trim()}`]
  return [...lines, line]
}

/** The help of one command, at most `width` columns wide where words allow it. */
export const help = (doc: HelpDoc.HelpDoc, language: Language, width: number, palette: Palette): string => {
  const entries = (rows: ReadonlyArray<readonly [string, string]>): string => {
    const widest = Math.min(28, Math.max(0, ...rows.map(([name]) => Width.of(name))))
    // In a window without room beside the names all stand below them.
    const left = width - widest - 4 < 24 ? 4 : widest
    const room = Math.max(24, width - left - 4)
    return rows
      .map(([name, text]) => {
        const lines = Prose.wrap(text, room)
        const long = Width.of(name) > left
        const first = long ? `  ${name}\n${" ".repeat(left + 4)}` : `  ${Width.pad(name, left)}  `
        return (first + lines.join(`\n${" ".repeat(left + 4)}`)).trimEnd()
      })
      .join("\n")
  }
  const section = (title: Label, body: string): string => `${palette.strong(title[language])}\n${body}`
  const flags = (list: ReadonlyArray<HelpDoc.FlagDoc>): string =>
    entries(list.map((flag) => [flagName(flag), described(flag)] as const))
  const commands = doc.subcommands?.flatMap((group) => group.commands) ?? []
  const examples = doc.examples ?? []
  const common = [...(doc.inheritedFlags ?? []), ...(doc.globalFlags ?? [])]
  const isRoot = (doc.commandPath ?? []).length === 1
  return [
    doc.description
      .split("\n")
      .flatMap((line) => Prose.wrap(line, width))
      .join("\n"),
    section(words.usage, `  ${usage(doc, language)}`),
    ...(doc.args === undefined
      ? []
      : [
          section(
            words.arguments,
            entries(doc.args.map((arg) => [arg.name, Option.getOrElse(arg.description, () => "")] as const))
          )
        ]),
    ...(commands.length === 0
      ? []
      : [
          section(
            words.commands,
            entries(commands.map((command) => [command.name, command.description.split("\n")[0]!]))
          )
        ]),
    ...(doc.flags.length === 0 || isRoot ? [] : [section(words.options, flags(doc.flags))]),
    section(words.common, flags(isRoot ? [...doc.flags, ...common] : common)),
    ...(examples.length === 0 ? [] : [section(words.examples, examples.map((e) => example(e, width)).join("\n"))])
  ].join("\n\n")
}

const quoted = (text: string): Label => {
  const plain = Width.truncate(Width.printable(text), 60)
  return { en: `"${plain}"`, zh: `“${plain}”` }
}

/** What a mistake on the command line is, and what to do. */
export interface Mistake {
  readonly problem: Label
  readonly remedy: Label
}

const meant = (suggestions: ReadonlyArray<string>, otherwise: Label): Label =>
  suggestions.length === 0
    ? otherwise
    : {
        en: `did you mean ${suggestions.map((s) => quoted(s).en).join(" or ")}?`,
        zh: `是否想写${suggestions.map((s) => quoted(s).zh).join("或")}？`
      }

/** What an option expects that takes whole numbers from 1 up. */
export const positive = "N>=1"

/** What an option expects that takes a port. */
export const port = "0<=N<65536"

/** What stands for a number in a usage, or is said to be expected, in words. */
const numbers: Readonly<Record<string, Label>> = {
  N: { en: "a whole number", zh: "整数" },
  S: { en: "a whole number", zh: "整数" },
  P: { en: "a number such as 0.5", zh: "数值，如 0.5" },
  YEAR: { en: "a year such as 2025", zh: "年份，如 2025" },
  [positive]: { en: "a whole number from 1 up", zh: "正整数" },
  [port]: { en: "a whole number from 0 to 65535; 0 is a free one", zh: "端口号：0 至 65535 的整数，0 为任意空闲端口" }
}

// How effect/cli says that there are too few of something, and which words are allowed.
const tooFew = /^at least (\d+) values?$/
const tooMany = "at most 1 value"
const occurrences = /^(\d+) occurrences$/
const choiceList = /^"[^"]*"( \| "[^"]*")*$/

const invalidValue = (
  error: CliError.InvalidValue,
  see: Label,
  options: ReadonlyArray<HelpDoc.FlagDoc>,
  args: ReadonlyArray<HelpDoc.ArgDoc>
): Mistake => {
  const isNumber =
    error.kind === "argument" && args.some(({ name, type }) => name === error.option && type === "integer")
  const flag = options.find((option) => option.name === error.option)
  const name = error.kind === "argument" ? error.option : `--${error.option}`
  const least = tooFew.exec(error.expected)?.[1]
  if (least !== undefined)
    return {
      problem: { en: `at least ${least} of ${name} are needed`, zh: `${name} 至少需要 ${least} 个` },
      remedy: see
    }
  const times = error.expected === tooMany ? occurrences.exec(error.value)?.[1] : undefined
  if (times !== undefined)
    return {
      problem: {
        en: `${name} was given ${times === "2" ? "twice" : `${times} times`}`,
        zh: `${name} 写了 ${times} 次`
      },
      remedy: { en: "give it once", zh: "请只写一次" }
    }
  const takes = choiceList.test(error.expected)
    ? error.expected.replaceAll('"', "").replaceAll(" | ", ", ")
    : error.expected === positive || error.expected === port
      ? error.expected
      : isNumber
        ? "N"
        : flag === undefined || flag.type === "boolean"
          ? undefined
          : (choicesOf(flag) ?? flag.type)
  const number = takes === undefined ? undefined : numbers[takes]
  const choices = choiceList.test(error.expected) ? takes?.split(", ") : flag && choicesOf(flag)?.split("|")
  // A letter or two are near to everything that is short.
  const near = error.value.length > 2 && choices !== undefined ? nearest(error.value, choices) : undefined
  const otherwise: Label =
    number !== undefined
      ? { en: `it takes ${number.en}`, zh: `应为${number.zh}` }
      : takes === undefined
        ? see
        : { en: `it takes: ${takes}`, zh: `可用的值：${takes.replaceAll(", ", "、")}` }
  const remedy = near === undefined ? otherwise : meant([near], otherwise)
  const value = quoted(error.value)
  return error.value === ""
    ? { problem: { en: `${name} has no value`, zh: `${name} 缺少值` }, remedy }
    : { problem: { en: `${name} cannot be ${value.en}`, zh: `${name} 不能是${value.zh}` }, remedy }
}

/** The mistake behind a parser's error. `doc` is the help of the command that was meant. */
export const mistake = (error: CliError.NonShowHelpErrors, doc: HelpDoc.HelpDoc): Mistake => {
  const path = (doc.commandPath ?? ["gongfu"]).join(" ")
  const see: Label = { en: `see: ${path} --help`, zh: `请查看：${path} --help` }
  const options = [...doc.flags, ...(doc.inheritedFlags ?? []), ...(doc.globalFlags ?? [])]
  switch (error._tag) {
    case "UnrecognizedOption": {
      const name = quoted(error.option)
      // effect/cli suggests a command's own options only, not those of every command.
      const near = nearest(
        error.option,
        options.flatMap((option) => [`--${option.name}`, ...option.aliases])
      )
      return {
        problem: { en: `unknown option ${name.en}`, zh: `未知的选项${name.zh}` },
        // A letter is near to everything that is short, and says nothing of what was meant.
        remedy: error.option.length <= 2 ? see : meant(near === undefined ? error.suggestions : [near], see)
      }
    }
    case "UnknownSubcommand": {
      const name = quoted(error.subcommand)
      return {
        problem: { en: `unknown command ${name.en}`, zh: `未知的命令${name.zh}` },
        remedy: meant(error.suggestions, see)
      }
    }
    case "MissingOption":
      return { problem: { en: `--${error.option} is missing`, zh: `缺少选项 --${error.option}` }, remedy: see }
    case "MissingArgument":
      return { problem: { en: `${error.argument} is missing`, zh: `缺少参数 ${error.argument}` }, remedy: see }
    case "UnexpectedArgument": {
      const names = error.arguments.map((argument) => quoted(argument))
      const flag = options.find(({ type }) => type.startsWith("["))
      const value = `--${flag?.name}=${Width.truncate(Width.printable(error.arguments[0] ?? ""), 60)}`
      const joined = flag && {
        en: `a value of --${flag.name} is joined to it: ${value}`,
        zh: `--${flag.name} 的值须以 = 相连：${value}`
      }
      return {
        problem: {
          en: `not expected here: ${names.map((n) => n.en).join(", ")}`,
          zh: `多余的参数：${names.map((n) => n.zh).join("、")}`
        },
        remedy: joined === undefined ? see : { en: `${joined.en}; ${see.en}`, zh: `${joined.zh}；${see.zh}` }
      }
    }
    case "InvalidValue":
      return invalidValue(error, see, options, doc.args ?? [])
    case "DuplicateOption":
      return { problem: { en: `--${error.option} stands twice`, zh: `选项 --${error.option} 重复` }, remedy: see }
    case "ValidationError":
    case "UserError": {
      const message = Width.printable(error.message)
      return { problem: { en: message, zh: message }, remedy: see }
    }
  }
}
