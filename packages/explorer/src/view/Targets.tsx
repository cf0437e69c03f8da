/** The targets of the plan by area: whether each is met, what it comes to, and by how much. */
import type { Status } from "@gongfu/core/run/Event"
import type { Standing } from "@gongfu/core/target/Scoreboard"
import * as Target from "@gongfu/core/target/Target"
import * as Figure from "@gongfu/core/wording/Figure"
import * as UnitText from "@gongfu/core/wording/UnitText"
import { useComputed, useSignal } from "@preact/signals"
import { useMemo, useRef } from "preact/hooks"
import type * as Engine from "../Engine.ts"
import { letter } from "../state/Link.ts"
import { useShared, useSpeech } from "./Context.ts"
import * as Words from "./Words.ts"

const comparisons = { at_least: "≥", more_than: ">", at_most: "≤", less_than: "<" } as const
const marks = { met: "✓", missed: "✗", on_the_way: "…", not_assessed: "–" } as const
type Mark = keyof typeof marks

const markOf = (standing: Standing | undefined): Mark => standing?.status ?? "not_assessed"

const same = (a: Standing | undefined, b: Standing | undefined): boolean =>
  a?.projected === b?.projected && a?.required === b?.required && a?.status === b?.status

/** How far along the bar a margin reaches, -1 to 1: a quarter of the requirement fills it. */
const reach = ({ margin, required }: Standing): number => {
  const size = Math.abs(required)
  const part = size === 0 ? Math.sign(margin) : margin / size
  return Math.max(-1, Math.min(1, part * 4))
}

type Filter = "all" | "missed" | "changed"
const filters: ReadonlyArray<Filter> = ["all", "missed", "changed"]

/** What a row says; each text by itself, so that only what changes is written. */
interface Told {
  readonly mark: Mark
  readonly margin: string
  readonly told: string
  readonly bar: string
  readonly flipped: "" | "nowMet" | "nowMissed"
}

const Row = ({
  before,
  filter,
  target
}: {
  readonly target: Target.Target
  readonly before: Standing | undefined
  readonly filter: Filter
}) => {
  const { findings, part, store } = useShared()
  const { say, word, zh } = useSpeech()
  const unit = useMemo(() => UnitText.of(store.place.model.units, Target.unitOf(target)), [target])
  // A target that stands as it stood is the same to what follows: most do at each step of a slider.
  const last = useRef<Standing | undefined>(undefined)
  const stands = useComputed(() => {
    const standing = store.outcome.value.standings.get(target.name)
    if (!same(standing, last.current)) last.current = standing
    return last.current
  })
  const row = useComputed((): Told => {
    const language = store.language.value
    const standing = stands.value
    if (standing === undefined)
      return { mark: "not_assessed", margin: "", told: Words.all.not_assessed[language], bar: "", flipped: "" }
    const { margin, projected, required, status } = standing
    const name = Figure.unitName(unit, language)
    const decimals = margin === 0 ? Figure.decimals(unit, required) : Figure.decimalsApart(unit, required, projected)
    const asked =
      target.requirement === undefined
        ? Words.all.falling[language]
        : `${comparisons[target.requirement.comparison]}${Figure.of(required, unit, decimals)}`
    const at = reach(standing) * 50
    const turned = before !== undefined && before.status !== status
    return {
      mark: status,
      margin: Figure.difference(margin, unit, language, decimals),
      told: `${Figure.of(projected, unit, decimals)} / ${asked}${name === "" ? "" : ` ${name}`}`,
      bar: `--from:${Math.min(50, 50 + at)}%;--to:${Math.max(50, 50 + at)}%`,
      flipped: turned && status === "met" ? "nowMet" : turned && status === "missed" ? "nowMissed" : ""
    }
  })
  const mark = useComputed(() => row.value.mark)
  const kind = useComputed(() => `target ${row.value.mark}`)
  const sign = useComputed(() => marks[row.value.mark])
  const spoken = useComputed(() => Words.all[row.value.mark][store.language.value])
  const margin = useComputed(() => row.value.margin)
  const told = useComputed(() => row.value.told)
  const bar = useComputed(() => row.value.bar)
  const flipped = useComputed(() => row.value.flipped)
  const others = useComputed(() =>
    store.count.value === 1
      ? ""
      : store.outcomes.value.map(({ standings }) => markOf(standings.get(target.name))).join(" ")
  )
  const changed = useComputed(() => !same(stands.value, before))
  if (filter === "missed" && mark.value !== "missed") return null
  if (filter === "changed" && !changed.value) return null
  const several = others.value === "" ? [] : (others.value.split(" ") as ReadonlyArray<Mark>)
  return (
    <li class={kind} data-target={target.name}>
      <button
        type="button"
        onClick={() => {
          store.change((state) => ({
            ...state,
            why: { indicator: target.indicator.name, year: Math.min(target.by, store.place.model.years.to) }
          }))
          findings.value = "why"
          part.value = "findings"
        }}
      >
        <span class="sign" aria-hidden="true">
          {sign}
        </span>
        <span class="hidden">{spoken}</span>
        <span class="label">
          {say(target.label)}
          {flipped.value !== "" && <em>{word(flipped.value)}</em>}
        </span>
        <span class="margin">{margin}</span>
        <span class="told">
          {told}
          {target.by !== store.due && <span class="by">{target.by}</span>}
        </span>
        <span class="bar" aria-hidden="true">
          <i style={bar} />
        </span>
        {several.length > 1 && (
          <span class="several">
            {several.map((one, i) => (
              <span key={i} class={one}>
                {letter(i)}
                {zh ? "" : " "}
                {marks[one]}
              </span>
            ))}
          </span>
        )}
      </button>
    </li>
  )
}

/** The counts of a place's targets in an outcome. */
export const useCounts = () => {
  const { store } = useShared()
  return useComputed(() => {
    const counts: Record<Mark, number> = { met: 0, missed: 0, on_the_way: 0, not_assessed: 0 }
    for (const { name } of store.place.targets.all) counts[markOf(store.outcome.value.standings.get(name))]++
    return counts
  })
}

const Area = ({
  before,
  filter,
  name
}: {
  readonly name: string
  readonly before: Engine.Outcome
  readonly filter: Filter
}) => {
  const { store } = useShared()
  const { say, word } = useSpeech()
  const { areas, all } = store.place.targets
  const own = useMemo(() => all.filter(({ area }) => area === name), [all, name])
  const met = useComputed(
    () => own.filter((target) => store.outcome.value.standings.get(target.name)?.status === "met").length
  )
  const shown = useComputed(() =>
    own.some((target) => {
      const standing = store.outcome.value.standings.get(target.name)
      return (
        filter === "all" ||
        (filter === "missed" ? standing?.status === "missed" : !same(standing, before.standings.get(target.name)))
      )
    })
  )
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
          <Row key={target.name} target={target} before={before.standings.get(target.name)} filter={filter} />
        ))}
      </ul>
    </section>
  )
}

/** The targets. */
export const Targets = () => {
  const { store } = useShared()
  const { word } = useSpeech()
  const filter = useSignal<Filter>("all")
  const counts = useCounts().value
  // What flips against it was flipped by the reader.
  const before = store.before.value
  const { all, areas } = store.place.targets
  const order: ReadonlyArray<Status> = ["met", "on_the_way", "missed"]
  return (
    <div class="targets">
      <div class="summary">
        <p class="counts">
          <strong>{counts.met}</strong>
          <span>
            / {all.length} {word("met")}
          </span>
        </p>
        <span class="shares" aria-hidden="true">
          {order.map((status) => (
            <i key={status} class={status} style={{ flexGrow: counts[status] }} />
          ))}
        </span>
        <div class="chips" role="group" aria-label={word("targets")}>
          {filters.map((name) => (
            <button key={name} type="button" aria-pressed={filter.value === name} onClick={() => (filter.value = name)}>
              {word(name === "missed" ? "onlyMissed" : name)}
              {name === "missed" ? ` ${counts.missed}` : ""}
            </button>
          ))}
        </div>
      </div>
      {areas.map(({ name }) => (
        <Area key={name} name={name} before={before} filter={filter.value} />
      ))}
    </div>
  )
}
