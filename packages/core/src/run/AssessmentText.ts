/**
 * The canonical text of an assessment, held against what was assessed without writing it: a run has hundreds of them,
 * and three numbers in each.
 */
import * as Bytes from "./Bytes.ts"
import type { Assessment } from "./Decider.ts"
import * as Digits from "./Digits.ts"

const before = ['{"margin":', ',"projected":', ',"required":'].map(Bytes.of)

/** Where a number ends that stands behind a piece of the text; -1 where the piece or the number is another. */
const after = (text: DataView, at: number, piece: DataView, value: number): number =>
  Bytes.areSame(text, at, piece, 0, piece.byteLength) ? Digits.end(text, at + piece.byteLength, value) : -1

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
  let at = after(view, 0, before[0]!, margin)
  if (at !== -1) at = after(view, at, before[1]!, projected)
  if (at !== -1) at = after(view, at, before[2]!, required)
  if (at === -1) return false
  // Until here there is nothing that UTF-8 has more bytes for than the text has characters.
  const rest = `,"status":"${status}","target":${JSON.stringify(target)},"year":${year}}`
  return text.length === at + rest.length && text.endsWith(rest)
}
