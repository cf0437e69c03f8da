/** Changes of a file as bytes and lines: what an editor, a copy, a bad disk or a hostile hand does to it. */
import type { Dice } from "./Dice.ts"

type Change = (text: string, dice: Dice) => string

const nested = (open: string, depth: number): string => open.repeat(depth)

const laughs = [
  "a0: &a0 [x, x, x, x, x, x, x, x, x]",
  ...Array.from(
    { length: 9 },
    (_, i) => `a${i + 1}: &a${i + 1} [${Array.from({ length: 9 }, () => `*a${i}`).join(", ")}]`
  )
].join("\n")

const numbers = [
  "1e308",
  "-1e308",
  "1e999",
  "9007199254740993",
  "1e-320",
  "-0",
  ".nan",
  ".inf",
  "-.inf",
  "0x7fffffff",
  "0o777",
  "1_000",
  "2147483648",
  "00012",
  "1.",
  "+1",
  "",
  "0",
  "-1",
  "2000000"
]

const pieces = [
  "\t",
  "\t\t- ",
  "\ufeff",
  "\r",
  "\u0000",
  "\u2028",
  "\u0085",
  "\u202e",
  "\ud800",
  "{",
  "}",
  "[",
  "]",
  ":",
  ": ",
  "- ",
  "? ",
  "| \n",
  ">-\n",
  '"',
  "'",
  "#",
  " # ",
  "&a ",
  "*a ",
  "<<: *a\n",
  "!!binary ",
  "!!js/function ",
  "!<tag:yaml.org,2002:map> ",
  "%YAML 1.1\n---\n",
  "\n---\n",
  "\n...\n",
  "\n  ",
  "`",
  "@",
  ",",
  "null",
  "~",
  "true",
  "__proto__: ",
  "constructor: ",
  "2020: ",
  "(((",
  ")",
  "/ 0",
  " ^ ",
  "prev(",
  "$"
]

const onLines =
  (change: (lines: Array<string>, dice: Dice) => void): Change =>
  (text, dice) => {
    const lines = text.split("\n")
    change(lines, dice)
    return lines.join("\n")
  }

const changes: ReadonlyArray<Change> = [
  onLines((lines, { below }) => void lines.splice(below(lines.length), 1)),
  onLines((lines, { below }) => void lines.splice(below(lines.length), 1 + below(8))),
  onLines((lines, { below }) => {
    const at = below(lines.length)
    lines.splice(at, 0, lines[at]!)
  }),
  onLines((lines, { below }) => {
    const [a, b] = [below(lines.length), below(lines.length)]
    ;[lines[a], lines[b]] = [lines[b]!, lines[a]!]
  }),
  onLines((lines, { below, of }) => void lines.splice(below(lines.length), 0, of(lines))),
  onLines((lines, { below, of }) => {
    const at = below(lines.length)
    lines[at] = of(["", " ", "  ", "\t", "    "]) + (lines[at] ?? "").trimStart()
  }),
  (text, { below }) => {
    const at = below(text.length)
    return text.slice(0, at) + text.slice(at + 1 + below(6))
  },
  (text, { below, of }) => {
    const at = below(text.length)
    return text.slice(0, at) + of(pieces) + text.slice(at)
  },
  (text, { below, of }) => {
    const at = below(text.length)
    return text.slice(0, at) + of(pieces) + text.slice(at + 1)
  },
  (text, { below }) => {
    const [a, b] = [below(text.length), below(text.length)]
    const [first, second] = [Math.min(a, b), Math.max(a, b)]
    return text.slice(0, first) + text.slice(second)
  },
  (text, { below }) => {
    const at = below(text.length)
    return text.slice(0, at) + String.fromCharCode(below(0x10000)) + text.slice(at + 1)
  },
  (text, { of }) => {
    const found = [...text.matchAll(/\d+(\.\d+)?/g)]
    if (found.length === 0) return text
    const one = of(found)
    return text.slice(0, one.index) + of(numbers) + text.slice(one.index + one[0].length)
  },
  (text, { below, of }) => {
    const at = text.indexOf("\n", below(text.length)) + 1
    const depth = of([30, 40, 200, 3000, 20_000])
    return text.slice(0, at) + of([nested("[", depth), nested("{a: ", depth), nested("- ", depth)]) + text.slice(at)
  },
  (text, { below, of }) => {
    const at = text.indexOf("(", below(text.length)) + 1
    const depth = of([10, 100, 1000, 10_000])
    return text.slice(0, at) + of(["(", "-", "prev(", "max(1, ", "not "]).repeat(depth) + text.slice(at)
  },
  (text, { once }) => (once(2) ? `${laughs}\n${text}` : `${text}\n${laughs}\nb: *a9\n`),
  (text) => `\ufeff${text}`,
  (text) => text.replaceAll("\n", "\r\n"),
  (text) => text.replaceAll("\n", "\r"),
  (text) => text.replaceAll("  ", "\t"),
  (text, { below }) => text + text.slice(below(text.length)),
  (text) => text.repeat(Math.ceil(310_000 / Math.max(1, text.length))),
  () => "",
  () => "null\n",
  () => "[]\n",
  () => "just a text\n",
  (text) => `# ${text}`,
  (text) => text.toUpperCase(),
  (text) => text.replaceAll(/[:]/g, "：")
]

// Those that leave nothing of a file are few of many.
const whole = 11

/** A changed file: a text, or bytes where these are no text any more. */
export const mutate = (text: string, dice: Dice): string | Uint8Array => {
  const times = 1 + dice.below(3)
  let changed = text
  for (let i = 0; i < times; i++)
    changed = dice.of(dice.once(6) ? changes : changes.slice(0, changes.length - whole))(changed, dice)
  if (!dice.once(25)) return changed
  const bytes = new TextEncoder().encode(changed)
  if (dice.once(2)) return bytes.slice(0, dice.below(bytes.length + 1))
  const flipped = bytes.slice()
  if (flipped.length > 0) flipped[dice.below(flipped.length)] = dice.below(256)
  return flipped
}
