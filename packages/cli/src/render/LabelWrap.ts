/**
 * Labels in lines, with Chinese words kept whole where that costs no line.
 *
 * `Width.wrap` fills each line and breaks Chinese text between any two characters. Here a label takes exactly as many
 * lines, and of all the ways to break it into those the one that breaks fewest words is taken, and of these the one that
 * fills the first lines most. What the words are is told by the dictionary of the program's Unicode library; so this is
 * for a terminal, and not for files that have to be the same everywhere.
 */
import * as Width from "./Width.ts"

const chinese = /\p{Script=Han}{2}/u

// Making it takes longer than drawing a table: it is made for the first Chinese label that is broken.
let made: Intl.Segmenter | undefined

/** Where words of a text end, and how many characters the word has that ends there. */
const endsOf = (text: string): ReadonlyMap<number, number> => {
  made ??= new Intl.Segmenter("zh", { granularity: "word" })
  return new Map(Array.from(made.segment(text), ({ index, segment }) => [index + segment.length, segment.length]))
}

// A broken word outweighs all else.
const brokenWord = 100
/** Words of one character that belong to what follows them, like the 双 of 双倍增 and the 年 of 年均增长. */
const leading = /(?:[双不未非可每各超总全上]|(?<!\d)年)$/u

interface Way {
  readonly cost: number
  readonly from: number
}

/** Breaks a label into lines of at most `width` columns, as many as `Width.wrap` does. */
export const wrap = (text: string, width: number): ReadonlyArray<string> => {
  const filled = Width.wrap(text, width)
  if (filled.length < 2 || !chinese.test(text)) return filled
  const pieces = Width.pieces(text.trimEnd())
  if (pieces.some((piece) => piece.trim() === "" || Width.of(piece.trimEnd()) > width)) return filled
  const starts = [0]
  for (const piece of pieces) starts.push(starts.at(-1)! + piece.length)
  const ends = endsOf(text)
  const line = (from: number, to: number): string => text.slice(starts[from], starts[to]).trimEnd()
  /** What it costs to end a line before this piece. */
  const costOf = (from: number, piece: number): number => {
    if (piece === pieces.length) return Width.of(line(from, piece)) === 2 ? 1 : 0
    const word = ends.get(starts[piece]!)
    if (word === undefined) return brokenWord
    const last = line(from, piece)
    // A figure stays with its unit.
    if (/\d$/.test(last)) return 2
    return word === 1 && leading.test(last) ? 1 : 0
  }
  // ways[piece] is the best way to get all before this piece into so many lines.
  let ways: ReadonlyArray<Way | undefined> = [{ cost: 0, from: 0 }]
  const found: Array<ReadonlyArray<Way | undefined>> = []
  for (let lines = 1; lines <= filled.length; lines++) {
    const next: Array<Way | undefined> = []
    for (const [from, before] of ways.entries()) {
      if (before === undefined) continue
      for (let to = from + 1; to <= pieces.length && Width.of(line(from, to)) <= width; to++) {
        const cost = before.cost + costOf(from, to)
        if (cost <= (next[to]?.cost ?? Infinity)) next[to] = { cost, from }
      }
    }
    found.push(next)
    ways = next
  }
  const broken: Array<string> = []
  for (let at = pieces.length, k = filled.length - 1; k >= 0; k--) {
    const { from } = found[k]![at]!
    broken.unshift(line(from, at))
    at = from
  }
  return broken
}
