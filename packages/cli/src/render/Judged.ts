/** A scenario that was held against its lock, and what each standing is called. */
import type { Comparison } from "@gongfu/core/analysis/Compare"
import type { Label } from "@gongfu/core/document/Label"
import type * as Standing from "@gongfu/core/lock/Standing"
import * as Verdict from "@gongfu/core/run/Verdict"
import type { Pair } from "@gongfu/scenarios/ScenarioFiles"
import type { Carried } from "../places/Locks.ts"
import * as AgainstText from "./AgainstText.ts"
import * as LockText from "./LockText.ts"

/** A scenario and how it stands. */
export interface Judged {
  readonly pair: Pair
  /** What it comes to now; nothing where it has faults. */
  readonly carried: Carried | undefined
  readonly standing: Standing.Standing
  /** The locked run, where it is on record, against the one of now; or that the store's own copy cannot be read. */
  readonly comparison: Comparison | "unreadable" | undefined
  /** Of a lock without scenario the scenario without lock that it fits, and the reverse; see `Renamed`. */
  readonly renamed?: Pair | undefined
  /** Whether the lock is one of another copy of the folder, see `Against`. */
  readonly against?: boolean
}

/** What each standing is called, in the order in which a check counts them. */
export const names: Record<Standing.Name, Label> = {
  same: { en: "same", zh: "一致" },
  changed: { en: "changed", zh: "结果已变" },
  broken: { en: "broken by a change elsewhere", zh: "受他处改动影响" },
  stale: { en: "lock out of date", zh: "锁定文件过时" },
  edited: { en: "lock edited", zh: "锁定文件被改动" },
  unlocked: { en: "not locked", zh: "未锁定" },
  orphaned: LockText.withoutScenario,
  unreadable: { en: "lock unreadable", zh: "锁定文件无法读取" },
  faulty: { en: "faulty", zh: "情景有错误" }
}

/** What a standing is called, against locks of its own or of another copy. */
export const called = (name: Standing.Name, { against }: Pick<Judged, "against">): Label =>
  (against === true ? AgainstText.names[name] : undefined) ?? names[name]

/** The file by which it is known: of a lock without its scenario the lock, but of one of another copy the scenario. */
export const fileOf = ({ against, pair, standing }: Judged): string =>
  standing.name === "orphaned" && against !== true ? pair.lock : pair.scenario

/** Whether its run stops before its last year: then it comes to nothing, be that as its lock says. */
export const stops = ({ carried }: Pick<Judged, "carried">): boolean => carried?.run.state.status === "failed"

/** Whether it is as its lock says, reaches its last year, and comes to all that is expected of it. */
export const isGood = (judged: Judged): boolean =>
  judged.standing.name === "same" && !stops(judged) && Verdict.allHold(judged.carried?.verdicts ?? [])
