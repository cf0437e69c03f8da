/** The targets of the plan by area, and how many of them are met. */
import { type ReadonlySignal, type Signal, useComputed, useSignal } from "@preact/signals"
import { useMemo, useRef } from "preact/hooks"
import { useShared, useSpeech } from "./Context.ts"
import { type Filter, isShown, type Mark, markOf, TargetRow } from "./TargetRow.tsx"
import * as Writing from "./Writing.ts"

const filters: ReadonlyArray<Filter> = ["all", "missed", "changed"]

/** How many targets stand how in the outcome at hand. */
const useCounts = () => {
  const { store } = useShared()
  return useComputed(() => {
    const { standings } = store.outcome.value
    const counts: Record<Mark, number> = { met: 0, missed: 0, on_the_way: 0, not_assessed: 0 }
    for (const { name } of store.place.targets.all) counts[markOf(standings.get(name))]++
    return counts
  })
}

/** How many targets are met. */
export const useMet = () => {
  const counts = useCounts()
  return useComputed(() => counts.value.met)
}

const Area = ({ filter, name }: { readonly name: string; readonly filter: ReadonlySignal<Filter> }) => {
  const { store } = useShared()
  const { say, word } = useSpeech()
  const { areas, all } = store.place.targets
  const own = useMemo(() => all.filter(({ area }) => area === name), [all, name])
  const met = useComputed(() => {
    const { standings } = store.outcome.value
    return own.filter((target) => standings.get(target.name)?.status === "met").length
  })
  const shown = useComputed(() => {
    const [now, before] = [store.outcome.value.standings, store.before.value.standings]
    return own.some((target) => isShown(filter.value, now.get(target.name), before.get(target.name)))
  })
  if (!shown.value) return null
  return (
    <section class="area">
      <h3>
        <span>{say(areas.find((area) => area.name === name)!.label)}</span>
        <small>
          {met}/{own.length} {word("met")}
        </small>
      </h3>
      <ul>
        {own.map((target) => (
          <TargetRow key={target.name} target={target} filter={filter} />
        ))}
      </ul>
    </section>
  )
}

/** How many targets are met, of how many; and how many are missed, where they can be chosen. */
const Summary = ({ filter }: { readonly filter: Signal<Filter> }) => {
  const { store } = useShared()
  const { word } = useSpeech()
  const counts = useCounts()
  const { all } = store.place.targets
  const met = useComputed(() => counts.value.met)
  const missed = useComputed(() => counts.value.missed)
  const shares = useRef<HTMLSpanElement>(null)
  Writing.useWriting(() => {
    const { met: first, missed: last, on_the_way: second } = counts.value
    const whole = Math.max(1, first + second + last)
    Writing.style(shares.current, `--met:${first / whole};--decided:${(first + second) / whole}`)
  })
  return (
    <div class="summary">
      <p class="counts">
        <strong>{met}</strong>
        <span>
          / {all.length} {word("met")}
        </span>
      </p>
      <span class="shares" aria-hidden="true" ref={shares} />
      <div class="chips" role="group" aria-label={word("targets")}>
        {filters.map((name) => (
          <button key={name} type="button" aria-pressed={filter.value === name} onClick={() => (filter.value = name)}>
            {word(name === "missed" ? "onlyMissed" : name)}
            {name === "missed" && <> {missed}</>}
          </button>
        ))}
      </div>
    </div>
  )
}

/** The targets. */
export const Targets = () => {
  const { store } = useShared()
  const filter = useSignal<Filter>("all")
  return (
    <div class="targets">
      <Summary filter={filter} />
      {store.place.targets.areas.map(({ name }) => (
        <Area key={name} name={name} filter={filter} />
      ))}
    </div>
  )
}
