/**
 * What equations are given in the manner of spreadsheets and textbooks, and how it is written here: `a ^ 2`,
 * `if(a > b, 1, 0)`, `a = b`, `a <> b`, `a × b`, `5%`; and in the manner of speech: `a and b`, `a 或 b`, `30,000`, `1.8万`,
 * `a【2025年】`, marks and digits of full width.
 *
 * None of it is ever part of an equation, so that it is looked for in the text. It is read for messages only: nothing is
 * computed from what it may mean.
 */
import * as Decimal from "../document/Decimal.ts"
import { halved } from "../document/FullWidth.ts"
import type { Label } from "../document/Label.ts"
import * as TypedNumber from "../document/TypedNumber.ts"

/** A stretch of a text, what in it is not of the language, and what to write instead of the stretch. */
export interface Foreign {
  readonly start: number
  readonly end: number
  readonly what: string
  readonly instead: string
}

/** The unit of a number in a part of a condition, for what is counted in a numeral; nothing where it cannot be told. */
export type UnitOf = (part: string) => Label | undefined

const marks: Readonly<Record<string, string>> = {
  "×": "*",
  "÷": "/",
  "−": "-",
  "–": "-",
  "≥": ">=",
  "≤": "<=",
  "≠": "!=",
  "<>": "!=",
  "=>": ">=",
  "=<": "<=",
  "===": "==",
  "!==": "!=",
  "=": "==",
  "＝": "==",
  "【": "[",
  "】": "]",
  "、": ","
}

const connectives: Readonly<Record<string, string>> = {
  and: "&&",
  且: "&&",
  并且: "&&",
  而且: "&&",
  和: "&&",
  or: "||",
  或: "||",
  或者: "||",
  not: "!",
  非: "!"
}

// `a % b`, a remainder, is no percentage. Comparisons of the language are passed over as they are.
const percentage = String.raw`(?<![\p{L}\d_.])(?<number>\d+(?:\.\d+)?)\s*[%％](?!\s*[\p{L}\d_(.])`
const choice = String.raw`(?<![\p{L}\d_])(?<choice>if)\s*\(`
// Between operands no name can stand, so that `and` is none there.
const connective = String.raw`(?<=[\p{L}\d_\])】）%％]\s+|[)\]】）]|\d(?=\p{Script=Han}))(?<connective>and|or|并且|而且|或者|[且和或])(?!\p{Script=Han}|[\d_])(?=\s|[(（!a-z])`
const negation = String.raw`(?<![\p{L}\d_.])(?<negation>not|非)(?=\s+[a-z]|\s*[(（])`
const digit = "[\\d０-９]"
const grouped = String.raw`(?<![\p{L}\d_.])(?<grouped>${digit}{1,3}(?:[,，]${digit}{3})+(?:[.．]${digit}+)?)(?![\p{L}\d_.０-９])`
const counted = String.raw`(?<![\p{L}\d_.])(?<counted>${digit}[\d０-９,，.．]*\s*(?:(?!并且|而且|或者|[且和或])\p{Script=Han})+(?:/\p{Script=Han}+)*)`
const brackets = "【(?<brackets>[^【】]*)】"
const spoken = [connective, negation, grouped, counted, brackets].join("|")
const pattern = String.raw`${percentage}|${choice}|${spoken}|===|!==|=>|=<|<>|[<>!=]=|=|[×÷−–≥≤≠【】、]|\*\*|\^|[\uff01-\uff5e]+`

/** A text, and for each of its brackets where the other one of the pair stands; -1 where there is none. */
interface Bracketed {
  readonly text: string
  readonly other: (at: number) => number
}

const bracketed = (text: string): Bracketed => {
  const open: Array<number> = []
  const pairs = new Map<number, number>()
  for (let i = 0; i < text.length; i++) {
    if (isOpening(text[i])) open.push(i)
    else if (isClosing(text[i])) {
      const start = open.pop()
      if (start !== undefined) pairs.set(start, i).set(i, start)
    }
  }
  return { text, other: (at) => pairs.get(at) ?? -1 }
}

const isOpening = (mark: string | undefined): boolean => mark === "(" || mark === "["
const isClosing = (mark: string | undefined): boolean => mark === ")" || mark === "]"
const isOfWord = (mark: string | undefined): boolean => mark !== undefined && /[\p{L}\d_.]/u.test(mark)

/** Where the operand begins that ends before `end`: a name or a number with its brackets, or brackets alone. */
const operandBefore = ({ other, text }: Bracketed, end: number): number => {
  let at = end
  while (text[at - 1] === " ") at--
  if (!isOfWord(text[at - 1]) && !isClosing(text[at - 1])) return end
  while (isClosing(text[at - 1])) {
    const open = other(at - 1)
    if (open === -1) return end
    at = open
  }
  while (isOfWord(text[at - 1])) at--
  return at
}

/** Whether a place is among the arguments of a function, in which a comma sets one apart from the next. */
const isArgument = ({ other, text }: Bracketed, place: number): boolean => {
  for (let at = place - 1; at >= 0; at--) {
    if (isClosing(text[at]) && other(at) !== -1) at = other(at)
    else if (text[at] === "(" && isOfWord(text[at - 1])) return true
  }
  return false
}

/** Where the operand ends that begins after `start`, with what it is raised to in turn. */
const operandAfter = ({ other, text }: Bracketed, start: number): number => {
  for (let at = start; ;) {
    while (text[at] === " " || text[at] === "-") at++
    while (isOfWord(text[at])) at++
    while (isOpening(text[at])) {
      const close = other(at)
      if (close === -1) return at
      at = close + 1
    }
    let next = at
    while (text[next] === " ") next++
    if (text[next] === "^") at = next + 1
    else if (text.startsWith("**", next)) at = next + 2
    else return at
  }
}

/** A text without brackets around all of it. */
const unwrapped = (text: string): string => {
  const bare = text.trim()
  return bare.startsWith("(") && bracketed(bare).other(0) === bare.length - 1 ? bare.slice(1, -1).trim() : bare
}

/** What stands between the commas of brackets from `open` to `close`. */
const listed = ({ other, text }: Bracketed, open: number, close: number): ReadonlyArray<string> => {
  const commas: Array<number> = [open]
  for (let i = open + 1; i < close; i++) {
    if (isOpening(text[i])) i = other(i)
    else if (text[i] === ",") commas.push(i)
  }
  return [...commas, close].slice(1).map((comma, i) => text.slice(commas[i]! + 1, comma))
}

/** What is found, before it is written in another way: what it stands in may be all that is told. */
interface Found extends Omit<Foreign, "instead"> {
  readonly instead: (rewrite: (part: string) => string) => string
}

const plainly =
  (text: string): Found["instead"] =>
  () =>
    text

/** The part of a condition between `&&` and `||` in which a place is. */
const partAt = (text: string, at: number): string => {
  const joints = Array.from(text.matchAll(/&&|\|\||\b(?:and|or)\b|[且或]/gi), ({ index }) => index)
  return text.slice(
    joints.findLast((joint) => joint < at) ?? 0,
    joints.find((joint) => joint >= at)
  )
}

/** A number with commas or words as it is written here; nothing where it cannot be told. */
const numberMeant = (whole: Bracketed, found: string, at: number, unitOf: UnitOf): string | undefined => {
  const half = halved(found)
  const [, year] = /^(\d{4})\s*年$/.exec(half) ?? []
  if (year !== undefined) return year
  // What stands between commas there may be arguments.
  if (/^[\d,.]+$/.test(half) && isArgument(whole, at)) return half === found ? undefined : half
  const unit = unitOf(partAt(whole.text, at))
  return unit && TypedNumber.read(found, unit)?.meant
}

/**
 * What a match of the pattern is; nothing for what is of the language, and for what cannot be made out. In a part of
 * something else a choice needs brackets, also where it is all of the part.
 */
const meant = (
  whole: Bracketed,
  { 0: found, groups, index }: RegExpExecArray,
  isPart: boolean,
  unitOf: UnitOf
): Found | undefined => {
  const { other, text } = whole
  const end = index + found.length
  const number = groups?.["number"]
  if (number !== undefined) {
    return { start: index, end, what: found, instead: plainly(String(Decimal.shifted(number, -2))) }
  }
  const word = groups?.["connective"] ?? groups?.["negation"]
  if (word !== undefined) return { start: index, end, what: word, instead: plainly(connectives[word.toLowerCase()]!) }
  if (groups?.["brackets"] !== undefined) {
    const inside = groups["brackets"]
    return { start: index, end, what: found, instead: (rewrite) => `[${rewrite(inside)}]` }
  }
  if (groups?.["grouped"] !== undefined || groups?.["counted"] !== undefined) {
    const instead = numberMeant(whole, found, index, unitOf)
    return instead === undefined ? undefined : { start: index, end, what: found, instead: plainly(instead) }
  }
  if (groups?.["choice"] !== undefined) {
    const close = other(end - 1)
    const parts = close === -1 ? [] : listed(whole, end - 1, close)
    if (parts.length !== 3) return undefined
    const isAll = !isPart && index === 0 && close === text.length - 1
    const instead: Found["instead"] = (rewrite) => {
      const [condition, yes, no] = parts.map((part) => rewrite(part.trim()))
      return isAll ? `${condition} ? ${yes} : ${no}` : `(${condition} ? ${yes} : ${no})`
    }
    return { start: index, end: close + 1, what: `${groups["choice"]}()`, instead }
  }
  if (found === "^" || found === "**") {
    const [start, last] = [operandBefore(whole, index), operandAfter(whole, end)]
    const [base, exponent] = [text.slice(start, index), text.slice(end, last)]
    if (base === "" || !(isOfWord(text[last - 1]) || isClosing(text[last - 1]))) return undefined
    const instead: Found["instead"] = (rewrite) => {
      const [raised, power] = [base, exponent].map((part) => rewrite(unwrapped(part)))
      return `pow(${raised}, ${power})`
    }
    return { start, end: last, what: found, instead }
  }
  const instead = marks[found] ?? halved(found)
  return instead === found ? undefined : { start: index, end, what: found, instead: plainly(instead) }
}

// Deeper ones are told when those around them are gone: each level is looked through once more.
const mostLevels = 8

const within = (text: string, levels: number, isPart: boolean, unitOf: UnitOf): ReadonlyArray<Foreign> => {
  const search = new RegExp(pattern, "giu")
  const whole = bracketed(text)
  const found: Array<Found> = []
  for (let match = search.exec(text); match !== null; match = search.exec(text)) {
    const one = meant(whole, match, isPart, unitOf)
    if (one === undefined) continue
    // What is raised to a power may hold others: they are told with it.
    while (found.length > 0 && found.at(-1)!.end > one.start) found.pop()
    found.push(one)
    search.lastIndex = one.end
  }
  const rewrite = (part: string): string =>
    levels === 0 ? part : rewritten(part, within(part, levels - 1, true, unitOf))
  return found.map(({ end, instead, start, what }) => ({ start, end, what, instead: instead(rewrite) }))
}

const rewritten = (text: string, all: ReadonlyArray<Foreign>): string => {
  let done = 0
  const parts = all.map(({ end, instead, start }) => {
    const before = text.slice(done, start)
    done = end
    return before + instead
  })
  return parts.join("") + text.slice(done)
}

/** Everything in a text that is not of the language and can be made out, in order. No two stretches share a character. */
export const of = (text: string, unitOf: UnitOf = () => TypedNumber.noUnit): ReadonlyArray<Foreign> =>
  within(text, mostLevels, false, unitOf)
