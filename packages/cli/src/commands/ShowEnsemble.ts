/**
 * `gongfu show` of an ensemble: what was recorded of it. Nothing is carried out again.
 *
 * With `--indicator` or `--all` the quantiles of those; a year narrows nothing here and is refused.
 */
import type { Indicator } from "@gongfu/core/model/Indicator"
import * as Effect from "effect/Effect"
import * as Choose from "../options/Choose.ts"
import * as Ensembles from "../ensembles/Ensembles.ts"
import { type Failure, Refused } from "../session/Failure.ts"
import * as Document from "../render/Document.ts"
import * as EnsembleJson from "../render/EnsembleJson.ts"
import * as EnsembleText from "../render/EnsembleText.ts"
import * as Format from "../session/Format.ts"
import { Session } from "../session/Session.ts"

const noYears = new Refused({
  kind: "NoYears",
  problem: { en: "an ensemble is shown over all its years", zh: "集合推演按全部年份显示" },
  remedy: { en: "leave out --year; --json has every year", zh: "请去掉 --year；--json 含每一年" }
})

/** Shows an ensemble. */
export const show = (recorded: Ensembles.Recorded, input: Choose.Narrowing): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { language, palette, store, width } = session
    if (input.years.length > 0) return yield* noYears
    const { place, started } = recorded
    const told: ReadonlyArray<Indicator> = Ensembles.orderOf(recorded).indicators
    const chosen = yield* Choose.indicators(place.model, input.indicators)
    const indicators =
      chosen.length > 0 ? chosen : input.all || started.indicators !== undefined ? told : place.headline
    const shown = Ensembles.shownOf(recorded, { onRecord: undefined, store })
    if (session.json) {
      session.print(Format.line("show", { ensemble: EnsembleJson.of(shown) }))
      return
    }
    const document = EnsembleText.document(shown, { indicators, brief: false }, language, palette)
    session.print(Document.text(document, width, palette))
  })
