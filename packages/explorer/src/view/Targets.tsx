/** The targets of the plan by area: whether each is met, what it comes to, and by how much. */
import type { Status } from "@gongfu/core/run/Event"
import type { Standing } from "@gongfu/core/target/Scoreboard"
import * as Target from "@gongfu/core/target/Target"
import * as Figure from "@gongfu/core/wording/Figure"
import * as UnitText from "@gongfu/core/wording/UnitText"
import { useComputed, useSignal } from "@preact/signals"
import { useMemo } from "preact/hooks"
import * as Engine from "../Engine.ts"
import { letter } from "../state/Link.ts"
import { useShared, useSpeech } from "./Context.ts"

const comparisons = { at_least: "≥", more_than: ">", at_most: "≤", less_than: "<" } as const
const marks = { met: "✓", missed: "✗", on_the_way: "…", not_assessed: "–" } as const
type Mark = keyof typeof marks

const markOf = (standing: Standing | undefined): Mark => standing?.status ?? "not_assessed"

const same = (a: Standing | undefined, b: Standing | undefined): boolean =>
  a?.projected === b?.projected && a?.status === b?.status

/** How far along the bar a margin reaches, -1 to 1: half the requirement fills it. */
const reach = ({ margin, required }: Standing): number => {
  const size = Math.abs(required)
  const part = size === 0 ? Math.sign(margin) : margin / size
  return Math.max(-1, Math.min(1, part * 2))
}

type Filter = "all" | "missed" | "changed"
const filters: ReadonlyArray<Filter> = ["all", "missed", "changed"]

const Row = ({ before, filter, target }: { readonly target: Target.Target; readonly before: Standing | undefined; readonly filter: Filter }) => {
  const { findings, part, store } = useShared()
  const { say, word, zh } = useSpeech()
  // Told apart by content: a row whose numbers stay is not drawn again.
  const key = useComputed(() => {
    const standing = store.outcome.value.standings.get(target.name)
    return standing === undefined ? "" : `${standing.year} ${standing.status} ${standing.projected} ${standing.margin}`
  })
  const others = useComputed(() =>
    store.outcomes.value.map(({ standings }) => markOf(standings.get(target.name))).join(" ")
  )
  void key.value
  const standing = store.outcome.peek().standings.get(target.name)
  const mark = markOf(standing)
  if (filter === "missed" && mark !== "missed") return null
  if (filter === "changed" && same(standing, before)) return null
  const language = zh ? "zh" : "en"
  const unit = UnitText.of(store.place.model.units, Target.unitOf(target))
  const name = Figure.unitName(unit, language)
  const decimals =
    standing === undefined
      ? 0
      : standing.margin === 0
        ? Figure.decimals(unit, standing.required)
        : Figure.decimalsApart(unit, standing.required, standing.projected)
  const flipped =
    before !== undefined && standing !== undefined && before.status !== standing.status
      ? standing.status === "met"
        ? word("nowMet")
        : standing.status === "missed"
          ? word("nowMissed")
          : undefined
      : undefined
  const several = others.value.split(" ") as ReadonlyArray<Mark>
  const at = standing === undefined ? 0 : reach(standing)
  return (
    <li class={`target ${mark}`} data-target={target.name}>
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
          {marks[mark]}
        </span>
        <span class="hidden">{word(mark)}</span>
        <span class="label">
          {say(target.label)}
          {flipped !== undefined && <em>{flipped}</em>}
        </span>
        <span class="margin">
          {standing === undefined ? "" : Figure.difference(standing.margin, unit, language, decimals)}
        </span>
        <span class="told">
          {standing === undefined
            ? word("not_assessed")
            : `${Figure.of(standing.projected, unit, decimals)} / ${
                target.requirement === undefined
                  ? word("falling")
                  : `${comparisons[target.requirement.comparison]}${Figure.of(standing.required, unit, decimals)}`
              }${name === "" ? "" : ` ${name}`}`}
          <span class="by">{target.by}</span>
        </span>
        <span class="bar" aria-hidden="true">
          <i style={at < 0 ? { right: "50%", width: `${-at * 50}%` } : { left: "50%", width: `${at * 50}%` }} />
        </span>
        {several.length > 1 && (
          <span class="several">
            {several.map((one, i) => (
              <span key={i} class={one}>
                {letter(i)}
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

const Area = ({ before, filter, name }: { readonly name: string; readonly before: Engine.Outcome; readonly filter: Filter }) => {
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
  // What the preset alone comes to: what flips against it was flipped by the reader.
  const preset = store.preset.value
  const before = useMemo(() => Engine.project(store.place, preset.scenario), [store, preset])
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
              {word(name)}
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
