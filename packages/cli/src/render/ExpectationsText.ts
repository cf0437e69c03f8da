/**
 * What a scenario expects of a run, and whether it came to that: as part of a document, and as data.
 *
 * What holds is told in one line. What does not is told with its numbers: both sides of a comparison, with as many
 * digits as it takes to tell them apart, and the numbers that they come from.
 */
import type { Label, Language } from "@gongfu/core/document/Label"
import type { Unit } from "@gongfu/core/model/ModelDocument"
import type { Verdict } from "@gongfu/core/run/Verdict"
import * as FaultText from "./FaultText.ts"
import type { Block } from "./Document.ts"
import * as Apart from "@gongfu/core/wording/Apart"
import * as Figure from "@gongfu/core/wording/Figure"
import * as UnitText from "@gongfu/core/wording/UnitText"

type Units = Readonly<Record<string, Unit>>

const why: Record<Exclude<Verdict["standing"], "holds">, Label> = {
  fails: { en: "does not hold", zh: "不成立" },
  not_reached: { en: "the run has not reached a year of it", zh: "推演未到所涉年份" },
  no_number: { en: "a side is no finite number", zh: "有一边不是有限的数" },
  unreadable: { en: "cannot be read", zh: "无法解读" }
}

const named = (unit: Unit, language: Language): string => {
  const name = Figure.unitName(unit, language)
  return name === "" || name === "1" ? "" : ` ${name}`
}

/** Both sides of a comparison: `27,890 against 28,006 yuan/person/year`. */
const sidesText = ({ sides }: Verdict, units: Units, language: Language): string | undefined => {
  if (sides === undefined) return undefined
  const unit = UnitText.of(units, sides.unit)
  const [left, right] = Apart.of(sides.left, sides.right, unit)
  return language === "zh"
    ? `左边 ${left}${named(unit, language)}，右边 ${right}${named(unit, language)}`
    : `${left} against ${right}${named(unit, language)}`
}

// A fold over counties reads more numbers than a line can tell; all of them are in the data.
const mostValues = 6

/** The numbers that were read, apart from those that are a side by themselves. */
const valuesText = ({ sides, values }: Verdict, units: Units, language: Language): string | undefined => {
  const apart = values.filter(({ name }) => sides?.read.includes(name) !== true)
  if (apart.length === 0 || (sides !== undefined && apart.length > mostValues)) return undefined
  const told = apart.slice(0, mostValues).map(({ name, unit: written, value }) => {
    const unit = UnitText.of(units, written)
    return `${name} = ${Figure.of(value, unit)}${sides?.unit === written ? "" : named(unit, language)}`
  })
  return [...told, ...(apart.length > mostValues ? ["…"] : [])].join(language === "zh" ? "，" : ", ")
}

/** One that does not hold, in a line: the text, why not, its numbers. */
export const one = (verdict: Verdict, units: Units, language: Language): string => {
  const zh = language === "zh"
  if (verdict.standing === "holds") return verdict.text
  const reason = why[verdict.standing][language]
  const fault = verdict.faults[0]?.problem[language]
  const details = [sidesText(verdict, units, language), valuesText(verdict, units, language), fault].filter(
    (part) => part !== undefined
  )
  return [`${verdict.text}${zh ? "：" : ": "}${reason}`, ...details].join(zh ? "；" : "; ")
}

/** How many hold, in words: `all 2 hold`, `1 of 2 does not hold`, `1 of 2 is not reached`. */
export const counts = (verdicts: ReadonlyArray<Verdict>, language: Language): string => {
  const zh = language === "zh"
  const total = verdicts.length
  const ofAll = total === 1 ? "1 项" : `${total} 项均`
  const unreached = verdicts.filter(({ standing }) => standing === "not_reached").length
  const not = verdicts.filter(({ standing }) => standing !== "holds").length - unreached
  if (not + unreached === 0) return zh ? `${ofAll}成立` : total === 1 ? "1 holds" : `all ${total} hold`
  const of = (count: number): string =>
    zh ? (count === total ? ofAll : `${total} 项中有 ${count} 项`) : `${count} of ${total}`
  const parts = [
    ...(not === 0 ? [] : [zh ? `${of(not)}不成立` : `${of(not)} ${not === 1 ? "does" : "do"} not hold`]),
    ...(unreached === 0
      ? []
      : [zh ? `${of(unreached)}未到年份` : `${of(unreached)} ${unreached === 1 ? "is" : "are"} not reached`])
  ]
  return parts.join(zh ? "，" : ", ")
}

/** The section of a run's document; nothing for a scenario that expects nothing. */
export const section = (verdicts: ReadonlyArray<Verdict>, units: Units, language: Language): ReadonlyArray<Block> => {
  if (verdicts.length === 0) return []
  const failing = verdicts.filter(({ standing }) => standing !== "holds")
  const heading = `${language === "zh" ? "情景预期：" : "Expectations: "}${counts(verdicts, language)}`
  const [mark, tone] =
    failing.length === 0
      ? (["✓", "good"] as const)
      : failing.every(({ standing }) => standing === "not_reached")
        ? (["…", "open"] as const)
        : (["✗", "bad"] as const)
  return [
    { paragraph: `${mark} ${heading}`, tone },
    ...(failing.length === 0 ? [] : [{ list: failing.map((verdict) => one(verdict, units, language)) }])
  ]
}

const told = (value: number): number | string => (Number.isFinite(value) ? value : String(value))

/** A verdict as data; a number that is not finite stands as text. */
export const toJson = ({ faults, sides, standing, text, values }: Verdict): object => ({
  expectation: text,
  holds: standing === "holds",
  standing,
  ...(sides === undefined ? {} : { left: told(sides.left), right: told(sides.right), unit: sides.unit }),
  values: Object.fromEntries(values.map(({ name, value }) => [name, told(value)])),
  ...(faults.length === 0 ? {} : { errors: faults.map(FaultText.toJson) })
})
