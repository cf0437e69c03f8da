/**
 * `gongfu verify`: whether the record can be trusted.
 *
 * First the store itself: every event against its hash, every document against
 * its fingerprint. Then every run is computed again from its own stored model
 * and scenario and held against its record, event for event.
 *
 * Ends with code 0 when all is as recorded, 2 when something differs.
 */
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import type { StoreFault } from "@gongfu/core/store/StoreFault"
import { EventStore } from "@gongfu/core/store/EventStore"
import type { StoreError } from "@gongfu/core/store/StoreError"
import * as Effect from "effect/Effect"
import { Ended, type Failure } from "../Failure.ts"
import * as Recompute from "../Recompute.ts"
import * as Records from "../Records.ts"
import * as Document from "../render/Document.ts"
import { format, Session } from "../Session.ts"

interface Verdict {
  readonly id: string
  readonly outcome: Recompute.Outcome
}

/** Recomputes a run; one that cannot be read any more has that as its outcome. */
const verdict = (id: string): Effect.Effect<Verdict, never, EventStore> =>
  Records.read(id).pipe(
    Effect.map((recorded): Verdict => ({ id, outcome: Recompute.of(recorded) })),
    Effect.catch((error: StoreError | Failure) =>
      Effect.succeed<Verdict>({ id, outcome: { kind: "unreadable", says: Recompute.reason(error) } })
    )
  )

const document = (
  faults: ReadonlyArray<StoreFault>,
  verdicts: ReadonlyArray<Verdict>,
  counts: { readonly events: number; readonly artifacts: number },
  { language, palette }: Pick<Session["Service"], "language" | "palette">
): Document.Document => {
  const zh = language === "zh"
  const intact = zh
    ? `✓ 存储完好：${counts.events} 个事件的哈希链与 ${counts.artifacts} 份文档的指纹均相符。`
    : `✓ the store is whole: the hashes of ${counts.events} events and the fingerprints of ${counts.artifacts} documents hold.`
  return [
    faults.length === 0
      ? { paragraph: intact, tone: "good" }
      : {
          paragraph: zh ? `✗ 存储中有 ${faults.length} 处问题：` : `✗ the store has ${faults.length} faults:`,
          tone: "bad"
        },
    ...(faults.length === 0 ? [] : [{ list: faults.map((fault) => fault.problem[language]) }]),
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
    const { checked, verdicts } = yield* Records.withStore(
      "read",
      Effect.gen(function* () {
        const store = yield* EventStore
        const verification = yield* store.verify
        const ids =
          input.runs.length > 0
            ? yield* Effect.forEach(input.runs, Records.find)
            : (yield* store.streams).map(({ stream }) => stream)
        return { checked: verification, verdicts: yield* Effect.forEach(ids, verdict) }
      })
    )
    if (session.json) {
      const runs = verdicts.map(({ id, outcome }) => ({ id, ...outcome, says: Recompute.says(outcome) }))
      session.print(Fingerprint.canonical(JSON.parse(JSON.stringify({ format, store: checked, runs })) as object))
    } else
      session.print(Document.text(document(checked.faults, verdicts, checked, session), session.width, session.palette))
    if (checked.faults.length > 0 || verdicts.some(({ outcome }) => outcome.kind !== "identical"))
      return yield* new Ended({ code: 2 })
  })
