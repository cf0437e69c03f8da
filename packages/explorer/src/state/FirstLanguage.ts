/** The language that a page begins in, where no link says one. */
import type { Language } from "@gongfu/core/document/Label"

/**
 * What the page's writer asked for; else the first of the reader's own languages, most wanted first, that the page
 * speaks; else English. Languages are tags of BCP 47 as a browser gives them, `zh-Hant-HK`, `en-GB`.
 */
export const of = (asked: Language | undefined, own: ReadonlyArray<string>): Language =>
  asked ?? own.map((tag) => /^(en|zh)(?:-|$)/i.exec(tag)?.[1]?.toLowerCase() as Language).find(Boolean) ?? "en"
