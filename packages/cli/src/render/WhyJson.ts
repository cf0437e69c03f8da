/**
 * Explanations as data for programs: numbers in a flat list, each once, with what it reads by address and year. A
 * number that is not finite stands as text, as in the events of a run.
 */
import type { Account, Computed, Explanation, Law } from "@gongfu/core/analysis/Explanation"
import type { Carried, Found } from "@gongfu/core/analysis/FirstDivergence"
import type { History, Instant } from "@gongfu/core/analysis/History"
import type { Pair } from "@gongfu/core/analysis/Paired"
import type { Choice, Part } from "@gongfu/core/analysis/Terms"
import * as Indicator from "@gongfu/core/model/Indicator"
import * as ScalarText from "@gongfu/core/wording/ScalarText"
import * as SourceText from "@gongfu/core/wording/SourceText"

const told = (value: number): number | string => (Number.isFinite(value) ? value + 0 : String(value))

const rows = { now: "same_year", last: "year_before", first: "first_year" } as const

const partOf = ({ model }: History) => {
  const nameOf = (slot: number): string => model.cells[slot]!.name
  return ({ scalar, value }: Part) => ({ text: ScalarText.plain(scalar, nameOf), value: told(value) })
}

const choiceOf = (history: History, choice: Choice): unknown => {
  const part = partOf(history)
  switch (choice._tag) {
    case "Extreme":
      return { choice: choice.function, options: choice.options.map(part), taken: choice.taken }
    case "Clamp":
      return {
        choice: "clamp",
        inner: part(choice.inner),
        low: part(choice.low),
        high: part(choice.high),
        taken: choice.taken
      }
    case "Conditional":
      return {
        choice: "conditional",
        test: part({ scalar: choice.test, value: choice.holds ? 1 : 0 }).text,
        holds: choice.holds,
        taken: part(choice.taken)
      }
    case "Lookup":
      return {
        choice: "lookup",
        at: part(choice.at),
        value: told(choice.value),
        ...(choice.low === undefined ? {} : { low: choice.low }),
        ...(choice.high === undefined ? {} : { high: choice.high })
      }
  }
}

const computedOf = (history: History, computed: Computed): unknown => {
  const part = partOf(history)
  const { again, equation, parts, phase, reads } = computed
  return {
    equation: equation.text,
    initial: phase === "first",
    reads: reads.map(({ row, slot, year }) => ({
      indicator: history.model.cells[slot]!.name,
      year,
      read: rows[row],
      value: told(history.valueOf({ slot, year }))
    })),
    terms: parts.terms.map((term) => ({ ...part(term), ...(term.share === undefined ? {} : { share: term.share }) })),
    factors: parts.factors.map((factor) => ({ ...part(factor), below: factor.below })),
    choices: parts.choices.map((choice) => choiceOf(history, choice)),
    ...(again === undefined ? {} : { computedAgain: told(again) })
  }
}

/** One number and how it came about. */
const accountOf = (history: History, account: Account, indicator: Indicator.Indicator): unknown => {
  const { computed, depth, expanded, given, value, variable, year } = account
  const { range } = history.model.cells[account.slot]!
  return {
    indicator: indicator.name,
    year,
    label: indicator.label,
    unit: indicator.unit,
    kind: variable.kind,
    value: told(value),
    depth,
    expanded,
    ...(variable.source === undefined ? {} : { source: SourceText.data(variable.source) }),
    ...(given === undefined
      ? {}
      : {
          given: {
            own: given.own,
            shocks: given.shocks,
            ...(given.set === undefined
              ? {}
              : {
                  set: {
                    value: given.set.value,
                    since: given.set.since,
                    by: given.set.by,
                    ...(given.set.reason === undefined ? {} : { reason: given.set.reason })
                  }
                }),
            ...(range === undefined ? {} : { range }),
            ...(variable.lever === undefined ? {} : { min: variable.lever.min, max: variable.lever.max })
          }
        }),
    ...(computed === undefined ? {} : { computed: computedOf(history, computed) })
  }
}

const accountsOf = (history: History, { accounts }: Explanation): ReadonlyArray<unknown> => {
  const indicators = new Map(Indicator.all(history.model).map((indicator) => [indicator.slot, indicator]))
  return [...accounts.values()].map((account) => accountOf(history, account, indicators.get(account.slot)!))
}

const instantOf = (history: History, { slot, year }: Instant) => ({ indicator: history.model.cells[slot]!.name, year })

/** An explanation as data. */
export const explanation = (history: History, explained: Explanation, law: Law | undefined): unknown => ({
  roots: explained.roots.map((root) => instantOf(history, root)),
  numbers: accountsOf(history, explained),
  deeper: explained.deeper,
  ...(law === undefined
    ? {}
    : { law: { name: law.name, label: law.invariant.label, text: law.text, sides: law.sides } })
})

const pairOf = ({ name, values, year }: Pair) => ({
  indicator: name,
  year,
  values: values.map((value) => (value === undefined ? null : told(value)))
})

/** The way that carries most; `share` is of the next step's difference, `carries` and other shares of the last one's. */
const wayOf = ({ beginnings, carries, cause, other, steps }: Carried) => ({
  steps: steps.map((step) => ({ ...pairOf(step), since: step.since ?? null, share: step.share ?? null })),
  cause,
  carries: carries ?? null,
  beginnings: beginnings.map(({ of, share }) => ({ ...pairOf(of), share })),
  other: other === undefined ? null : { from: pairOf(other.of), to: pairOf(other.into), share: other.share }
})

/** Where two runs part, as data; each side of the place stands as in an explanation. */
export const divergence = (
  histories: readonly [History, History],
  { compared, definitions, divergence: found, years }: Found,
  explain: (history: History, instant: Instant) => Explanation
): unknown => ({
  compared,
  definitions,
  years: years.length === 0 ? null : { from: years[0], to: years.at(-1) },
  divergence:
    found === undefined
      ? null
      : {
          at: pairOf(found.at),
          cause: found.cause,
          inRounding: found.inRounding,
          sides: histories.map((history, i) => {
            const instant = found.at.at[i]
            return instant === undefined ? null : accountsOf(history, explain(history, instant))[0]
          }),
          chain: found.chain.map((step) => ({ ...pairOf(step), since: step.since ?? null })),
          arrives: found.arrives,
          way: found.way === undefined ? null : wayOf(found.way),
          inputs: found.inputs.map((root) => ({ ...pairOf(root), kind: root.kind, share: root.share ?? null }))
        }
})
