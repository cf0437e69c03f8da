/**
 * Text by the columns that it takes on a terminal.
 *
 * A Chinese character takes two columns, a Latin letter one, a combining mark
 * none; `string-width` knows. Padding, cutting and wrapping here count columns
 * and never split a character. Ambiguous characters (…, ▁, ─) count as one.
 *
 * `printable` is the gate for text that came from a file: what passes has no
 * control character, so it can neither move the cursor nor start a new line.
 */
import { createRequire } from "node:module"
import { stripVTControlCharacters } from "node:util"

// string-width prepares patterns for all of Unicode, which takes longer than most commands: it is loaded, and the
// segmenter made, for the first text that is not plain.
const require = createRequire(import.meta.url)
let loaded: ((text: string) => number) | undefined
const stringWidth = (text: string): number => {
  loaded ??= (require("string-width") as { readonly default: (text: string) => number }).default
  return loaded(text)
}
let made: Intl.Segmenter | undefined
const segments = (text: string): Iterable<Intl.SegmentData> => (made ??= new Intl.Segmenter("und")).segment(text)

const ascii = /^[ -~]*$/
// Nearly every other text is made of these: no two of them join, and only the Chinese ones are wide.
const plainText = /^[ -~·²³µ×Ⅲ–—‘’“”…→−≤≥─-╿▁-█░▒✓✗\u2800-\u28ff\u3001-\u3011\u4e00-\u9fff\uff01-\uff5e]*$/
const wideText = /[\u3001-\u3011\u4e00-\u9fff\uff01-\uff5e]/g

/** The columns that a text is given which is written to no terminal. */
export const withoutWindow = 100

/** The characters of a text as a reader sees them. */
export const graphemes = (text: string): ReadonlyArray<string> =>
  plainText.test(text) ? text.split("") : Array.from(segments(text), (part) => part.segment)

/** Columns of a text on one line. Colour codes take none. */
export const of = (text: string): number =>
  ascii.test(text)
    ? text.length
    : plainText.test(text)
      ? text.length + (text.match(wideText)?.length ?? 0)
      : stringWidth(text)

/**
 * A text as one harmless line: escape sequences and control characters gone, line breaks and tabs one space each,
 * characters that reorder or hide their neighbours gone, half characters shown as �.
 */
export const printable = (text: string): string =>
  plainText.test(text)
    ? text
    : stripVTControlCharacters(text)
        .replaceAll(/\r\n|[\t\n\v\f\r\u0085\u2028\u2029]/g, " ")
        .toWellFormed()
        .replaceAll(/(?!\u200d)[\p{Cc}\p{Cf}]/gu, "")

/** Cuts a text to at most `width` columns; `…` says that something was cut. */
export const truncate = (text: string, width: number): string => {
  if (of(text) <= width) return text
  if (width < 1) return ""
  let kept = ""
  let used = 1
  for (const grapheme of graphemes(text)) {
    used += of(grapheme)
    if (used > width) break
    kept += grapheme
  }
  return `${kept}…`
}

/** Fills a text with spaces to `width` columns; a text that is wider stays as it is. */
export const pad = (text: string, width: number, align: "left" | "right" = "left"): string => {
  const space = " ".repeat(Math.max(0, width - of(text)))
  return align === "left" ? text + space : space + text
}

// Marks that may not begin or end a line: they stay with their neighbour. So does a year with the figure it announces.
const closing = /^[，。；：！？、）》」』】〉”’％)\],.;:!?%·…]/u
const opening = /[（《「『【〈“‘([]$/u
const announcing = /\d: $/
const figure = /^(?:[-+±<>≤≥✓✗] ?)*\d|^–/u

// What is in brackets, words of plain letters, what else there is, and spaces and brackets that stand alone.
const wordPattern = /[(（][^()（）]+[)）] *|[!-'*-~]+ *|[^ -~（]+ *|[ ()（] */g
const isBracket = (word: string): boolean => /^[(（]./.test(word)

/** The words of a text. What is in brackets is one word when it is short, such as a unit. */
const wordsOf = (text: string): ReadonlyArray<string> =>
  (text.match(wordPattern) ?? []).flatMap((word) =>
    isBracket(word) && of(word.trimEnd()) > 24 ? [word[0]!, ...wordsOf(word.slice(1))] : [word]
  )

/**
 * The parts of a word between which a line may break. A word with a digit, an underscore or a dot in it is a name, such
 * as `plan-d6fb50c0` or `runs/a.sqlite`, and stays whole up to its members. With `paths` one with a slash is a name too,
 * such as `wenzhou/best-effort`; without, it is a unit, such as `yuan/person/year`.
 */
const unitsOf = (word: string, paths: boolean): ReadonlyArray<string> => {
  if (isBracket(word)) return [word]
  if (!ascii.test(word)) return graphemes(word)
  return word.split((paths ? /[0-9_/]|\.[a-z]/i : /[0-9_]|\.[a-z]/i).test(word) ? /(?=\[)/ : /(?<=[a-z]{2}[-/])/i)
}

/** The pieces of a text between which a line may break; a space stays with the piece before it. See `unitsOf`. */
export const pieces = (text: string, paths = false): ReadonlyArray<string> => {
  const found: Array<string> = []
  let piece = ""
  let wideBefore = false
  for (const word of wordsOf(text)) {
    const units = unitsOf(word, paths)
    for (let i = 0; i < units.length; i++) {
      const unit = units[i]!
      const plain = ascii.test(unit)
      const wide = !plain && of(unit) > 1
      if (piece !== "") {
        const breaks = piece.endsWith(" ") ? unit.trim() !== "" : wide || wideBefore || (plain && i > 0)
        const announced = announcing.test(piece) && figure.test(unit)
        if (breaks && !announced && !closing.test(unit) && !opening.test(piece)) {
          found.push(piece)
          piece = ""
        }
      }
      piece += unit
      wideBefore = wide
    }
  }
  if (piece !== "") found.push(piece)
  return found
}

/** Columns of the longest piece of a text that a line may not be broken in. */
export const ofLongestWord = (text: string): number => Math.max(0, ...pieces(text).map((piece) => of(piece.trimEnd())))

/** The pieces of a text for lines of a width: a name stays with its members where one line has room for both. */
export const piecesWithin = (text: string, width: number, paths = false): ReadonlyArray<string> => {
  const found: Array<string> = []
  for (const piece of pieces(text, paths)) {
    const name = piece.startsWith("[") ? found.at(-1) : undefined
    if (name !== undefined && !name.endsWith(" ") && of((name + piece).trimEnd()) <= width)
      found[found.length - 1] = name + piece
    else found.push(piece)
  }
  return found
}

// One Chinese character with the marks that go before it, and one with those that go behind.
const single = /^[（《「『【〈“‘([]*\p{Script=Han}$/u
const singleAtEnd = /^\p{Script=Han}[，。；：！？、）》」』】〉”’)\],.;:!?…]*$/u

/**
 * Where a line has to be broken anew so that no Chinese character stands alone on the last one: how much of the line
 * before it goes with it, from its end. 0 where the last line has more, or where that would not fit.
 */
export const withLast = (above: string, before: string, last: string, width: number): number => {
  const follows = above.endsWith(before) && above !== before && single.test(before) && singleAtEnd.test(last)
  return follows && of(before + last) <= width ? before.length : 0
}

/**
 * Breaks a text into lines of at most `width` columns: between words, and between Chinese characters. A word that is
 * too long is broken anywhere; `width` below 2 counts as 2, because one Chinese character needs that much. A Chinese
 * character does not stand alone on the last line: the one before it goes with it, as most words have two. With `paths`
 * what has a slash is a name and no unit, and stays whole.
 */
export const wrap = (text: string, width: number, paths = false): ReadonlyArray<string> => {
  const limit = Math.max(2, width)
  const whole = text.trimEnd()
  if (of(whole) <= limit) return [whole]
  const lines: Array<string> = []
  let line = ""
  let used = 0
  // The last piece of the line, and of the line before it.
  let [piece, before] = ["", ""]
  const end = (): void => {
    if (line.trim() !== "") lines.push(line.trimEnd())
    line = ""
    used = 0
    before = piece.trimEnd()
  }
  const add = (part: string): void => {
    line += part
    used += of(part)
  }
  for (const next of piecesWithin(text, limit, paths)) {
    const word = next.trimEnd()
    // Spaces at the end of a line take no room.
    const taken = word === "" ? -used : of(word)
    if (used + taken > limit) end()
    piece = next
    if (used + taken <= limit) {
      add(next)
      continue
    }
    for (const grapheme of graphemes(next)) {
      if (used + of(grapheme) > limit) end()
      add(grapheme)
    }
  }
  const last = line.trimEnd()
  const above = lines.at(-1) ?? ""
  const moved = withLast(above, before, last, limit)
  if (moved > 0) lines.splice(-1, 1, above.slice(0, -moved).trimEnd(), before + last)
  else if (last.trim() !== "" || lines.length === 0) lines.push(last)
  return lines
}
