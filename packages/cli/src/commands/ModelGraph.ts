/** `gongfu model graph`: which variable needs which, as Mermaid. */
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Effect from "effect/Effect"
import type { Failure } from "../Failure.ts"
import * as Load from "../Load.ts"
import * as Mermaid from "../render/Mermaid.ts"
import { format, Session } from "../Session.ts"

/** Prints the flowchart of a place's model. */
export const graph = (input: { readonly place: string }): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { model } = yield* Load.place(input.place)
    const chart = Mermaid.flowchart(model, session.language)
    session.print(session.json ? Fingerprint.canonical({ format, model: model.name, mermaid: chart }) : chart)
  })
