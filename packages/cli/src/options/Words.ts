/** Words set beside each other in a sentence. */
import type { Label } from "@gongfu/core/document/Label"

const comma: Label = { en: ", ", zh: "、" }

/** Words in a sentence: `a, b and c` where `last` is the `and`; without it, `a, b, c`. */
export const joined = (words: ReadonlyArray<string>, last: Label = comma): Label => {
  const of = (language: keyof Label): string =>
    [words.slice(0, -1).join(comma[language]), ...words.slice(-1)].filter((part) => part !== "").join(last[language])
  return { en: of("en"), zh: of("zh") }
}
