/**
 * What an analyst sets by hand: `NAME=VALUE`, read against a model.
 *
 * A name is the address of a lever or an assumption, as in a scenario file. A value is a number in its unit; what is
 * shown as a percentage may be written as one, `50%`, and nothing else may. A number that is written in another way, as
 * `TypedNumber` knows them, is told as what to write instead.
 */
import * as Result from "effect/Result"
import * as Decimal from "../document/Decimal.ts"
import * as Fault from "../document/Fault.ts"
import { halved } from "../document/FullWidth.ts"
import type { Label } from "../document/Label.ts"
import * as Spacing from "../document/Spacing.ts"
import * as Span from "../document/Span.ts"
import * as TypedNumber from "../document/TypedNumber.ts"
import type { Model } from "../model/Model.ts"
import type { Unit } from "../model/ModelDocument.ts"
import * as UnitText from "../wording/UnitText.ts"
import * as Check from "./Check.ts"
import * as ScenarioFault from "./ScenarioFault.ts"
import * as Settable from "./Settable.ts"

/** One setting. */
export interface ByHand {
  /** The address, as the model spells it. */
  readonly name: string
  readonly kind: "lever" | "assumption"
  readonly to: number
}

/** A text that is no setting. */
export const NotASetting = Fault.define<{ readonly text: string }>("NotASetting", ({ text }) => ({
  problem: { en: `"${text}" is not a setting`, zh: `“${text}”不是设定` },
  remedy: {
    en: "write the name of a lever or an assumption, =, and a number, such as land_rural_share=0.5",
    zh: "请写政策杠杆或假设的名称、=、数值（如 land_rural_share=0.5）"
  }
}))

/** A name that is set twice. */
export const SetTwice = Fault.define<{ readonly name: string }>("SetTwice", ({ name }) => ({
  problem: { en: `"${name}" is set twice`, zh: `“${name}”设定了两次` },
  remedy: { en: "keep one of them", zh: "请只保留一处" }
}))

/**
 * A percentage for what is not shown as one. What may have been meant, a hundredth of the number or the number itself,
 * is told where it is within the bounds; else the bounds are.
 */
export const NotInPercent = Fault.define<{
  readonly name: string
  readonly written: string
  readonly unit: Unit
  readonly min: number
  readonly max: number
}>("NotInPercent", ({ max, min, name, unit, written }) => {
  const [part, number] = [Decimal.shifted(written, -2), Number(written)]
  const meant = (unit.ratio === true ? [part, number] : [number, part]).find((one) => one >= min && one <= max)
  const [en, zh] =
    meant === undefined
      ? [`${name}=NUMBER, from ${min} to ${max}`, `${name}=数值（${min} 至 ${max}）`]
      : [`${name}=${meant}`, `${name}=${meant}`]
  return {
    problem: {
      en: `"${name}" is not shown in percent; its unit is ${unit.label.en}`,
      zh: `“${name}”不以百分数表示，${Spacing.joined("单位为", unit.label.zh)}`
    },
    remedy: { en: `write the number in its unit, without %: ${en}`, zh: `请按其单位写数值，不带 %：${zh}` }
  }
})

const wrongs: Record<TypedNumber.Wrong, (written: string, unit: Unit) => Pick<Fault.Fault, "problem" | "remedy">> = {
  comma: (written) => ({
    problem: { en: `"${written}" has a comma in it`, zh: `“${written}”中有逗号` },
    remedy: { en: "write no comma, and a point before decimals", zh: "数值中不写逗号，小数点写 ." }
  }),
  words: (written, { label }) => ({
    problem: { en: `"${written}" is a number with words`, zh: `“${written}”含有文字，不是纯数字` },
    remedy: {
      en: `write its digits alone, in its unit (${label.en})`,
      zh: `请按其单位（${label.zh}）只写数字`
    }
  }),
  width: (written) => ({
    problem: { en: `"${written}" is in full width`, zh: `“${written}”是全角字符` },
    remedy: { en: "write digits and signs in half width", zh: "数字和符号请用半角" }
  })
}

/** A number that is not written as one; `meant` is the setting as it would be taken, nothing where there is none. */
export const NotANumber = Fault.define<{
  readonly name: string
  readonly written: string
  readonly wrong: TypedNumber.Wrong
  readonly meant: string | undefined
  readonly unit: Unit
  readonly min: number
  readonly max: number
}>("NotANumber", ({ max, meant, min, name, unit, written, wrong }) => {
  const { problem, remedy } = wrongs[wrong](written, unit)
  const offered: Label =
    meant === undefined
      ? { en: `${name}=NUMBER, from ${min} to ${max}`, zh: `${name}=数值（${min} 至 ${max}）` }
      : { en: meant, zh: meant }
  return { problem, remedy: { en: `${remedy.en}: ${offered.en}`, zh: `${remedy.zh}：${offered.zh}` } }
})

const form = /^\s*([^=]*[^=\s])\s*=\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(%?)\s*$/

/** The fault of a name that is no address of the model. */
const unknown = (span: Span.Span, model: Model, name: string): Fault.Fault => {
  const bare = model.variable.get(name)
  if (bare !== undefined)
    return ScenarioFault.MembersMissing(span, { name, addresses: bare.cells.map((cell) => cell.name) })
  // What is set by hand is nearly always a lever: they come first.
  const { assumptions, levers } = Settable.of(model)
  const meant = Settable.meant(model, name, "levers")
  const isAssumption = assumptions.some((indicator) => indicator.name === meant[0]?.name)
  return ScenarioFault.UnknownSetting(span, {
    block: meant.length === 0 ? "either" : isAssumption ? "assumptions" : "levers",
    name,
    meant,
    known: [...levers, ...assumptions].map((indicator) => indicator.name)
  })
}

/** What a setting of a name may be. */
const settable = (model: Model, text: string, name: string) => {
  const span = Span.whole(text)
  const variable = Check.variableAt(model, name)
  if (variable === undefined) return Result.fail(unknown(span, model, name))
  const { kind } = variable
  if (kind === "equation" || kind === "constant") return Result.fail(ScenarioFault.NotSettable(span, { name, kind }))
  const [min, max] = Check.boundsOf(variable, name)!
  return Result.succeed({ kind, unit: UnitText.of(model.units, variable.unit), min, max })
}

const parts = /^\s*([^=＝]*[^=＝\s])\s*([=＝])\s*(\S[^]*?)\s*$/

/** The fault of a text that is no setting as it stands. */
const notASetting = (model: Model, text: string): Fault.Fault => {
  const span = Span.whole(text)
  const [, name, sign, value] = parts.exec(text) ?? []
  // Whether a text is a number in some way does not hang on a unit.
  const isNumber =
    value !== undefined && (TypedNumber.read(value, TypedNumber.noUnit) !== undefined || form.test(halved(text)))
  if (name === undefined || value === undefined || !isNumber) return NotASetting(span, { text })
  const found = settable(model, text, name)
  if (Result.isFailure(found)) return found.failure
  const { max, min, unit } = found.success
  const reading = TypedNumber.read(value, unit.label)
  const { meant, wrong } = reading ?? { wrong: "width", meant: halved(value) }
  const setting = `${name}=${meant}`
  const isTaken = meant !== undefined && Result.isSuccess(one(model, setting))
  // The number may be well written, and the sign before it be what is not.
  const written = reading === undefined && halved(value) === value ? sign! : value
  return NotANumber(span, { name, written, wrong, meant: isTaken ? setting : undefined, unit, min, max })
}

/** Reads one setting. */
const one = (model: Model, text: string): Result.Result<ByHand, Fault.Fault> => {
  const span = Span.whole(text)
  const [, name, digits, percent] = form.exec(text) ?? []
  if (name === undefined) return Result.fail(notASetting(model, text))
  const to = Decimal.shifted(digits!, percent === "%" ? -2 : 0)
  const found = settable(model, text, name)
  if (Result.isFailure(found)) return Result.fail(found.failure)
  const { kind, max, min, unit } = found.success
  if (percent === "%" && unit.percent !== true)
    return Result.fail(NotInPercent(span, { name, unit, written: digits!, min, max }))
  if (!(to >= min && to <= max)) {
    return Result.fail(
      ScenarioFault.OutOfRange(span, { name, value: to, min, max, unit, typed: `${digits}${percent}` })
    )
  }
  return Result.succeed({ name, kind, to: to + 0 })
}

/** Settings that were typed with spaces around =, which a shell takes apart, put together again. */
const together = (words: ReadonlyArray<string>): ReadonlyArray<string> => {
  const settings: Array<string> = []
  for (const word of words) {
    const before = settings.at(-1)
    const goesOn = before !== undefined && (/^[=＝]/.test(word) || (/[=＝]$/.test(before) && !/[=＝]/.test(word)))
    if (goesOn) settings[settings.length - 1] = before + word
    else settings.push(word)
  }
  return settings
}

/** Reads settings, or tells every fault of all of them. The words `NAME = VALUE` are one setting. */
export const read = (
  model: Model,
  words: ReadonlyArray<string>
): Result.Result<ReadonlyArray<ByHand>, ReadonlyArray<Fault.Fault>> => {
  const seen = new Set<string>()
  const faults: Array<Fault.Fault> = []
  const settings = together(words).flatMap((text) => {
    const setting = one(model, text)
    if (Result.isFailure(setting)) {
      faults.push(setting.failure)
      return []
    }
    const { name } = setting.success
    if (seen.has(name)) faults.push(SetTwice(Span.whole(text), { name }))
    seen.add(name)
    return [setting.success]
  })
  return faults.length > 0 ? Result.fail(faults) : Result.succeed(settings)
}
