/**
 * Marks and digits of full width, as a Chinese keyboard writes them, where YAML knows only those of half width.
 *
 * Unicode has the printable characters of ASCII once more as full-width forms, U+FF01 to U+FF5E, in the same order.
 */
const form = /[\uff01-\uff5e]/g

/** A text with its full-width forms as the characters of half width that they stand for. */
export const halved = (text: string): string =>
  text.replaceAll(form, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0))

/** The first mark of a text that YAML would read as its own if it were of half width. */
export const structural = (text: string): string | undefined => /[，：［］｛｝]/.exec(text)?.[0]
