/** What stopped a run: the equation or the law with its numbers, and the shocks of the year, where to look first. */
import * as NumberText from "@gongfu/core/analysis/NumberText"
import type { Label, Language } from "@gongfu/core/document/Label"
import * as Spacing from "@gongfu/core/document/Spacing"
import type { Model } from "@gongfu/core/model/Model"
import type { Place } from "@gongfu/core/place/Place"
import type { RunEvent, RunFailed } from "@gongfu/core/run/Event"
import * as Figure from "@gongfu/core/wording/Figure"
import * as ShockText from "@gongfu/core/wording/ShockText"
import * as UnitText from "@gongfu/core/wording/UnitText"
import type { Block } from "./Document.ts"

/**
 * The numbers that an equation or a law came to, each in its unit where it is that of a variable. Where rounded figures
 * would hide what keeps two of them apart, all digits are told.
 */
const numbers = (
  inputs: RunFailed["inputs"],
  { units, variable }: Model,
  language: Language
): ReadonlyArray<string> => {
  const told = Object.entries(inputs).map(([input, value]) => {
    const known = variable.get(input.split("[")[0]!)
    const unit = known === undefined ? undefined : UnitText.of(units, known.unit)
    // One that is not finite stands as a text.
    if (typeof value === "string") return { input, text: value, value }
    const text = `${NumberText.figure(value, unit, language)} ${Figure.unitName(unit, language)}`.trimEnd()
    return { input, text, value }
  })
  const hides = told.some((one) => told.some((other) => one.text === other.text && one.value !== other.value))
  return told.map(({ input, text, value }) => `${input} = ${hides ? value : text}`)
}

const sharing: Label = {
  en: "a scenario that says shortage: scale shares out what there is instead",
  zh: "情景中写明 shortage: scale，则按可用额度分摊"
}

/** What the names in an equation or a law stand for, with their units; nothing of names that the model has not. */
const legend = (equation: string, { units, variable }: Model, language: Language): ReadonlyArray<string> => {
  const names = new Set(equation.match(/[a-z_]\w*/gi))
  return [...names].flatMap((name) => {
    const known = variable.get(name)
    if (known === undefined) return []
    const unit = Figure.unitName(UnitText.of(units, known.unit), language)
    return [`${name}${language === "zh" ? "：" : ": "}${UnitText.inBrackets(language)(known.label[language], unit)}`]
  })
}

/** It in blocks; nothing for a run that nothing stopped. */
export const section = (
  { events, place }: { readonly events: ReadonlyArray<RunEvent>; readonly place: Place },
  language: Language
): ReadonlyArray<Block> => {
  const failed = events.find((event) => event.type === "RunFailed")
  if (failed === undefined) return []
  const zh = language === "zh"
  const { year, variable, equation, result, reason } = failed
  const label = place.model.variable.get(variable.split("[")[0]!)?.label[language]
  const law = place.model.invariants.find((invariant) => invariant.name === variable.split("[")[0])
  const known = label ?? law?.label[language]
  const name = known === undefined ? variable : zh ? `${known}（${variable}）` : `${known} (${variable})`
  // What hit the year is where to look first.
  const shocks = events.flatMap((event) => {
    if (event.type !== "ShockApplied" || event.year !== year) return []
    const { plus, shock, times } = event
    const hit = place.model.variable.get(event.variable.split("[")[0]!)
    const on = hit?.label[language] ?? event.variable
    const unit = hit === undefined ? undefined : UnitText.of(place.model.units, hit.unit)
    const change = ShockText.of({ plus, times }, unit, language) || "× 1"
    return [zh ? `当年冲击 ${shock}：${on} ${change}` : `shock ${shock} in this year: ${on} ${change}`]
  })
  const what = {
    not_finite: zh
      ? `${year} 年中止：${Spacing.joined(name, "的结果为")} ${result}，不是有限的数`
      : `stopped in ${year}: ${name} came to ${result}, not a finite number`,
    invariant_broken: zh
      ? `${year} 年中止：约束不成立（${name}）`
      : `stopped in ${year}: a law of the model does not hold (${name})`
  }[reason]
  return [
    { paragraph: `✗ ${what}`, tone: "bad" },
    {
      list: [
        `${zh ? "方程：" : "equation: "}${equation}`,
        ...numbers(failed.inputs, place.model, language),
        ...legend(equation, place.model, language),
        ...shocks,
        ...(law?.shortage === true ? [sharing[language]] : [])
      ]
    }
  ]
}
