/**
 * Text that an analyst reads, in both languages.
 *
 * A label is data: it stands in model, target and scenario files and in every
 * message. Which of the two is shown is decided at the edge, never here.
 */
import * as Schema from "effect/Schema"
import { expects } from "./Expected.ts"
import * as Own from "./Own.ts"

/** How a text is written between braces: in quotes where YAML would read it as something else. */
const written = (text: string): string =>
  text.trim() !== text || /[,[\]{}#&*!|>'"%@`\\\n]|:(?:\s|$)|^[-?:=~\d.+]|^(?:true|false|null)$/i.test(text)
    ? JSON.stringify(text)
    : text

/** A label of which one language is given, alone or as the text that it is, with a gap for the other one. */
const completed = (value: unknown): string | undefined => {
  const texts: unknown = typeof value === "string" ? { [/\p{Script=Han}/u.test(value) ? "zh" : "en"]: value } : value
  if (typeof texts !== "object" || texts === null) return undefined
  const parts = (["en", "zh"] as const).map((language) => {
    const text = Own.at(texts as Readonly<Record<string, unknown>>, language)
    return { language, text: typeof text === "string" && text.trim() !== "" ? written(text) : undefined }
  })
  if (parts.every(({ text }) => text === undefined)) return undefined
  return `{${parts.map(({ language, text = "…" }) => `${language}: ${text}`).join(", ")}}`
}

const Text = Schema.NonEmptyString.pipe(expects({ en: "a text that is not empty", zh: "非空文字" }))

/** A text in English and in Chinese; neither may be empty. */
export const Label = Schema.Struct({ en: Text, zh: Text }).pipe(
  expects({ en: "a label with both languages, {en: …, zh: …}", zh: "中英文名称 {en: …, zh: …}", completed })
)
export type Label = typeof Label.Type

/** The languages that gongfu speaks. */
export type Language = keyof Label

/** A reason or an explanation: in both languages, or in one wording that is shown in either. */
export const Prose = Schema.Union([Text, Label]).pipe(
  expects({ en: "a text, or one in both languages, {en: …, zh: …}", zh: "文字，或中英文文字 {en: …, zh: …}" })
)
export type Prose = typeof Prose.Type

/** The same text in both languages: names, numbers, symbols. */
export const same = (text: string): Label => ({ en: text, zh: text })

/** A reason or an explanation in both languages; one wording is that of both. */
export const ofProse = (prose: Prose): Label => (typeof prose === "string" ? same(prose) : prose)
