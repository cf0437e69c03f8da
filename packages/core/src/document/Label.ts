/**
 * Text that an analyst reads, in both languages.
 *
 * A label is data: it stands in model, target and scenario files and in every
 * message. Which of the two is shown is decided at the edge, never here.
 */
import * as Schema from "effect/Schema"
import { expects } from "./Expected.ts"

const Text = Schema.NonEmptyString.pipe(expects({ en: "a text that is not empty", zh: "非空文字" }))

/** A text in English and in Chinese; neither may be empty. */
export const Label = Schema.Struct({ en: Text, zh: Text }).pipe(
  expects({ en: "a label with both languages, {en: …, zh: …}", zh: "中英文名称 {en: …, zh: …}" })
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
