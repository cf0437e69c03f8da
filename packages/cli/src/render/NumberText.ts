/** The numbers of a run, see the core's `NumberText`, with words shortened by the columns of a terminal. */
import type { History } from "@gongfu/core/analysis/History"
import type { Language } from "@gongfu/core/document/Label"
import * as NumberText from "@gongfu/core/analysis/NumberText"
import * as Width from "./Width.ts"

export * from "@gongfu/core/analysis/NumberText"

/** As many columns as a part takes to be told apart from the others; the whole of it stands in the equation. */
const enough = 72

/** The numbers of a run in a language. */
export const of = (history: History, language: Language): NumberText.Numbers =>
  NumberText.of(history, language, (words) => Width.truncate(words, enough))
