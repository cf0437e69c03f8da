/**
 * `gongfu verify`: whether the record can be trusted.
 *
 * Every event is held against its hash and every document against its
 * fingerprint; and every run, finished, open, failed or forked, is computed
 * again from its own stored model, scenario and settings and held against its
 * record, event for event. The places that runs were made in need not stand
 * any more. A run that is named twice is told once. Where a hash does not hold, the store is gone through once more,
 * to name every fault by its position.
 *
 * Ends with code 0 when all is as recorded, 2 when something differs.
 */
import type { Label } from "@gongfu/core/document/Label"
import type { Verification } from "@gongfu/core/store/Integrity"
import type { StoreFault } from "@gongfu/core/store/StoreFault"
import * as Whole from "@gongfu/core/store/Whole"
import { EventStore } from "@gongfu/core/store/EventStore"
import type { StoreError } from "@gongfu/core/store/StoreError"
import * as Effect from "effect/Effect"
import { Ended, type Failure, Refused } from "../session/Failure.ts"
import * as Auditors from "../audit/Auditors.ts"
import * as LongWork from "../session/LongWork.ts"
import * as Recompute from "../audit/Recompute.ts"
import * as Records from "../records/Records.ts"
import * as References from "../records/References.ts"
import * as Document from "../render/Document.ts"
import * as Count from "@gongfu/core/wording/Count"
import * as Figure from "@gongfu/core/wording/Figure"
import * as Format from "../session/Format.ts"
import { Session } from "../session/Session.ts"

interface Verdict {
  readonly id: string
  readonly outcome: Recompute.Outcome
}

const runsChecked: Label = { en: "runs checked", zh: "已核验推演" }

/** Checks the store, every stream of it, and computes chosen runs again, or all. */
const checkedBy = (
  names: ReadonlyArray<string>
): Effect.Effect<
  { readonly checked: Verification; readonly verdicts: ReadonlyArray<Verdict> },
  StoreError | Failure,
  EventStore | Session
> =>
  Effect.gen(function* () {
    const store = yield* EventStore
    const outline = yield* store.outline
    const { lastPosition: through, streams } = outline
    // What was recorded since is not checked, and no name means it.
    const there = new Set(streams)
    const known = names.length === 0 ? [] : (yield* store.streams).filter(({ stream }) => there.has(stream))
    const chosen = names.length === 0 ? streams : [...new Set(yield* References.allAmong(known, names))]
    const wanted = new Set(chosen)
    const tasks = streams.map((id) => ({ id, through, recompute: wanted.has(id) }))
    const { aside, audited } = yield* LongWork.told(runsChecked, tasks.length, (tell) =>
      Auditors.audit(tasks, store.surroundings, tell)
    )
    const outcomes = new Map(streams.map((id, i) => [id, audited[i]!.outcome!]))
    const whole = audited.flatMap((one) => one.whole ?? [])
    const checked: Verification = Whole.isStore(outline, aside, whole)
      ? {
          streams: streams.length,
          events: audited.reduce((sum, { events }) => sum + events, 0),
          artifacts: aside.documents.size,
          faults: []
        }
      : yield* store.verify
    return { checked, verdicts: chosen.map((id) => ({ id, outcome: outcomes.get(id)! })) }
  })

/** What to do about a store with faults. An event that is whole, and only unknown here, is no damage. */
const remedy = (faults: ReadonlyArray<StoreFault>): Label =>
  faults.every(({ kind }) => kind === "event_unknown")
    ? {
        en: "Nothing is damaged: read this store with the newer gongfu that wrote it.",
        zh: "推演库并未损坏：请用写入它的新版 gongfu 读取。"
      }
    : { en: "Restore the file from a copy.", zh: "请用备份恢复该文件。" }

/** A file in which not even the faults can be told apart. Any other command would send its user here. */
const beyondChecking = (failure: Failure): Failure =>
  failure._tag === "Refused" && failure.kind === "StoreDamaged"
    ? new Refused({
        kind: failure.kind,
        problem: failure.problem,
        remedy: {
          en: "nothing more can be told of it: restore the file from a copy",
          zh: "无法进一步检查：请用备份恢复该文件"
        }
      })
    : failure

const document = (
  faults: ReadonlyArray<StoreFault>,
  verdicts: ReadonlyArray<Verdict>,
  counts: { readonly events: number; readonly artifacts: number },
  { language, palette }: Pick<Session["Service"], "language" | "palette">
): Document.Document => {
  const zh = language === "zh"
  const [events, artifacts] = [counts.events, counts.artifacts].map((count) => Figure.fixed(count, 0))
  const intact = zh
    ? `✓ 推演库完好：${events} 个事件的哈希链与 ${artifacts} 份文档的指纹均相符。`
    : `✓ the store is whole: the hashes of ${Count.of(counts.events, "event")} and the fingerprints of ${Count.of(counts.artifacts, "document")} hold.`
  return [
    faults.length === 0
      ? { paragraph: intact, tone: "good" }
      : {
          paragraph: zh
            ? `✗ 推演库中有 ${faults.length} 处问题：`
            : `✗ the store has ${faults.length} ${faults.length === 1 ? "fault" : "faults"}:`,
          tone: "bad"
        },
    ...(faults.length === 0
      ? []
      : [{ list: faults.map((fault) => fault.problem[language]) }, { paragraph: remedy(faults)[language] }]),
    {
      table: {
        columns: [
          { head: "", align: "left" },
          { head: zh ? "推演" : "Run", align: "left" },
          { head: zh ? "重新计算" : "Computed again", align: "left", wraps: true }
        ],
        rows: verdicts.map(({ id, outcome }) => {
          const good = outcome.kind === "identical"
          return {
            cells: [
              { text: good ? "✓" : "✗", paint: good ? palette.good : palette.bad },
              { text: id },
              { text: Recompute.says(outcome)[language] }
            ]
          }
        })
      }
    }
  ]
}

/** Verifies chosen runs, or all of them. */
export const verify = (input: { readonly runs: ReadonlyArray<string> }): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { checked, verdicts } = yield* Effect.mapError(
      Records.withStore("read", checkedBy(input.runs)),
      beyondChecking
    )
    if (session.json) {
      const runs = verdicts.map(({ id, outcome: { kind, ...details }, outcome }) => ({
        id,
        outcome: kind,
        ...details,
        says: Recompute.says(outcome)
      }))
      session.print(Format.line("verify", JSON.parse(JSON.stringify({ store: checked, runs })) as object))
    } else
      session.print(Document.text(document(checked.faults, verdicts, checked, session), session.width, session.palette))
    if (checked.faults.length > 0 || verdicts.some(({ outcome }) => outcome.kind !== "identical"))
      return yield* new Ended({ code: 2 })
  })
