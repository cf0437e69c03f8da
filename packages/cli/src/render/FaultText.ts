/**
 * Faults as text: where, what, the line itself with the place underlined, and
 * what to do.
 *
 * All faults are shown, with a count at the end. The underline stands under
 * the right columns after Chinese text too. Every line from a file is made
 * printable first and cut to the width around the place that is meant.
 */
import type { Fault } from "@gongfu/core/document/Fault"
import type { Label, Language } from "@gongfu/core/document/Label"
import * as Span from "@gongfu/core/document/Span"
import type { Palette } from "./Colour.ts"
import * as Prose from "./Prose.ts"
import * as Width from "./Width.ts"

const words = {
  error: { en: "error", zh: "错误" },
  remedy: { en: "remedy", zh: "处理" }
} as const satisfies Record<string, Label>

/** A line of a file cut to `width` columns so that the columns `[start, start + length)` stay in sight. */
interface Excerpt {
  readonly line: string
  readonly start: number
  readonly length: number
}

const excerpt = (span: Span.Span, width: number): Excerpt => {
  // Far more characters than a line shows, and far fewer than a line may have.
  const far = 16 * width
  const [from, to] = [span.column - 1, span.column - 1 + span.length]
  const before = Width.printable(span.text.slice(Math.max(0, from - far), from))
  const meant = Width.printable(span.text.slice(from, Math.min(to, from + far)))
  const after = Width.printable(span.text.slice(to, to + far))
  const length = Math.max(1, Width.of(meant))
  // One column stays free for the … after the place.
  const room = Math.max(8, width - Math.min(length, width) - 1)
  let head = before
  if (Width.of(head) > room) {
    const tail: Array<string> = []
    let used = 1
    for (const grapheme of Width.graphemes(head).toReversed()) {
      used += Width.of(grapheme)
      if (used > room) break
      tail.unshift(grapheme)
    }
    head = `…${tail.join("")}`
  }
  const start = Width.of(head)
  return {
    line: Width.truncate(`${head}${meant}${after}`, width),
    start,
    length: Math.max(1, Math.min(length, width - start))
  }
}

/** One fault as lines of text. */
export const one = (fault: Fault, language: Language, width: number, palette: Palette): string => {
  const { span } = fault
  const colon = language === "zh" ? "：" : ": "
  const gutter = String(span.line).length + 1
  const bar = palette.faint("│")
  const room = Math.max(16, width - gutter - 3)
  const file = span.file === "" ? '""' : Width.printable(span.file)
  const place = Span.isWhole(span) ? file : `${file}:${span.line}:${span.column}`
  const indent = " ".repeat(gutter)
  const wrapped = (text: string): ReadonlyArray<string> => Prose.wrap(Width.printable(text), Math.max(16, width - 2))
  const told = [
    palette.strong(place),
    ...wrapped(`${words.error[language]}${colon}${fault.problem[language]}`).map((line) => `  ${palette.bad(line)}`)
  ]
  const shown: Array<string> = []
  if (span.text.trim() !== "") {
    const { line, start, length } = excerpt(span, room)
    shown.push(
      `${palette.faint(String(span.line).padStart(gutter))} ${bar} ${line}`,
      `${indent} ${bar} ${" ".repeat(start)}${palette.bad("^".repeat(length))}`
    )
  }
  const remedy = wrapped(`${words.remedy[language]}${colon}${fault.remedy[language]}`).map((line) => `  ${line}`)
  return [...told, ...shown, ...remedy].join("\n")
}

/** All faults, and how many they are. */
export const all = (faults: ReadonlyArray<Fault>, language: Language, width: number, palette: Palette): string => {
  const count =
    language === "zh" ? `共 ${faults.length} 处错误` : faults.length === 1 ? "1 error" : `${faults.length} errors`
  return [...faults.map((fault) => one(fault, language, width, palette)), palette.strong(count)].join("\n\n")
}

/** A fault as data, for programs. */
export const toJson = ({ _tag, span, problem, remedy }: Fault): object => ({
  kind: _tag,
  file: span.file,
  line: span.line,
  column: span.column,
  problem,
  remedy
})
