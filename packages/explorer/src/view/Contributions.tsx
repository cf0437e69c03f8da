/**
 * How much each lever, assumption and shock gave of the difference to business as usual (Shapley values).
 *
 * It takes thousands of runs, which are done a slice at a time so that the page stays free, and thrown away when the
 * question changes. The orders that are tried are those of `gongfu attribute`: both give the same numbers.
 */
import * as Attribution from "@gongfu/core/analysis/Attribution"
import type { ComparedRun } from "@gongfu/core/analysis/ComparedRun"
import type { Label } from "@gongfu/core/document/Label"
import * as Result from "effect/Result"
import { useSignal } from "@preact/signals"
import { useEffect } from "preact/hooks"
import type { Point } from "../state/Link.ts"
import type { Settled, Store } from "../state/Store.ts"
import { indicatorAt, numbersOf, useShared, useSpeech } from "./Context.ts"
import { Kind } from "./Kind.tsx"

/** How the work stands. */
type Work =
  | { readonly _tag: "Working"; readonly part: number }
  | { readonly _tag: "Done"; readonly attributed: Attribution.Attributed }
  | { readonly _tag: "Stopped"; readonly problem: Label }

/** As `gongfu attribute` does without being told otherwise. */
const [pairs, seed] = [50, 1]

/** How long a slice of work may take, in milliseconds. */
const slice = 8

/** How many parts stand alone. */
const largest = 8

const compared = ({ place, runOf }: Store, outcome: Store["usual"]): ComparedRun => {
  const { events, id } = runOf(outcome)
  return { id, title: outcome.scenario.title, events, model: place.model, targets: place.targets }
}

/** Works out the parts in slices; gives what stops it. */
const work = (store: Store, settled: Settled, point: Point, tell: (work: Work) => void): (() => void) => {
  const { place } = store
  const { events, id } = settled.run
  const own: ComparedRun = {
    id,
    title: store.preset.peek().scenario.title,
    events,
    model: place.model,
    targets: place.targets
  }
  const planned = Attribution.plan(place.kernel, [compared(store, store.usual), own], {
    indicators: [indicatorAt(store, point.indicator)],
    years: [point.year],
    by: "input",
    pairs,
    seed
  })
  if (Result.isFailure(planned)) {
    tell({ _tag: "Stopped", problem: planned.failure[0]!.problem })
    return () => {}
  }
  const plan = planned.success
  const steps = Attribution.carryOutInSteps(plan)
  const many = plan.method._tag === "Exact" ? Math.ceil(plan.method.runs / 64) : pairs
  let done = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const on = () => {
    const end = performance.now() + slice
    do {
      const step = steps.next()
      if (step.done === true) {
        tell(
          Result.isFailure(step.value)
            ? { _tag: "Stopped", problem: step.value.failure[0]!.problem }
            : { _tag: "Done", attributed: step.value.success[0]! }
        )
        return
      }
      done++
    } while (performance.now() < end)
    tell({ _tag: "Working", part: Math.min(1, done / many) })
    timer = setTimeout(on)
  }
  timer = setTimeout(on)
  return () => clearTimeout(timer)
}

/** The contributions to a number. */
export const Contributions = ({ point, settled }: { readonly point: Point; readonly settled: Settled | undefined }) => {
  const { store } = useShared()
  const { say, word, zh } = useSpeech()
  const progress = useSignal<Work>({ _tag: "Working", part: 0 })
  const whole = useSignal(false)
  useEffect(() => {
    // While a slider moves nothing is worked out; what was found before stays in view.
    if (settled === undefined) return undefined
    progress.value = { _tag: "Working", part: 0 }
    return work(store, settled, point, (next) => (progress.value = next))
  }, [settled, point.indicator, point.year])
  const now = progress.value
  const numbers = numbersOf(store, indicatorAt(store, point.indicator).unit, zh)
  const heading = (
    <h4>
      {word("contributions")} <small>{word("against")}</small>
    </h4>
  )
  if (now._tag === "Stopped")
    return (
      <section class="contributions">
        {heading}
        <p class="note">{say(now.problem)}</p>
      </section>
    )
  if (now._tag === "Working")
    return (
      <section class="contributions" aria-busy="true">
        {heading}
        <progress value={now.part} max={1} aria-label={word("computing")} />
      </section>
    )
  const { b, difference, parts } = now.attributed
  const told = parts.filter(({ value }) => value !== 0)
  if (told.length === 0)
    return (
      <section class="contributions">
        {heading}
        <p class="note">{word("same")}</p>
      </section>
    )
  const shown = whole.value ? told : told.slice(0, largest)
  const rest = told.slice(shown.length)
  const most = Math.max(...told.map(({ value }) => Math.abs(value)))
  const restValue = rest.reduce((sum, { value }) => sum + value, 0)
  return (
    <section class="contributions">
      {heading}
      <p class="total">
        {word("difference")} <strong>{numbers.difference(difference, b)}</strong> {numbers.name}
      </p>
      <ul class="parts diverging">
        {shown.map(({ player, standardError, value }) => (
          // Each player is one input: they are not put together here.
          <li key={player.name}>
            <span class="name">
              <span>{say(player.label)}</span> <Kind of={player.inputs[0]!.kind} />
            </span>
            <span class="number" title={standardError === undefined ? "" : `± ${numbers.show(standardError)}`}>
              {numbers.difference(value, most)}
            </span>
            <span class={value < 0 ? "length minus" : "length"} aria-hidden="true">
              <i style={{ width: `${(Math.abs(value) / most) * 50}%` }} />
            </span>
          </li>
        ))}
        {rest.length > 0 && (
          <li>
            <button type="button" class="quiet name" onClick={() => (whole.value = true)}>
              {zh ? `${word("others")} ${rest.length} 项` : `${rest.length} ${word("others")}`}
            </button>
            <span class="number">{numbers.difference(restValue, most)}</span>
          </li>
        )}
      </ul>
    </section>
  )
}
