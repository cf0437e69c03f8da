/** What every part of the page is given: the store, the year under the pointer, and words in the reader's language. */
import type { Label } from "@gongfu/core/document/Label"
import * as Indicator from "@gongfu/core/model/Indicator"
import type { Unit } from "@gongfu/core/model/ModelDocument"
import * as Figure from "@gongfu/core/wording/Figure"
import * as UnitText from "@gongfu/core/wording/UnitText"
import { type Signal, signal } from "@preact/signals"
import { createContext } from "preact"
import { useContext } from "preact/hooks"
import type { Store } from "../state/Store.ts"
import * as Words from "./Words.ts"

/** Which part of the page a small screen shows. */
export type Part = "inputs" | "charts" | "findings"

/** What stands on the right. */
export type Findings = "targets" | "why"

/** What is shared by the parts of the page. */
export interface Shared {
  readonly store: Store
  /** The year that a reader looks at in all charts; nothing for the year of the plan's targets. */
  readonly cursor: Signal<number | undefined>
  readonly part: Signal<Part>
  readonly findings: Signal<Findings>
  /** What is told to a screen reader, politely. */
  readonly notice: Signal<string>
}

/** Makes what is shared. */
export const make = (store: Store): Shared => ({
  store,
  cursor: signal(undefined),
  part: signal("charts"),
  findings: signal(store.state.peek().why === undefined ? "targets" : "why"),
  notice: signal("")
})

/** The context of the page. */
export const Context = createContext<Shared | undefined>(undefined)

/** What is shared. */
export const useShared = (): Shared => useContext(Context)!

/** Words in the reader's language. */
export interface Speech {
  readonly zh: boolean
  readonly word: (name: Words.Word) => string
  readonly say: (label: Label) => string
  readonly colon: string
}

/** Words in the reader's language, which is read here: who calls this follows it. */
export const useSpeech = (): Speech => {
  const language = useShared().store.language.value
  return {
    zh: language === "zh",
    word: (name) => Words.all[name][language],
    say: (label) => label[language],
    colon: language === "zh" ? "：" : ": "
  }
}

/** Numbers of one unit as people read them. */
export interface Numbers {
  readonly unit: Unit
  readonly name: string
  readonly show: (value: number) => string
  /** As it was given, with the decimals that this takes and no more. */
  readonly exact: (value: number) => string
  /** A difference between two numbers, with the decimals of one of them. */
  readonly difference: (value: number, of: number) => string
}

/** As few decimals as tell a number, six at most. */
const decimalsOf = (unit: Unit, value: number): number => {
  const number = unit.percent === true ? value * 100 : value
  for (let count = 0; count < 6; count++)
    if (Math.abs(Number(number.toFixed(count)) - number) <= 1e-9 * Math.abs(number)) return count
  return 6
}

const known = new Map<string, Numbers>()

/** The numbers of a unit of the place's model. */
export const numbersOf = ({ place }: Store, text: string, zh: boolean): Numbers => {
  const key = `${zh ? "zh" : "en"} ${text}`
  const found = known.get(key)
  if (found !== undefined) return found
  const language = zh ? "zh" : "en"
  const unit = UnitText.of(place.model.units, text)
  const made: Numbers = {
    unit,
    name: Figure.unitName(unit, language),
    show: (value) => Figure.of(value, unit),
    exact: (value) => Figure.of(value, unit, decimalsOf(unit, value)),
    difference: (value, of) => Figure.difference(value, unit, language, Figure.decimals(unit, of))
  }
  known.set(key, made)
  return made
}

/** The indicator at an address of the place's model. */
export const indicatorAt = ({ place }: Store, address: string): Indicator.Indicator =>
  Indicator.find(place.model, address)!
