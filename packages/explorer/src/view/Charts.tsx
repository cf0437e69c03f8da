/** The middle of the page: the headline indicators, the index, and charts that a reader added. */
import * as Spending from "@gongfu/core/analysis/Spending"
import * as Indicator from "@gongfu/core/model/Indicator"
import * as ProsperityIndex from "@gongfu/core/target/ProsperityIndex"
import * as Figure from "@gongfu/core/wording/Figure"
import * as UnitText from "@gongfu/core/wording/UnitText"
import { useComputed, useSignal } from "@preact/signals"
import { useMemo } from "preact/hooks"
import { letter } from "../state/Link.ts"
import { ChartCard } from "./ChartCard.tsx"
import { useShared, useSpeech } from "./Context.ts"

const strokes = ["first", "second", "third"] as const

/** What the lines of all charts mean. */
const Legend = () => {
  const { store } = useShared()
  const { word } = useSpeech()
  const on = store.on.value
  return (
    <ul class="legend">
      {strokes.slice(0, store.count.value).map((stroke, i) => (
        <li key={stroke} class={i === on ? "on" : ""}>
          <i class={`key ${stroke}`} />
          {word("setting")} {letter(i)}
        </li>
      ))}
      {store.plan !== undefined && (
        <li>
          <i class="key plan" />
          {word("planLine")}
        </li>
      )}
      <li>
        <i class="key usual" />
        {word("usual")}
      </li>
    </ul>
  )
}

/** How much of the plan is achieved when its targets fall due, by area. */
const IndexCard = () => {
  const { store } = useShared()
  const { say, word, zh } = useSpeech()
  const { targets } = store.place
  const scores = useComputed(() => {
    const { trajectory } = store.outcome.value
    return ProsperityIndex.inYear(targets, trajectory, Math.min(store.due, trajectory.to))
  })
  const before = useMemo(() => ProsperityIndex.inYear(targets, store.usual.trajectory, store.due), [store])
  if (before === undefined) return null
  const score = scores.value
  return (
    <article class="card index">
      <header>
        <h3>{word("index")}</h3>
      </header>
      <div class="reading">
        <strong>{score === undefined ? "–" : score.total.toFixed(1)}</strong>
        <span class="when">{score?.year ?? store.due}</span>
        {score !== undefined && (
          <span class="delta" title={word("usual")}>
            <i class="key usual" />
            {Figure.difference(score.total - before.total, undefined, zh ? "zh" : "en", 1)}
          </span>
        )}
      </div>
      <dl class="areas">
        {before.areas.map(({ area, score: from }) => {
          const now = score?.areas.find((one) => one.area === area)?.score
          return (
            <div key={area}>
              <dt>{say(targets.areas.find(({ name }) => name === area)!.label)}</dt>
              <dd>
                <span class="meter" aria-hidden="true">
                  <span style={`--from:0%;--to:${now ?? 0}%`} />
                  <i style={{ left: `${from}%` }} />
                </span>
                <span class="number">{now === undefined ? "–" : now.toFixed(0)}</span>
              </dd>
            </div>
          )
        })}
      </dl>
    </article>
  )
}

/**
 * What the reader's changes cost: the new money on what the place calls cost, over what the preset spends, until most
 * targets fall due and until the last year.
 */
const CostCard = () => {
  const { store } = useShared()
  const { word, zh } = useSpeech()
  const { cost, model } = store.place
  const sums = useComputed(() => {
    const { trajectory } = store.outcome.value
    const before = store.before.value.trajectory
    const last = Math.min(trajectory.to, before.to)
    return [Math.min(store.due, last), last].map((year) => {
      const rows = (year - trajectory.from + 1) * model.slots
      const sum = Spending.added(cost, model.slots, before.rows)(trajectory.rows.subarray(0, rows))
      return { year, sum }
    })
  })
  const [first] = cost
  if (first === undefined) return null
  const unit = UnitText.of(model.units, Spending.unitOf(first))
  const name = Figure.unitName(unit, zh ? "zh" : "en")
  const [due, whole] = sums.value as [(typeof sums.value)[0], (typeof sums.value)[0]]
  const since = model.years.from + 1
  const told = (sum: number): string => Figure.difference(sum, unit, zh ? "zh" : "en", Figure.decimals(unit, sum))
  return (
    <article class="card cost">
      <header>
        <h3>{word("cost")}</h3>
        <span class="unit">{name}</span>
      </header>
      <div class="reading">
        <strong>{told(due.sum)}</strong>
        <span class="when">
          {since}–{due.year}
        </span>
        {whole.year > due.year && (
          <span class="delta">
            {`${told(whole.sum)} `}
            <span class="when">
              {since}–{whole.year}
            </span>
          </span>
        )}
      </div>
      <p class="told">{word("costTold")}</p>
    </article>
  )
}

/** Finds an indicator by its label and adds its chart. */
const AddChart = () => {
  const { store } = useShared()
  const { say, word, zh } = useSpeech()
  const open = useSignal(false)
  const options = useMemo(
    () =>
      open.value
        ? new Map(
            Indicator.all(store.place.model).map((one) => [
              `${say(one.label)}${zh ? "（" : " ("}${one.name}${zh ? "）" : ")"}`,
              one.name
            ])
          )
        : new Map<string, string>(),
    [open.value, zh]
  )
  const add = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement
    const found =
      options.get(input.value) ??
      (Indicator.find(store.place.model, input.value)?.name === input.value ? input.value : undefined)
    if (found === undefined) return
    input.value = ""
    store.change((state) => (state.charts.includes(found) ? state : { ...state, charts: [...state.charts, found] }))
  }
  return (
    <label class="add-chart">
      <span>{word("addChart")}</span>
      <input type="search" list="indicators" onFocus={() => (open.value = true)} onInput={add} autocomplete="off" />
      <datalist id="indicators">
        {[...options.keys()].map((text) => (
          <option key={text} value={text} />
        ))}
      </datalist>
    </label>
  )
}

/** The charts. */
export const Charts = () => {
  const { store } = useShared()
  const { word } = useSpeech()
  const headline = store.place.headline.map(({ name }) => name)
  const charts = store.charts.value
  return (
    <main class="charts" aria-label={word("charts")} id="charts">
      <Legend />
      <div class="grid">
        {headline.map((address) => (
          <ChartCard key={address} address={address} />
        ))}
        <IndexCard />
        <CostCard />
        {charts
          .filter((address) => !headline.includes(address))
          .map((address) => (
            <ChartCard
              key={address}
              address={address}
              remove={() =>
                store.change((state) => ({ ...state, charts: state.charts.filter((one) => one !== address) }))
              }
            />
          ))}
      </div>
      <AddChart />
    </main>
  )
}
