/**
 * A stretch of a source file, for pointing at what is wrong.
 *
 * Lines and columns count from 1. A span lies on one line: a longer stretch is
 * cut at the end of its first line, because that is where a reader looks.
 */

/** A file as text, named as messages should name it. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

/** Where something stands: file, line and column from 1, the line's text, and how much of it is meant. */
export interface Span {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly length: number
  readonly text: string
}

const startsOf = (text: string): ReadonlyArray<number> => {
  const starts = [0]
  for (let i = text.indexOf("\n"); i !== -1; i = text.indexOf("\n", i + 1)) starts.push(i + 1)
  return starts
}

// The line starts of each file that spans were asked of, so that many spans of a long file stay cheap.
const lineStarts = new WeakMap<SourceFile, ReadonlyArray<number>>()

/** The index of the last line that starts at or before an offset. */
const lineOf = (starts: ReadonlyArray<number>, offset: number): number => {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (starts[middle]! <= offset) low = middle
    else high = middle - 1
  }
  return low
}

/** The span of `[start, end)`, offsets into the file's text. */
export const at = (file: SourceFile, start: number, end: number): Span => {
  const starts = lineStarts.get(file) ?? startsOf(file.text)
  lineStarts.set(file, starts)
  const line = lineOf(starts, start)
  const lineStart = starts[line]!
  const text = file.text.slice(lineStart, starts[line + 1] ?? file.text.length).replace(/\r?\n?$/, "")
  const column = start - lineStart + 1
  return {
    file: file.path,
    line: line + 1,
    column,
    length: Math.max(1, Math.min(end - start, text.length - column + 1)),
    text
  }
}

/** The file as a whole, when no line is to blame; or an argument of the command line. */
export const whole = (path: string): Span => ({ file: path, line: 1, column: 1, length: 1, text: "" })

/** Whether a span shows no more than its file: it is `whole`, or the file begins with an empty line. */
export const isWhole = ({ line, column, text }: Span): boolean => line === 1 && column === 1 && text === ""
