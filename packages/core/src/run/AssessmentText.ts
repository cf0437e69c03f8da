/**
 * The canonical text of an assessment, held against what was assessed without writing it: a run has hundreds of them,
 * and three numbers in each.
 */
import * as Bytes from "./Bytes.ts"
import type { Assessment } from "./Decider.ts"
import * as Digits from "./Digits.ts"

const before = ['{"margin":', ',"projected":', ',"required":'].map(Bytes.of)

/**
 * Whether a text is what an event of that assessment and year is recorded as: to the byte between the numbers, and each
 * number the very same double.
 */
export const isOf = (
  { margin, projected, required, status, target }: Assessment,
  year: number,
  text: string
): boolean => {
  const { view } = Bytes.lent(text)
  const after = (at: number, piece: DataView, value: number): number =>
    at !== -1 && Bytes.areSame(view, at, piece, 0, piece.byteLength)
      ? Digits.end(view, at + piece.byteLength, value)
      : -1
  const at = after(after(after(0, before[0]!, margin), before[1]!, projected), before[2]!, required)
  if (at === -1) return false
  // Until here there is nothing that UTF-8 has more bytes for than the text has characters.
  const rest = [',"status":"', status, '","target":', JSON.stringify(target), ',"year":', String(year), "}"]
  let end = at
  for (const piece of rest) {
    if (!text.startsWith(piece, end)) return false
    end += piece.length
  }
  return text.length === end
}
