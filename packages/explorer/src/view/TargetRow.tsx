/** A target of the plan: whether it is met, what it comes to, and by how much. */
import * as Assess from "@gongfu/core/target/Assess"
import type { Standing } from "@gongfu/core/target/Scoreboard"
import * as Target from "@gongfu/core/target/Target"
import * as Figure from "@gongfu/core/wording/Figure"
import * as UnitText from "@gongfu/core/wording/UnitText"
import { type ReadonlySignal, useComputed } from "@preact/signals"
import { useMemo, useRef } from "preact/hooks"
import { letter } from "../state/Link.ts"
import { stands } from "../state/Store.ts"
import { useShared, useSpeech } from "./Context.ts"
import { useSeen } from "./Sight.ts"
import * as Words from "./Words.ts"
import * as Writing from "./Writing.ts"

const comparisons = { at_least: "≥", more_than: ">", at_most: "≤", less_than: "<" } as const
const marks = { met: "✓", missed: "✗", on_the_way: "…", not_assessed: "–" } as const

/** How a target stands, and that it was not assessed. */
export type Mark = keyof typeof marks

/** The mark of a standing. */
export const markOf = (standing: Standing | undefined): Mark => standing?.status ?? "not_assessed"

/** Which targets are shown. */
export type Filter = "all" | "missed" | "changed"

/** Whether a target that stands so, and stood so before the reader's changes, is shown. */
export const isShown = (filter: Filter, now: Standing | undefined, before: Standing | undefined): boolean =>
  filter === "all" || (filter === "missed" ? now?.status === "missed" : !stands(now, before))

/** How far along the bar a margin reaches, -1 to 1: a quarter of the requirement fills it. */
const reach = ({ margin, required }: Standing): number => {
  const size = Math.abs(required)
  const part = size === 0 ? Math.sign(margin) : margin / size
  return Math.max(-1, Math.min(1, part * 4))
}

/** Where a margin's bar begins and ends, in percent: to a quarter of one, less than a screen shows. */
const barOf = (standing: Standing): string => {
  const at = 50 + Math.round(reach(standing) * 200) / 4
  return `--from:${Math.min(50, at)}%;--to:${Math.max(50, at)}%`
}

/** What a target comes to, and by how much it differs from what is asked; without a base there is neither. */
const toldOf = (
  target: Target.Target,
  unit: ReturnType<typeof UnitText.of>,
  standing: Standing,
  lacksBase: boolean,
  language: "en" | "zh"
) => {
  const { margin, projected, required } = standing
  const name = Figure.unitName(unit, language)
  const decimals =
    margin === 0 || lacksBase ? Figure.decimals(unit, required) : Figure.decimalsApart(unit, required, projected)
  const asked =
    target.requirement === undefined
      ? Words.all.falling[language]
      : `${comparisons[target.requirement.comparison]}${Figure.of(required, unit, decimals)}`
  return {
    margin: lacksBase ? "–" : Figure.difference(margin, unit, language, decimals),
    told: `${lacksBase ? Words.all.no_base[language] : Figure.of(projected, unit, decimals)} / ${asked}${name === "" ? "" : ` ${name}`}`
  }
}

/** The row of a target; nothing where it is not to be shown. */
export const TargetRow = ({
  filter,
  target
}: {
  readonly target: Target.Target
  readonly filter: ReadonlySignal<Filter>
}) => {
  const { findings, part, store } = useShared()
  const { say, word, zh } = useSpeech()
  const unit = useMemo(() => UnitText.of(store.place.model.units, Target.unitOf(target)), [target])
  const row = useRef<HTMLLIElement>(null)
  const standing = useSeen(store.standing(target.name), row)
  const shown = useComputed(() => isShown(filter.value, standing.value, store.before.value.standings.get(target.name)))
  const flipped = useComputed(() => {
    const before = store.before.value.standings.get(target.name)
    const status = standing.value?.status
    if (before === undefined || before.status === status) return undefined
    return status === "met" ? "nowMet" : status === "missed" ? "nowMissed" : undefined
  })
  const others = useComputed(() =>
    store.count.value === 1
      ? ""
      : store.outcomes.value.map(({ standings }) => markOf(standings.get(target.name))).join(" ")
  )
  const sign = useRef<HTMLSpanElement>(null)
  const margin = useRef<HTMLSpanElement>(null)
  const told = useRef<HTMLSpanElement>(null)
  const bar = useRef<HTMLSpanElement>(null)
  Writing.useWriting(() => {
    if (row.current === null) return
    const language = store.language.value
    const now = standing.value
    const mark = markOf(now)
    const look = `target ${mark}`
    if (row.current.className !== look) row.current.className = look
    Writing.text(sign.current?.firstChild, marks[mark])
    Writing.attribute(sign.current, "aria-label", Words.all[mark][language])
    // A standing changes with its base: the outcome is not listened to.
    const lacksBase = Assess.lacksBaseIn(target, store.outcome.peek().trajectory)
    const says = now === undefined ? undefined : toldOf(target, unit, now, lacksBase, language)
    Writing.text(margin.current?.firstChild, says?.margin ?? "")
    Writing.text(told.current?.firstChild, says?.told ?? Words.all.not_assessed[language])
    Writing.style(bar.current, now === undefined || lacksBase ? "" : barOf(now))
  })
  if (!shown.value) return null
  const several = others.value === "" ? [] : (others.value.split(" ") as ReadonlyArray<Mark>)
  return (
    <li ref={row} data-target={target.name}>
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
        <span class="sign" role="img" ref={sign}>
          {""}
        </span>
        <span class="label">
          {say(target.label)}
          {flipped.value !== undefined && <em>{word(flipped.value)}</em>}
        </span>
        <span class="margin" ref={margin}>
          {""}
        </span>
        <span class="told" ref={told}>
          {""}
          {target.by !== store.due && <span class="by">{target.by}</span>}
        </span>
        <span class="bar" aria-hidden="true" ref={bar} />
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
