/**
 * Where the parts of a model stand in its files.
 *
 * Checks speak of paths into the model: `["sectors", "fiscal", "variables", "debt", "equation"]`. A locator knows
 * the files behind them; a model that comes from a store has none, and its faults name the model itself.
 */
import type { Span } from "../document/Span.ts"
import * as Spans from "../document/Span.ts"
import type { Path } from "../document/Yaml.ts"

/** The span of a part of the model: of its value, or of the key that leads to it. */
export interface Locator {
  readonly value: (path: Path) => Span
  readonly key: (path: Path) => Span
}

/** The locator of a model without files. */
export const nowhere = (name: string): Locator => {
  const span = (path: Path) => ({ ...Spans.whole(name), text: path.join(" › ") })
  return { value: span, key: span }
}

/**
 * The span of `[start, end)` of an equation's text. Where the text stands on one line of the file the span is exact;
 * where it was folded over several lines, the text itself takes the place of the file's line.
 */
export const within = (equation: Span, text: string, start: number, end: number): Span => {
  const offset = equation.text.indexOf(text, equation.column - 1)
  const length = Math.max(1, Math.min(end, text.length) - start)
  return offset === -1
    ? { ...equation, text, column: start + 1, length }
    : { ...equation, column: offset + start + 1, length }
}
