/** Why a number is what it is: its equation with its numbers, what it is made of, where it comes from, and who gave how much. */
import type * as Explanation from "@gongfu/core/analysis/Explanation"
import * as Explain from "@gongfu/core/analysis/Explanation"
import * as History from "@gongfu/core/analysis/History"
import { treeOf } from "@gongfu/core/model/Equation"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as ChoiceText from "@gongfu/core/analysis/ChoiceText"
import * as EquationText from "@gongfu/core/wording/EquationText"
import * as Figure from "@gongfu/core/wording/Figure"
import * as NumberText from "@gongfu/core/analysis/NumberText"
import * as ShockText from "@gongfu/core/wording/ShockText"
import * as SourceText from "@gongfu/core/wording/SourceText"
import { useSignal } from "@preact/signals"
import { useMemo, useRef } from "preact/hooks"
import type { Point } from "../state/Link.ts"
import type { Settled, Store } from "../state/Store.ts"
import { ChartCard } from "./ChartCard.tsx"
import { indicatorAt, numbersOf, useShared, useSpeech } from "./Context.ts"
import { Contributions } from "./Contributions.tsx"
import * as Words from "./Words.ts"

const histories = new WeakMap<Settled["run"], History.History>()

const historyOf = (model: History.History["model"], run: Settled["run"]): History.History => {
  const found = histories.get(run) ?? History.of({ model, events: run.events })
  histories.set(run, found)
  return found
}

/** The longest words of a part before they are cut: the whole equation stands above. */
const enough = 90
const cut = (words: string): string =>
  words.length <= enough
    ? words
    : `${Array.from(words)
        .slice(0, enough - 1)
        .join("")}…`

const kinds = {
  lever: Words.all.lever,
  assumption: Words.all.assumption,
  constant: { en: "constant", zh: "常数" },
  equation: { en: "computed", zh: "由方程计算" }
} as const

const Account = ({
  account,
  go,
  numbers
}: {
  readonly account: Explanation.Account
  readonly numbers: NumberText.Numbers
  readonly go: (point: Point) => void
}) => {
  const { word, zh, colon } = useSpeech()
  const { history, language, unitOf } = numbers
  const { computed, given, variable, year } = account
  const unit = unitOf(account.slot)
  const source = SourceText.of(variable.source, language)
  // "assumption; assumed: …" would say it twice.
  const isSaid = variable.kind === "assumption" && variable.source?.assumption !== undefined
  const kind = isSaid || (computed !== undefined && source === "") ? "" : kinds[variable.kind][language]
  const open = (slot: number, at: number) => () => go({ indicator: numbers.addressOf(slot), year: at })
  return (
    <>
      <p class="source">{[kind, source].filter((text) => text !== "").join(zh ? "；" : "; ")}</p>
      {given !== undefined && (
        <ul class="given">
          <li>
            {variable.kind === "lever"
              ? zh
                ? "现行政策"
                : "today’s policy"
              : zh
                ? "模型自身取值"
                : "the model’s own value"}
            {colon}
            {Figure.of(given.own, unit, Figure.decimalsToTell(unit, given.own))}
          </li>
          {given.set !== undefined && (
            <li>
              {zh ? `情景自 ${given.set.since} 年设为` : `set by the scenario in ${given.set.since} to`}{" "}
              {Figure.of(given.set.value, unit, Figure.decimalsToTell(unit, given.set.value))}
            </li>
          )}
          {given.shocks.map(({ plus, shock, times }) => (
            <li key={shock}>
              {zh ? `冲击 ${shock}` : `shock ${shock}`}
              {colon}
              {ShockText.of({ plus, times }, unit, language) || "× 1"}
            </li>
          ))}
        </ul>
      )}
      {computed !== undefined && (
        <>
          <h4>{word("equation")}</h4>
          <p class="equation">
            {"= "}
            {EquationText.read(history.model, treeOf(computed.equation), variable.dimensions, language).map(
              (piece, i) => (typeof piece === "string" ? piece : <b key={i}>{piece.text}</b>)
            )}
          </p>
          <h4>{word("numbers")}</h4>
          <p class="equation">= {NumberText.reckoned(numbers, computed.scalar, year)}</p>
          {computed.parts.choices.length > 0 && (
            <ul class="choices">
              {computed.parts.choices.map((choice, i) => (
                <li key={i}>{ChoiceText.of(numbers, choice, year, i === 0 ? unit : undefined)}</li>
              ))}
            </ul>
          )}
          {computed.parts.terms.length > 0 && (
            <>
              <h4>{word("madeOf")}</h4>
              <ul class="parts">
                {computed.parts.terms.map((term, i) => {
                  const most = Math.max(...computed.parts.terms.map(({ value }) => Math.abs(value)))
                  return (
                    <li key={i}>
                      <span class="name">{NumberText.brief(numbers, term.scalar)}</span>
                      <span class="number">{NumberText.figure(term.value, unit, language)}</span>
                      <span class={term.value < 0 ? "length minus" : "length"} aria-hidden="true">
                        <i style={{ width: `${most === 0 ? 0 : (Math.abs(term.value) / most) * 100}%` }} />
                      </span>
                    </li>
                  )
                })}
              </ul>
            </>
          )}
          {computed.reads.length > 0 && (
            <>
              <h4>{word("reads")}</h4>
              <ul class="reads">
                {computed.reads.map((read) => (
                  <li key={`${read.slot} ${read.year}`}>
                    <button type="button" onClick={open(read.slot, read.year)}>
                      <span class="name">{numbers.labelOf(read.slot)}</span>
                      <span class="when">{read.year}</span>
                      <span class="number">
                        {NumberText.valued(history.valueOf(read), unitOf(read.slot), language)}
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </>
  )
}

const Answer = ({
  go,
  point,
  settled
}: {
  readonly point: Point
  readonly settled: Settled
  readonly go: (point: Point) => void
}) => {
  const { store } = useShared()
  const language = store.language.value
  const { indicator, year } = point
  // Who a number comes from is looked for in the whole run: once a question.
  const found = useMemo(() => {
    const history = historyOf(store.place.model, settled.run)
    const instant = { slot: indicatorAt(store, indicator).slot, year }
    if (year > history.to) return undefined
    const account = Explain.of(history, [instant], 0).accounts.get(History.key(instant))!
    return { account, numbers: NumberText.of(history, language, cut) }
  }, [settled, indicator, year, language])
  return found === undefined ? null : <Account account={found.account} numbers={found.numbers} go={go} />
}

/** The number itself, which follows a slider at once. */
const Amount = ({ point }: { readonly point: Point }) => {
  const { store } = useShared()
  const { word, zh } = useSpeech()
  const indicator = indicatorAt(store, point.indicator)
  const numbers = numbersOf(store, indicator.unit, zh)
  const valueOf = ({ trajectory }: Store["usual"]): number | undefined =>
    point.year <= trajectory.to ? Trajectory.at(trajectory, indicator.slot, point.year) : undefined
  const value = valueOf(store.outcome.value)
  const usual = valueOf(store.usual)
  return (
    <p class="amount">
      <strong>{value === undefined ? "–" : numbers.show(value)}</strong> {numbers.name}
      {value !== undefined && usual !== undefined && (
        <span>
          {numbers.difference(value - usual, value)} {word("against")}
        </span>
      )}
    </p>
  )
}

/** The explanation of the number that a reader chose. */
export const Why = () => {
  const { findings, store } = useShared()
  const { say, word } = useSpeech()
  const trail = useSignal<ReadonlyArray<Point>>([])
  const point = store.why.value
  // What was last carried out stays in view until the next is: a page that blinks cannot be read.
  const last = useRef<Settled | undefined>(undefined)
  last.current = store.settled.value ?? last.current
  if (point === undefined) return null
  const go = (to: Point) => {
    trail.value = [...trail.value, point]
    store.change((state) => ({ ...state, why: to }))
  }
  const back = () => {
    const before = trail.value.at(-1)
    trail.value = trail.value.slice(0, -1)
    if (before === undefined) findings.value = "targets"
    else store.change((state) => ({ ...state, why: before }))
  }
  const { from, to } = store.place.model.years
  const indicator = indicatorAt(store, point.indicator)
  return (
    <div class="why-panel" aria-busy={store.settled.value === undefined}>
      <div class="why-head">
        <button type="button" class="quiet" onClick={back}>
          ← {word("back")}
        </button>
        <label>
          <span class="hidden">{word("year")}</span>
          <select
            value={point.year}
            onChange={(event) => {
              const year = Number(event.currentTarget.value)
              store.change((state) => ({ ...state, why: { indicator: point.indicator, year } }))
            }}
          >
            {Array.from({ length: to - from + 1 }, (_, i) => from + i).map((year) => (
              <option key={year} value={year}>
                {year}
              </option>
            ))}
          </select>
        </label>
      </div>
      <h2>{say(indicator.label)}</h2>
      <Amount point={point} />
      <ChartCard key={point.indicator} address={point.indicator} plain />
      <Contributions point={point} settled={store.settled.value} />
      {last.current !== undefined && <Answer point={point} settled={last.current} go={go} />}
      {indicator.variable.note !== undefined && <p class="note">{say(indicator.variable.note)}</p>}
    </div>
  )
}
