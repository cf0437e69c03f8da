/**
 * The reference of all commands as a page of Markdown, written from the help of each.
 */
import type { Label, Language } from "@gongfu/core/document/Label"
import type * as HelpDoc from "effect/cli/HelpDoc"
import * as Option from "effect/Option"
import * as HelpText from "./HelpText.ts"
import * as Markdown from "./Markdown.ts"

const words = {
  title: { en: "Commands", zh: "命令参考" },
  intro: {
    en: "Every command with all that it takes, as `--help` shows it. This page is written by `pnpm docs:commands` from the commands themselves. [In Chinese](zh/commands.md).",
    zh: "全部命令及其参数和选项，与 `--help` 所示一致。本页由 `pnpm docs:commands` 根据命令自身的说明生成。[English](../commands.md)。"
  },
  common: { en: "Options of every command", zh: "通用选项" },
  name: { en: "argument or option", zh: "参数或选项" },
  meaning: { en: "meaning", zh: "说明" }
} as const satisfies Record<string, Label>

const table = (rows: ReadonlyArray<readonly [string, string]>, language: Language): ReadonlyArray<string> => {
  if (rows.length === 0) return []
  const lines = rows.map(([name, text]) => `| ${Markdown.code(name)} | ${Markdown.escaped(text)} |`)
  return [[`| ${words.name[language]} | ${words.meaning[language]} |`, "|---|---|", ...lines].join("\n")]
}

const optional = (text: Option.Option<string>): string => Option.getOrElse(text, () => "")

const flags = (list: ReadonlyArray<HelpDoc.FlagDoc>): ReadonlyArray<readonly [string, string]> =>
  list.map((flag) => [HelpText.flagName(flag), HelpText.described(flag)])

const section = (doc: HelpDoc.HelpDoc, language: Language): ReadonlyArray<string> => {
  const path = doc.commandPath ?? []
  const args = (doc.args ?? []).map((arg) => [arg.name, optional(arg.description)] as const)
  const examples = (doc.examples ?? []).map(({ command, description }) =>
    description === undefined ? command : `${command}   # ${description}`
  )
  return [
    Markdown.heading(path.length === 2 ? 2 : 3, path.join(" ")),
    doc.description
      .split("\n")
      .map((line) => Markdown.begun(Markdown.escaped(line)))
      .join("\n\n"),
    `\`\`\`text\n${HelpText.usage(doc, language)}\n\`\`\``,
    ...table([...args, ...flags(doc.flags)], language),
    ...(examples.length === 0 ? [] : [`\`\`\`sh\n${examples.join("\n")}\n\`\`\``])
  ]
}

/** The page; the first of the docs is that of the whole command line. */
export const page = ([root, ...docs]: ReadonlyArray<HelpDoc.HelpDoc>, language: Language): string => {
  const common = [...root!.flags, ...(root!.inheritedFlags ?? []), ...(root!.globalFlags ?? [])]
  const parts = [
    Markdown.heading(1, words.title[language]),
    words.intro[language],
    root!.description
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => Markdown.escaped(line))
      .join("\n\n"),
    Markdown.heading(2, words.common[language]),
    ...table(flags(common), language),
    ...docs.flatMap((doc) => section(doc, language))
  ]
  return `${parts.join("\n\n")}\n`
}
