/**
 * Numbers of options, and what they may be.
 */
import * as Fault from "@gongfu/core/document/Fault"
import type { Label } from "@gongfu/core/document/Label"
import * as Spacing from "@gongfu/core/document/Spacing"
import * as Span from "@gongfu/core/document/Span"
import * as Figure from "@gongfu/core/wording/Figure"
import type * as Limits from "./Limits.ts"

/** A number of an option that cannot be used. */
export const OptionOutside = Fault.define<{
  readonly option: string
  readonly value: number
  readonly expected: Label
}>("OptionOutside", ({ expected, option, value }) => ({
  problem: { en: `${value} does not fit ${option}`, zh: `${option} 不能取 ${value}` },
  remedy: { en: `it takes ${expected.en}`, zh: Spacing.joined("应为", expected.zh) }
}))

type Faults = ReadonlyArray<Fault.Fault>

/** The fault of an option whose number is not what is expected; nothing where it `fits`, or was not given. */
export const unless = (fits: boolean, option: string, value: number | undefined, expected: Label): Faults =>
  fits || value === undefined ? [] : [OptionOutside(Span.whole(option), { option, value, expected })]

/** A number of digits that count, with separators up to a length that a reader can take in. */
const told = (number: number): string =>
  String(number).length > 15 ? String(number) : Figure.fixed(number, Number.isInteger(number) ? 0 : 2)

const isWithin = (value: number | undefined, low: number, high: number): boolean =>
  value !== undefined && value >= low && value <= high

/** What is wrong with a number that has to lie between two others, both included. */
export const between = (option: string, value: number | undefined, low: number, high: number): Faults =>
  unless(isWithin(value, low, high), option, value, {
    en: `${told(low)} to ${told(high)}`,
    zh: `数值（${told(low)} 至 ${told(high)}）`
  })

/** What is wrong with a whole number that has to lie between two others, both included. */
export const whole = (option: string, value: number | undefined, low: number, high: number): Faults =>
  unless(isWithin(value, low, high), option, value, {
    en: `a whole number from ${told(low)} to ${told(high)}`,
    zh: `整数（${told(low)} 至 ${told(high)}）`
  })

/** What is wrong with a whole number that has limits. */
export const within = (option: string, value: number | undefined, { high, low }: Limits.Limits): Faults =>
  whole(option, value, low, high)
