/**
 * `gongfu compare` of ensembles: how often one is better than the first on each target, and what is regretted.
 *
 * Ends with code 0 when no member tells them apart, 2 when one does.
 */
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import type { EventStore } from "@gongfu/core/store/EventStore"
import type { StoreError } from "@gongfu/core/store/StoreError"
import * as Effect from "effect/Effect"
import * as Ensembles from "../ensembles/Ensembles.ts"
import { Ended, type Failure, Refused } from "../session/Failure.ts"
import * as Pairs from "../ensembles/Pairs.ts"
import * as Records from "../records/Records.ts"
import * as Document from "../render/Document.ts"
import * as PairedJson from "../render/PairedJson.ts"
import * as PairedText from "../render/PairedText.ts"
import * as Format from "../session/Format.ts"
import { Session } from "../session/Session.ts"

const otherDraws = (a: string, b: string): Refused =>
  new Refused({
    kind: "OtherDraws",
    problem: {
      en: `${a} and ${b} are not on the same draws of one place`,
      zh: `${a} 与 ${b} 并非同一地区、同一抽样`
    },
    remedy: {
      en: "carry them out together: gongfu ensemble A.yaml B.yaml, with one seed",
      zh: "请一并推演：gongfu ensemble A.yaml B.yaml，使用同一随机种子"
    }
  })

const notBoth = (run: string): Refused =>
  new Refused({
    kind: "RunAndEnsemble",
    problem: { en: `${run} is no ensemble, and the others are`, zh: `${run} 不是集合推演，而其余是` },
    remedy: { en: "compare runs with runs and ensembles with ensembles", zh: "请将推演与推演、集合推演与集合推演比较" }
  })

const drawsOf = ({ started }: Ensembles.Recorded): string => {
  const { model, targets } = started.fingerprints
  return Fingerprint.canonical({ design: started.design, model, targets })
}

const read = (
  names: ReadonlyArray<string>
): Effect.Effect<ReadonlyArray<Ensembles.Recorded>, StoreError | Failure, EventStore | Session> =>
  Effect.flatMap(
    Ensembles.findAll(names),
    Effect.forEach(({ id, isEnsemble }, i) => (isEnsemble ? Ensembles.read(id) : Effect.fail(notBoth(names[i]!))))
  )

/** Compares ensembles on record. */
export const compare = (input: {
  readonly sides: ReadonlyArray<string>
  readonly markdown: boolean
  readonly all: boolean
}): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { language, palette, width } = session
    const recorded = yield* Records.withStore("read", read(input.sides))
    const [first] = recorded
    const stranger = recorded.find((one) => drawsOf(one) !== drawsOf(first!))
    if (stranger !== undefined) return yield* otherDraws(first!.id, stranger.id)
    const sides = recorded.map(({ id, scenario }) => ({ id, title: scenario.title }))
    const { members, targets } = yield* Pairs.of(recorded.map(Ensembles.orderOf), undefined)
    const shown: PairedText.Shown = { place: first!.place, sides, members, targets, all: input.all }
    if (session.json) session.print(Format.line("compare", { comparison: PairedJson.of(shown) }))
    else {
      const document = PairedText.document(shown, language)
      session.print(input.markdown ? Document.markdown(document) : Document.text(document, width, palette))
    }
    if (targets.some(({ duels }) => duels.some(({ same }) => same < members))) return yield* new Ended({ code: 2 })
  })
