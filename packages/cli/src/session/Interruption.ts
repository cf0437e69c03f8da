/**
 * What is said of a command that the user interrupts: that it was, and what it leaves on record.
 *
 * Only what is true is said. Work that leaves something elsewhere than in the store, or that goes on until it is
 * interrupted, says so beforehand, see `Left`, and work that tells itself how to go on says that it did; nothing is said
 * twice.
 */
import type { Label } from "@gongfu/core/document/Label"
import * as Effect from "effect/Effect"
import * as Prose from "../render/Prose.ts"
import * as Left from "./Left.ts"
import { say, Session, type Shape } from "./Session.ts"

/** The sessions whose interruption was told in words of the work's own. */
const told = new WeakSet<Shape>()

/** What is to be said of an interruption; nothing where the work has said it. */
const label = (session: Shape): Label | undefined => {
  if (told.has(session)) return undefined
  const kept = Left.kept(session)
  if (kept !== undefined) return { en: `interrupted; ${kept.en}`, zh: `已中断；${kept.zh}` }
  return Left.isElsewhere(session)
    ? { en: "interrupted", zh: "已中断" }
    : { en: "interrupted; nothing was recorded", zh: "已中断，未记录任何内容" }
}

/** Tells of an interruption in words of the work's own, which say how to go on. */
export const tellOwn = (words: Label): Effect.Effect<void, never, Session> =>
  Session.use((session) =>
    Effect.sync(() => {
      told.add(session)
      session.tell(Prose.wrap(say(session, words), session.width).join("\n"))
    })
  )

/** Tells of an interruption on standard error, unless that was done. */
export const tell = (session: Shape): void => {
  const words = label(session)
  if (words !== undefined) session.tell(Prose.wrap(say(session, words), session.width).join("\n"))
}
