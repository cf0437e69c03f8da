/** `gongfu model docs`: the reference of a model, as Markdown, as one HTML page, or as data. */
import * as Effect from "effect/Effect"
import type { Failure } from "../session/Failure.ts"
import * as Load from "../places/Load.ts"
import * as PageHtml from "../render/PageHtml.ts"
import * as PageMarkdown from "../render/PageMarkdown.ts"
import * as ReferencePage from "../render/ReferencePage.ts"
import * as Format from "../session/Format.ts"
import { Session } from "../session/Session.ts"

/** Prints the reference of a place's model. */
export const docs = (input: {
  readonly place: string
  readonly html: boolean
}): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const place = yield* Load.place(input.place)
    if (session.json) {
      session.print(
        Format.line("model docs", {
          place: place.name,
          model: place.model.name,
          fingerprint: place.model.fingerprint,
          ...ReferencePage.data(place)
        })
      )
      return
    }
    const page = ReferencePage.page(place, session.language)
    session.print(input.html ? PageHtml.html(page, session.language) : PageMarkdown.markdown(page))
  })
