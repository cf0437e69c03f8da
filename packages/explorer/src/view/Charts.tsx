/** The middle of the page: the headline indicators, the index, and charts that a reader added. */
import * as Spending from "@gongfu/core/analysis/Spending"
import * as Indicator from "@gongfu/core/model/Indicator"
import * as ProsperityIndex from "@gongfu/core/target/ProsperityIndex"
import * as Figure from "@gongfu/core/wording/Figure"
import * as UnitText from "@gongfu/core/wording/UnitText"
import { useComputed, useSignal } from "@preact/signals"
import { useMemo, useRef } from "preact/hooks"
import { letter, mostCharts } from "../state/Link.ts"
import { ChartCard } from "./ChartCard.tsx"
import { useShared, useSpeech } from "./Context.ts"
import { useTitles } from "./Titles.ts"
import * as Writing from "./Writing.ts"

const strokes = ["first", "second", "third"] as const

/** What the lines of all charts mean; where there are several variants, which scenario each is. */
const Legend = () => {
  const { store } = useShared()
  const { colon, word } = useSpeech()
  const on = store.on.value
  const titles = useTitles()
  return (
    <ul class="legend">
      {strokes.slice(0, store.count.value).map((stroke, i) => (
        <li key={stroke} class={i === on ? "on" : ""}>
          <i class={`key ${stroke}`} />
          {titles.length === 1 ? `${word("variant")} ${letter(i)}` : `${letter(i)}${colon}${titles[i]}`}
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
  const { say, word } = useSpeech()
  const { targets } = store.place
  const before = useMemo(() => ProsperityIndex.inYear(targets, store.usual.trajectory, store.due), [store])
  const reading = useRef<HTMLDivElement>(null)
  const areas = useRef<HTMLDListElement>(null)
  Writing.useWriting(() => {
    if (before === undefined) return
    const { trajectory } = store.outcome.value
    const score = ProsperityIndex.inYear(targets, trajectory, Math.min(store.due, trajectory.to))
    const [total, when, delta] = reading.current!.children as HTMLCollectionOf<HTMLElement>
    Writing.text(total!.firstChild, score === undefined ? "–" : Figure.score(score.total, 1))
    Writing.text(when!.firstChild, String(score?.year ?? store.due))
    Writing.shown(delta!, score !== undefined)
    if (score !== undefined)
      Writing.text(delta!.lastChild, Figure.difference(score.total - before.total, undefined, store.language.value, 1))
    for (const [i, { area, score: from }] of before.areas.entries()) {
      const now = score?.areas.find((one) => one.area === area)?.score
      const [meter, number] = areas.current!.children[i]!.lastElementChild!.children as HTMLCollectionOf<HTMLElement>
      // To a quarter of a percent, less than a screen shows.
      Writing.style(meter!, `--mark:${from}%;--from:0%;--to:${Math.round((now ?? 0) * 4) / 4}%`)
      Writing.text(number!.firstChild, now === undefined ? "–" : Figure.score(now, 0))
    }
  })
  if (before === undefined) return null
  return (
    <article class="card index">
      <header>
        <h3>{word("index")}</h3>
      </header>
      <div class="reading" ref={reading}>
        <strong>{""}</strong>
        <span class="when">{""}</span>
        <span class="delta" title={word("usual")}>
          <i class="key usual" />
          {""}
        </span>
      </div>
      <dl class="areas" ref={areas}>
        {before.areas.map(({ area }) => (
          <div key={area}>
            <dt>{say(targets.areas.find(({ name }) => name === area)!.label)}</dt>
            <dd>
              <span class="meter" aria-hidden="true" />
              <span class="number">{""}</span>
            </dd>
          </div>
        ))}
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
  const unit = first === undefined ? undefined : UnitText.of(model.units, Spending.unitOf(first))
  const told = (sum: number): string => Figure.difference(sum, unit, store.language.value, Figure.decimals(unit, sum))
  const due = useComputed(() => told(sums.value[0]!.sum))
  const dueYear = useComputed(() => sums.value[0]!.year)
  const whole = useComputed(() => told(sums.value[1]!.sum))
  const wholeYear = useComputed(() => sums.value[1]!.year)
  const goesOn = useComputed(() => wholeYear.value > dueYear.value)
  if (first === undefined) return null
  const since = model.years.from + 1
  return (
    <article class="card cost">
      <header>
        <h3>{word("cost")}</h3>
        <span class="unit">{Figure.unitName(unit, zh ? "zh" : "en")}</span>
      </header>
      <div class="reading">
        <strong>{due}</strong>
        <span class="when">
          {since}–{dueYear}
        </span>
        {goesOn.value && (
          <span class="delta">
            {whole}{" "}
            <span class="when">
              {since}–{wholeYear}
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
      {charts.length < mostCharts && <AddChart />}
    </main>
  )
}
