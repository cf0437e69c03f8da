/** An indicator over the years: its number in the year that a reader looks at, and the chart. */
import type { Indicator } from "@gongfu/core/model/Indicator"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import type { Outcome } from "../Engine.ts"
import { type ReadonlySignal, useComputed, useSignalEffect } from "@preact/signals"
import { useEffect, useMemo, useRef } from "preact/hooks"
import * as LineChart from "../chart/LineChart.ts"
import * as Scale from "../chart/Scale.ts"
import { letter } from "../state/Link.ts"
import { Axes } from "./Axes.tsx"
import { indicatorAt, numbersOf, useShared, useSpeech } from "./Context.ts"
import { useSeen } from "./Sight.ts"
import * as Words from "./Words.ts"
import * as Writing from "./Writing.ts"

const strokes = ["first", "second", "third"] as const

const seriesOf = ({ trajectory }: Outcome, slot: number): ReadonlyArray<number> => Trajectory.series(trajectory, slot)

/** A line that no slider moves. */
interface FixedLine {
  readonly stroke: "usual" | "plan"
  readonly word: "usual" | "planLine"
  readonly outcome: Outcome
  readonly values: ReadonlyArray<number>
}

/** What the variants come to, and which of them is at hand. */
interface Now {
  readonly on: number
  readonly outcomes: ReadonlyArray<Outcome>
}

const outcomeOf = ({ on, outcomes }: Now): Outcome => outcomes[on]!

/** The value in a year; nothing where the run stopped before it. */
const valueIn = ({ trajectory }: Outcome, slot: number, year: number): number | undefined =>
  year < trajectory.from || year > trajectory.to ? undefined : Trajectory.at(trajectory, slot, year)

/** The number in the year that a reader looks at, and how far it is from the other lines. */
const Reading = ({
  indicator: { slot, unit },
  now,
  year
}: {
  readonly indicator: Indicator
  readonly now: ReadonlySignal<Now>
  readonly year: ReadonlySignal<number>
}) => {
  const { store } = useShared()
  const { word, zh } = useSpeech()
  const { plan, usual } = store
  const numbers = numbersOf(store, unit, zh)
  const on = store.on.value
  const count = store.count.value
  const others = [
    { name: word("usual"), stroke: "usual", of: () => usual },
    ...(plan === undefined ? [] : [{ name: word("planLine"), stroke: "plan", of: () => plan }]),
    ...strokes
      .slice(0, count)
      .map((stroke, i) => ({ name: letter(i), stroke, of: (): Outcome | undefined => now.value.outcomes[i] }))
      .filter((_, i) => i !== on)
  ]
  const box = useRef<HTMLDivElement>(null)
  Writing.useWriting(() => {
    const [value, when, ...deltas] = box.current!.children as HTMLCollectionOf<HTMLElement>
    const at = year.value
    const own = valueIn(outcomeOf(now.value), slot, at)
    Writing.text(value!.firstChild, own === undefined ? "–" : numbers.show(own))
    Writing.text(when!.firstChild, String(at))
    for (const [i, { of }] of others.entries()) {
      // A variant that was taken away has no outcome any more, until its number is taken away as well.
      const held = of()
      const other = held === undefined ? undefined : valueIn(held, slot, at)
      Writing.shown(deltas[i]!, own !== undefined && other !== undefined)
      if (own !== undefined && other !== undefined)
        Writing.text(deltas[i]!.lastChild, numbers.difference(own - other, own))
    }
  })
  return (
    <div class="reading" ref={box}>
      <strong>{""}</strong>
      <span class="when">{""}</span>
      {others.map(({ name, stroke }) => (
        <span class="delta" key={name} title={name}>
          <i class={`key ${stroke}`} />
          {""}
        </span>
      ))}
    </div>
  )
}

/** A chart of an indicator. `remove` is there for a chart that was added. */
export const ChartCard = ({
  address,
  plain = false,
  remove
}: {
  readonly address: string
  readonly plain?: boolean
  readonly remove?: () => void
}) => {
  const shared = useShared()
  const { cursor, findings, part, store } = shared
  const { say, word, zh, colon } = useSpeech()
  const indicator = indicatorAt(store, address)
  const numbers = numbersOf(store, indicator.unit, zh)
  const { from, to } = store.place.model.years
  const { slot } = indicator
  const card = useRef<HTMLElement>(null)
  const live = useComputed((): Now => ({ on: store.on.value, outcomes: store.outcomes.value }))
  const now = useSeen(live, card)
  const element = useRef<HTMLDivElement>(null)
  const chart = useRef<LineChart.Chart | undefined>(undefined)

  const fixed = useMemo(
    () => ({
      lines: [
        { stroke: "usual", word: "usual", outcome: store.usual, values: seriesOf(store.usual, slot) },
        ...(store.plan === undefined
          ? []
          : [{ stroke: "plan", word: "planLine", outcome: store.plan, values: seriesOf(store.plan, slot) } as const])
      ] satisfies ReadonlyArray<FixedLine>,
      targets: store.place.targets.all.filter(
        ({ indicator: own, kind, requirement }) => own.slot === slot && kind === "level" && requirement !== undefined
      )
    }),
    [store, slot]
  )

  useEffect(() => {
    const made = LineChart.make(element.current!)
    chart.current = made
    return () => {
      chart.current = undefined
      made.dispose()
    }
  }, [])

  const language = store.language.value
  const picture = useComputed((): LineChart.Picture => {
    const { on, outcomes } = now.value
    const own = outcomes.map((outcome) => seriesOf(outcome, slot))
    const goals = fixed.targets.map(({ by, name, requirement }): LineChart.Goal => ({
      year: by,
      value: requirement!.value,
      met: outcomes[on]!.standings.get(name)?.status === "met"
    }))
    // The variant at hand is drawn last, above the others.
    const order = own.map((_, i) => i).toSorted((a, b) => Number(a === on) - Number(b === on))
    const lines: ReadonlyArray<LineChart.Line> = [
      ...fixed.lines,
      ...order.map((i) => ({ stroke: strokes[i]!, values: own[i]! }))
    ]
    const scale = Scale.of([...lines.flatMap(({ values }) => values), ...goals.map(({ value }) => value)])
    return { from, to, lines, goals, scale }
  })
  useSignalEffect(() => {
    chart.current?.draw(picture.value)
  })
  useEffect(() => {
    chart.current?.draw(picture.peek())
  }, [language, address])

  const year = useComputed(() => Math.min(Math.max(cursor.value ?? store.due, from), to))
  const explain = () => {
    store.change((state) => ({ ...state, why: { indicator: address, year: year.peek() } }))
    findings.value = "why"
    part.value = "findings"
  }
  const look = (event: MouseEvent) => {
    const box = element.current!.getBoundingClientRect()
    const plot = box.width - LineChart.margin.left - LineChart.margin.right
    const at = Math.round(from + ((event.clientX - box.left - LineChart.margin.left) / plot) * (to - from))
    cursor.value = Math.min(Math.max(at, from), to)
  }
  const move = (event: KeyboardEvent) => {
    const step: Record<string, number> = {
      ArrowLeft: -1,
      ArrowDown: -1,
      ArrowRight: 1,
      ArrowUp: 1,
      PageUp: 5,
      PageDown: -5
    }
    if (event.key === "Enter" || event.key === " ") explain()
    else if (event.key === "Home") cursor.value = from
    else if (event.key === "End") cursor.value = to
    else if (step[event.key] === undefined) return
    else cursor.value = Math.min(Math.max(year.peek() + step[event.key]!, from), to)
    event.preventDefault()
  }

  const axes = useComputed((): string => {
    const { scale } = picture.value
    return `${from} ${to} ${scale.min} ${scale.max} ${scale.step} ${numbers.unit.percent === true ? "%" : ""}`
  })

  const at = year.value
  const label = say(indicator.label)
  // A text of its own: it is written by itself, and the card around it is not drawn again.
  const spoken = useComputed((): string => {
    const own = store.language.value
    const { name, show } = numbersOf(store, indicator.unit, own === "zh")
    const value = valueIn(outcomeOf(now.value), slot, year.value)
    return [
      `${year.value}${own === "zh" ? "：" : ": "}${value === undefined ? "–" : `${show(value)} ${name}`}`,
      ...fixed.lines.flatMap(({ outcome, word: line }) => {
        const other = valueIn(outcome, slot, year.value)
        return other === undefined ? [] : [`${Words.all[line][own]} ${show(other)}`]
      })
    ].join(own === "zh" ? "；" : "; ")
  })
  const place = `calc(${LineChart.margin.left}px + ${(at - from) / (to - from)} * (100% - ${LineChart.margin.left + LineChart.margin.right}px))`

  return (
    <article class={plain ? "card plain" : "card"} data-indicator={address} ref={card}>
      {!plain && (
        <header>
          <h3>
            {label}
            {numbers.name !== "" && <span class="unit"> {numbers.name}</span>}
          </h3>
          <button type="button" class="quiet" onClick={explain} aria-label={`${word("why")}${colon}${label}`}>
            {word("why")}
          </button>
          {remove !== undefined && (
            <button type="button" class="quiet" onClick={remove} aria-label={`${word("removeChart")}${colon}${label}`}>
              ×
            </button>
          )}
        </header>
      )}
      <Reading indicator={indicator} now={now} year={year} />
      <div
        class="plot"
        role="slider"
        tabIndex={0}
        aria-label={`${label}${colon}${word("year")}`}
        aria-valuemin={from}
        aria-valuemax={to}
        aria-valuenow={at}
        aria-valuetext={spoken}
        onMouseMove={look}
        onMouseLeave={() => (cursor.value = undefined)}
        onClick={(event) => {
          look(event)
          explain()
        }}
        onKeyDown={move}
      >
        <Axes axes={axes.value} />
        <div class="cursor" style={{ left: place }} aria-hidden="true" />
        <div class="canvas" ref={element} aria-hidden="true" />
      </div>
    </article>
  )
}
