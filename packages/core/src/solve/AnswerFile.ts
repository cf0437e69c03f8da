/**
 * An answer as a scenario file: it extends the scenario that was asked about and says only what was moved.
 *
 * Its text is a function of what it is made from, byte for byte.
 */
import type { Label } from "../document/Label.ts"
import type * as Setting from "../scenario/Setting.ts"
import type { Answer, Move } from "./Answer.ts"

/** What a file says beside the levers. */
export interface Heading {
  readonly name: string
  readonly title: Label
  /** What the file extends. */
  readonly parent: string
  /** Lines of comment at its top. */
  readonly comment: ReadonlyArray<string>
}

/** The text of the file. */
export const text = (heading: Heading, { moves }: Pick<Answer, "moves">): string =>
  [
    ...heading.comment.map((line) => `# ${line}`.trimEnd()),
    "gongfu: 1",
    `name: ${scalar(heading.name)}`,
    `title: {en: ${JSON.stringify(heading.title.en)}, zh: ${JSON.stringify(heading.title.zh)}}`,
    `extends: ${scalar(heading.parent)}`,
    ...(moves.length === 0 ? [] : ["levers:"]),
    ...moves.map(lever),
    ""
  ].join("\n")

// internal

// What YAML reads as a text without quotes.
const plain = /^[a-z][a-z0-9_./-]*$/
const words: ReadonlySet<string> = new Set(["true", "false", "null", "yes", "no", "on", "off", "y", "n"])

const scalar = (value: string): string => (plain.test(value) && !words.has(value) ? value : JSON.stringify(value))

const lever = ({ from, path, to }: Move): string =>
  `  ${scalar(path.indicator.name)}: ${setting(to)}  # before: ${setting(from)}`

const setting = (value: Setting.Setting): string => {
  if (typeof value === "number") return String(value)
  const points = Object.entries("step" in value && typeof value["step"] === "object" ? value["step"] : value)
  const written = `{${points.map(([year, number]) => `${year}: ${String(number)}`).join(", ")}}`
  return "step" in value ? `{step: ${written}}` : written
}
