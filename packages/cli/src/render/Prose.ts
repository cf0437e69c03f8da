/**
 * Running text that may hold commands, in lines.
 *
 * Prose is broken like every text, see `Width`, and names of scenarios and files stay whole. A command of gongfu is not: it stands whole on one line, so that it
 * can be copied. Where it does not fit behind the words that announce it (`see: gongfu verify plan`), it gets a line of
 * its own, set in; within a sentence it goes to the next line like a word. A command longer than the width stays
 * whole, and nothing else is wider than asked.
 */
import * as Width from "./Width.ts"

/** The commands, which tell `gongfu verify` from the gongfu of "a gongfu store". */
export const names: ReadonlySet<string> = new Set(
  (
    "adjust advance attribute backtest bundle check compare discover ensemble events explore export fork import init " +
    "list lock log model report run schema sensitivity show solve tag tree verify why worker"
  ).split(" ")
)

/** Words by which an English sentence goes on behind a command; none of them is an argument. */
const goingOn: ReadonlySet<string> = new Set(
  (
    "again alone and carries checks does first for gives holds its lists makes of on or puts reads records shows tells " +
    "that the their then to which with writes wrote"
  ).split(" ")
)

const called = /(?<![\p{L}\p{N}_./-])gongfu(?= [a-z])/gu
/** A part of a command: in quotes, or up to a space or a Chinese mark. */
const argument = / ((?:'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[^\s'"\\，。；：！？、（）“”])+)/y
const mark = /[,;:.!?)`]+$/
const chinese = /^\p{Script=Han}[^!-~]*$/u
const announcing = /(?:[:?] |：)$/

/** Where a command that begins at `start` ends; `start` where none does. */
const endOf = (text: string, start: number, announced: boolean): number => {
  let end = start + "gongfu".length
  for (let first = true; ; first = false) {
    argument.lastIndex = end
    const found = argument.exec(text)?.[1]
    if (found === undefined) return first ? start : end
    const own = /['"]$/.test(found) ? found : found.replace(mark, "")
    if (first && !names.has(own)) return start
    const isLast = announced && end + 1 + found.length === text.length
    if (own === "" || own.startsWith("(") || goingOn.has(own) || (chinese.test(own) && !isLast)) return end
    end += 1 + own.length
    if (own !== found) return end
  }
}

/** A part of a text: words, or a command. */
export interface Part {
  readonly text: string
  readonly is: "words" | "command"
  /** Whether words before it announce the command, and it is no part of their sentence. */
  readonly announced?: boolean
}

/** The parts of a text in order; together they are the text. */
export const parts = (text: string): ReadonlyArray<Part> => {
  const found: Array<Part> = []
  let told = 0
  for (const { index } of text.matchAll(called)) {
    if (index < told) continue
    const announced = announcing.test(text.slice(0, index))
    const end = endOf(text, index, announced)
    if (end === index) continue
    if (index > told) found.push({ text: text.slice(told, index), is: "words" })
    found.push({ text: text.slice(index, end), is: "command", announced })
    told = end
  }
  return told < text.length ? [...found, { text: text.slice(told), is: "words" }] : found
}

interface Piece {
  readonly text: string
  readonly whole: boolean
  readonly announced: boolean
}

// What stays with a command: brackets and quotes before it, marks and a space behind it.
const openingMarks = /[([（“‘`]+$/
const closingMarks = /^[,;:.!?)\]`，。；：！？、）”’]* ?/

const pieces = (text: string, width: number): ReadonlyArray<Piece> => {
  const own = parts(text)
  const before = (part: Part | undefined): string =>
    part?.is === "words" ? (openingMarks.exec(part.text)?.[0] ?? "") : ""
  const behind = (part: Part | undefined): string => (part?.is === "words" ? closingMarks.exec(part.text)![0] : "")
  return own.flatMap((part, i): ReadonlyArray<Piece> => {
    const [last, next] = [own[i - 1], own[i + 1]]
    if (part.is === "command")
      return [{ text: before(last) + part.text + behind(next), whole: true, announced: part.announced === true }]
    const from = last === undefined ? 0 : behind(part).length
    const to = next === undefined ? part.text.length : Math.max(from, part.text.length - before(part).length)
    return Width.piecesWithin(part.text.slice(from, to), width, true).map((piece) => ({
      text: piece,
      whole: false,
      announced: false
    }))
  })
}

const indent = "  "

/** Breaks a text into lines of at most `width` columns, but for a command that is longer. */
export const wrap = (text: string, width: number): ReadonlyArray<string> => {
  if (Width.of(text) <= width || !text.includes("gongfu ")) return Width.wrap(text, width, true)
  const lines: Array<string> = []
  let words: Array<string> = []
  // The last piece of the line before, where that is no command.
  let before = ""
  const fits = (more: string): boolean => Width.of((words.join("") + more).trimEnd()) <= width
  const end = (): void => {
    if (words.join("").trim() !== "") lines.push(words.join("").trimEnd())
    before = words.at(-1)?.trimEnd() ?? ""
    words = []
  }
  for (const piece of pieces(text, width)) {
    if (fits(piece.text)) {
      words.push(piece.text)
      continue
    }
    end()
    const own = piece.text.trimEnd()
    if (piece.whole && (piece.announced || !fits(piece.text))) {
      // Set in behind the words that announce it, unless that alone made it too wide.
      const setIn = piece.announced && lines.length > 0 && (Width.of(indent + own) <= width || Width.of(own) > width)
      lines.push(setIn ? indent + own : own)
      before = ""
    } else if (fits(piece.text)) words.push(piece.text)
    else {
      const broken = Width.wrap(piece.text, width, true)
      lines.push(...broken.slice(0, -1))
      words.push(broken.at(-1)! + (piece.text.endsWith(" ") ? " " : ""))
    }
  }
  const last = words.join("").trimEnd()
  const moved = Width.withLast(lines.at(-1) ?? "", before, last, width)
  if (moved > 0) return [...lines.slice(0, -1), lines.at(-1)!.slice(0, -moved).trimEnd(), before + last]
  end()
  return lines
}
