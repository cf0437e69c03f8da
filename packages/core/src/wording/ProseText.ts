/**
 * Running text of models and scenarios as people read it: code in backticks as code, and Chinese that a file folds over
 * several lines without the space that the folding leaves.
 *
 * The texts themselves stay as they are, since they are part of fingerprints: this is for showing them.
 */
import * as Spacing from "../document/Spacing.ts"

/** A part of a text: words, or code, which is set as such where it can be. */
export interface Span {
  readonly text: string
  readonly code: boolean
}

// Between single backticks, as in Markdown; what is no such pair stays as it is written.
const code = /(?<!`)`([^`]+)`(?!`)/g

/** The parts of a text in order. */
export const spans = (prose: string): ReadonlyArray<Span> => {
  const text = Spacing.unfolded(prose)
  const found: Array<Span> = []
  let told = 0
  for (const match of text.matchAll(code)) {
    if (match.index > told) found.push({ text: text.slice(told, match.index), code: false })
    found.push({ text: match[1]!, code: true })
    told = match.index + match[0].length
  }
  return told < text.length ? [...found, { text: text.slice(told), code: false }] : found
}

/** A text where there is no way to set code apart, as on a terminal. */
export const plain = (prose: string): string =>
  spans(prose)
    .map(({ text }) => text)
    .join("")
