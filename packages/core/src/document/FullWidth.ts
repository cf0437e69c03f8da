/**
 * Marks, spaces and digits of full width, as a Chinese keyboard writes them, where YAML knows only those of half width.
 *
 * Unicode has the printable characters of ASCII once more as full-width forms, U+FF01 to U+FF5E, in the same order; the
 * space of full width is U+3000.
 */
import type { Label } from "./Label.ts"

const form = /[\uff01-\uff5e]/g
const space = "\u3000"

/** A text with its full-width forms and spaces as the characters of half width that they stand for. */
export const halved = (text: string): string =>
  text.replaceAll(form, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0)).replaceAll(space, " ")

/**
 * The marks of a line that YAML would read as its own if they were of half width, each once, in order; of spaces only
 * one that indents the line.
 */
export const structural = (line: string): ReadonlyArray<string> => [
  ...new Set([...(/^[ \t]*\u3000/.test(line) ? [space] : []), ...(line.match(/[，：［］｛｝]/g) ?? [])])
]

/** Marks as they are named: a space is not seen. */
const named = (marks: ReadonlyArray<string>): Label => ({
  en: marks.map((mark) => (mark.trim() === "" ? `"${mark}" (a space)` : `"${mark}"`)).join(" and "),
  zh: marks.map((mark) => (mark.trim() === "" ? `“${mark}”（空格）` : `“${mark}”`)).join("、")
})

/** What marks of full width are found, and what to write: `instead` where that is known, else those of half width. */
export const remedy = (marks: ReadonlyArray<string>, instead?: string): Label => {
  const [found, halves] = [named(marks), named(marks.map(halved))]
  const are = marks.length > 1 ? "there are" : "there is a"
  return {
    en: `${are} ${found.en} of full width here: write ${instead ?? halves.en}`,
    zh: `此处有全角符号${found.zh}，${instead === undefined ? `请改为半角${halves.zh}` : `请写作 ${instead}`}`
  }
}

/** What to write instead of a key that holds marks of full width: `2021：0.3` is no key but one with its value. */
export const ofKey = (key: string): Label | undefined => {
  const marks = structural(key)
  if (marks.length === 0) return undefined
  const spelt = halved(key)
    .replaceAll(/\s*([:,])\s*/g, "$1 ")
    .trim()
  return remedy(marks, marks.every((mark) => mark === space) ? undefined : spelt)
}
