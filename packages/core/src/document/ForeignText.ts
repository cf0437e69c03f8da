/**
 * Texts that may come from anywhere, such as the rows of a store or a file that somebody sent.
 *
 * A message repeats them in a form that no terminal obeys: whatever controls it, or turns the direction of what follows,
 * is written as an escape.
 */

/** JSON leaves DEL, C1 controls and the marks that turn the direction of text as they are; a terminal obeys them. */
const escaped = (text: string): string =>
  JSON.stringify(text).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (mark) => `\\u{${mark.codePointAt(0)!.toString(16)}}`)

/** A text that may come from anywhere, for a message: as it is when it is plain, else quoted with its escapes. */
export const shown = (text: string): string => (/^[\p{L}\p{N}._/-]+$/u.test(text) ? text : escaped(text))
