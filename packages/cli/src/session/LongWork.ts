/**
 * Work that takes long: how far it has come is told on standard error until it ends, however it ends, and between its
 * steps the user may interrupt it.
 */
import type { Label } from "@gongfu/core/document/Label"
import * as Effect from "effect/Effect"
import * as Progress from "../render/Progress.ts"
import { Session } from "./Session.ts"

/** Does work on `of` things and tells how many of them are done, as such or in per cent. */
export const told = <A, E, R>(
  what: Label,
  of: number,
  work: (tell: Progress.Progress["tell"]) => Effect.Effect<A, E, R>,
  options: { readonly percent?: boolean } = {}
): Effect.Effect<A, E, R | Session> =>
  Session.use(({ language }) =>
    Effect.suspend(() => {
      const { end, tell } = Progress.start(Progress.standardError, what, of, language, options)
      return work(tell).pipe(Effect.ensuring(Effect.sync(end)))
    })
  )

/** How long the thread is kept, in milliseconds, before an interruption is let in. */
const breath = 20

/** Carries out work that comes in steps; `tell` hears of each. */
export const inSteps = <Step, A>(steps: Generator<Step, A>, tell: (step: Step) => void = () => {}): Effect.Effect<A> =>
  Effect.gen(function* () {
    for (let since = performance.now(); ;) {
      const { done, value } = steps.next()
      if (done === true) return value
      tell(value)
      if (performance.now() - since < breath) continue
      yield* Effect.yieldNow
      since = performance.now()
    }
  })

/** Does work on `of` things; `tellOne` hears of each that is done. */
export const counted = <A, E, R>(
  what: Label,
  of: number,
  work: (tellOne: () => void) => Effect.Effect<A, E, R>
): Effect.Effect<A, E, R | Session> =>
  told(what, of, (tell) => {
    let done = 0
    return work(() => tell(++done))
  })
