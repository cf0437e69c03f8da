/**
 * Composite units as people read them.
 *
 * A model declares base units; a variable carries a composite such as
 * `yuan/person/year`. The composite takes its words from its parts and shows
 * its numbers like its first part, as long as it is only divided by time:
 * one head's share of something is another size of number.
 */
import type { Language } from "../document/Label.ts"
import type { Unit } from "../model/ModelDocument.ts"

/** Declared units, by name. */
export type Units = Readonly<Record<string, Unit>>

// Every model knows these two without declaring them.
const known: Units = {
  year: { label: { en: "year", zh: "年" } },
  multiple: { label: { en: "times", zh: "倍" }, ratio: true, decimals: 2 }
}

/** The units of several models; of those that declare one by the same name, the first one's. */
export const ofAll = (models: ReadonlyArray<{ readonly units: Units }>): Units =>
  Object.assign({}, ...models.toReversed().map(({ units }) => units))

/** The unit that a text such as `100m_yuan/year` stands for, ready for `Figure`. */
export const of = (units: Units, text: string): Unit => {
  const declared = (name: string): Unit | undefined =>
    Object.hasOwn(units, name) ? units[name] : Object.hasOwn(known, name) ? known[name] : undefined
  const whole = declared(text)
  if (whole !== undefined) return whole
  const factors = Array.from(text.matchAll(/(^|[*/])\s*([^*/]+)/g), ([, sign, name]) => ({
    below: sign === "/",
    name: name!.trim()
  }))
  const said = (language: "en" | "zh"): string =>
    factors
      .map(({ below, name }, i) => {
        const word = name === "1" ? "1" : (declared(name)?.label[language] ?? name)
        return i === 0 ? word : below ? `/${word}` : `·${word}`
      })
      .join("")
  const first = declared(factors[0]?.name ?? "")
  const overTime = factors.slice(1).every(({ below, name }) => below && name === "year")
  return {
    label: { en: said("en") || text, zh: said("zh") || text },
    ...(overTime && first?.percent === true ? { percent: true } : {}),
    ...(overTime && first?.decimals !== undefined ? { decimals: first.decimals } : {})
  }
}

/** A label with a unit, or what else belongs to it, in brackets; the label alone where there is none. */
export const inBrackets =
  (language: Language) =>
  (label: string, own: string): string =>
    own === "" ? label : (language === "zh" ? `${label}（${own}）` : `${label} (${own})`).trimStart()
