/**
 * Trees: what a thing comes from, branch by branch, with lines in a terminal and as nested lists in Markdown.
 *
 * No line is wider than the width, as long as a level leaves sixteen columns of it and a command fits, see `Prose`.
 */
import type { Palette } from "./Colour.ts"
import * as Markdown from "./Markdown.ts"
import * as Prose from "./Prose.ts"
import * as Width from "./Width.ts"

/** A branch: its head, what there is to say of it, and what grows from it. */
export interface Branch {
  readonly head: string
  readonly lines: ReadonlyArray<Line>
  readonly branches: ReadonlyArray<Branch>
}

/** A line below a head. What `hangs` is set in where it is broken. */
export interface Line {
  readonly text: string
  readonly tone?: "good" | "bad" | "open" | "faint"
  readonly hangs?: boolean
}

/** How many columns a level takes. */
export const step = 3
const narrowest = 16
/** How many columns the rest of a broken head, or of a line that hangs, is set in. */
const hang = 2

/** A text in lines, those behind the first set in; where one line has room for it all it takes that. */
const hanging = (text: string, room: number): ReadonlyArray<string> =>
  Width.of(text) <= room
    ? [text]
    : Prose.wrap(text, room - hang).map((line, i) => (i === 0 ? line : " ".repeat(hang) + line))

const drawn = (branch: Branch, head: string, rest: string, width: number, palette: Palette): ReadonlyArray<string> => {
  const { branches, lines } = branch
  const below = rest + (branches.length > 0 ? "│  " : "   ")
  const room = (prefix: string): number => Math.max(narrowest, width - Width.of(prefix))
  const heads = hanging(Width.printable(branch.head), room(below))
  return [
    ...heads.map((line, i) => (i === 0 ? head : below) + palette.strong(line)),
    ...lines.flatMap(({ hangs, text, tone }) => {
      const paint = tone === undefined ? (line: string) => line : palette[tone]
      const shown = (hangs === true ? hanging : Prose.wrap)(Width.printable(text), room(below))
      return shown.map((line) => below + paint(line))
    }),
    ...branches.flatMap((child, i) =>
      i < branches.length - 1
        ? drawn(child, `${rest}├─ `, `${rest}│  `, width, palette)
        : drawn(child, `${rest}└─ `, `${rest}   `, width, palette)
    )
  ]
}

/** Draws a tree at most `width` columns wide. */
export const text = (branch: Branch, width: number, palette: Palette): string =>
  drawn(branch, "", "", width, palette)
    .map((line) => line.trimEnd())
    .join("\n")

/** A tree as nested lists. */
export const markdown = (branch: Branch, indent = ""): string =>
  [
    `${indent}- ${Markdown.strong(branch.head)}`,
    ...branch.lines.map((line) => `${indent}  <br>${Markdown.escaped(line.text)}`),
    ...branch.branches.map((child) => markdown(child, `${indent}  `))
  ].join("\n")
