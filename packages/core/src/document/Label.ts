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

/** The same text in both languages: names, numbers, symbols. */
export const same = (text: string): Label => ({ en: text, zh: text })
