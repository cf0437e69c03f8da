/**
 * A run on record, computed again from its own stored model and scenario, and from what was set by hand.
 *
 * Two runs are identical when they have the same events. Where they part, the
 * first year is named and, in it, the first variable of the model that
 * differs; when no value differs, the kind of event that does.
 */
import * as ForeignText from "@gongfu/core/document/ForeignText"
import type { Label } from "@gongfu/core/document/Label"
import * as Indicator from "@gongfu/core/model/Indicator"
import * as RunState from "@gongfu/core/run/RunState"
import * as Engine from "@gongfu/core/run/Engine"
import * as Repeat from "@gongfu/core/run/Repeat"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import type { StoreError } from "@gongfu/core/store/StoreError"
import type { Failure } from "../session/Failure.ts"
import type { Recorded } from "../records/Records.ts"

/** What came of computing a run again. */
export type Outcome =
  | { readonly kind: "identical" }
  | { readonly kind: "unreadable"; readonly says: Label }
  | {
      readonly kind: "different_value"
      readonly year: number
      readonly indicator: string
      readonly label: Label
      readonly recorded: number
      readonly computed: number
      readonly otherEngine: boolean
    }
  | {
      readonly kind: "different_summary"
      /** The way to the first number of the summary that differs: `targets.3.met`. */
      readonly at: string
      readonly recorded: number | string | null
      readonly computed: number | string | null
      readonly otherEngine: boolean
    }
  | {
      readonly kind: "different_event"
      /** From 1, as in the store. */
      readonly version: number
      readonly recorded: string | undefined
      readonly computed: string | undefined
      readonly otherEngine: boolean
    }

/** Why a run could not be read. */
export const reason = (error: StoreError | Failure): Label =>
  error._tag === "Faulty"
    ? error.faults[0]!.problem
    : error._tag === "Ended"
      ? { en: "ended", zh: "已结束" }
      : error.problem

/** Why a run could not be computed at all: what was thrown over what its record says. */
export const impossible = (thrown: unknown): Label => {
  const plain = ForeignText.shown(thrown instanceof Error ? thrown.message : String(thrown))
  return { en: `cannot be computed again: ${plain}`, zh: `无法重新计算：${plain}` }
}

/** Computes a run again and holds it against its record. */
export const of = ({ events, place, scenario, state }: Recorded): Outcome => {
  const { model } = place
  const computed = Repeat.of({ ...place, digest }, scenario, Repeat.asked(events))
  const otherEngine = state.started?.fingerprints.engine !== Engine.fingerprint
  const length = Math.max(events.length, computed.events.length)
  const at = Array.from({ length }, (_, i) => i).find((i) => !Repeat.sameEvent(events[i], computed.events[i]))
  if (at === undefined) return { kind: "identical" }
  const before = RunState.replay(model, events)
  const [a, b] = [before.trajectory, computed.state.trajectory]
  for (const year of Trajectory.years({ from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) }))
    for (const { label, name, slot } of Indicator.all(model)) {
      const [recorded, now] = [Trajectory.at(a, slot, year), Trajectory.at(b, slot, year)]
      if (recorded !== now)
        return { kind: "different_value", year, indicator: name, label, recorded, computed: now, otherEngine }
    }
  return {
    kind: "different_event",
    version: at + 1,
    recorded: events[at]?.type,
    computed: computed.events[at]?.type,
    otherEngine
  }
}

/** An outcome in words. */
export const says = (outcome: Outcome): Label => {
  if (outcome.kind === "identical") return { en: "identical", zh: "完全一致" }
  if (outcome.kind === "unreadable") return outcome.says
  const engine: Label = outcome.otherEngine
    ? { en: " (recorded by another version of the engine)", zh: "（由其他版本的引擎记录）" }
    : { en: "", zh: "" }
  if (outcome.kind === "different_value") {
    const { computed, indicator, label, recorded, year } = outcome
    return {
      en: `first differs in ${year} at ${label.en} (${indicator}): recorded ${recorded}, computed ${computed}${engine.en}`,
      zh: `自 ${year} 年起不同，首个变量为${label.zh}（${indicator}）：记录为 ${recorded}，重算为 ${computed}${engine.zh}`
    }
  }
  if (outcome.kind === "different_summary") {
    const { at, computed, recorded } = outcome
    return {
      en: `first differs at ${at} of the summary: recorded ${recorded ?? "nothing"}, computed ${computed ?? "nothing"}${engine.en}`,
      zh: `汇总自 ${at} 起不同：记录为 ${recorded ?? "无"}，重算为 ${computed ?? "无"}${engine.zh}`
    }
  }
  const { computed, recorded, version } = outcome
  return {
    en: `first differs at event ${version}: recorded ${recorded ?? "nothing"}, computed ${computed ?? "nothing"}${engine.en}`,
    zh: `自第 ${version} 个事件起不同：记录为 ${recorded ?? "无"}，重算为 ${computed ?? "无"}${engine.zh}`
  }
}
