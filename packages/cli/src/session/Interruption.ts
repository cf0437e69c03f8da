/**
 * What is said of a command that the user interrupts: that it was, and what it leaves on record.
 *
 * Only what is true is said. Work that leaves something elsewhere than in the store, or that goes on until it is
 * interrupted, says so beforehand, and work that tells itself how to go on says that it did; nothing is said twice.
 */
import type { Label } from "@gongfu/core/document/Label"
import * as Effect from "effect/Effect"
import * as Prose from "../render/Prose.ts"
import { say, Session, type Shape } from "./Session.ts"

/** What a command has left so far. */
interface Left {
  /** The streams that it recorded something of, in the order of their first. */
  readonly streams: Set<string>
  /** Whether that nothing was recorded would be wrong, or beside the point. */
  elsewhere: boolean
  told: boolean
}

const commands = new WeakMap<Shape, Left>()

const leftBy = (session: Shape): Left => {
  const left = commands.get(session) ?? { streams: new Set(), elsewhere: false, told: false }
  commands.set(session, left)
  return left
}

/** Notes that something of a stream was recorded. */
export const recorded = (session: Shape, stream: string): void => void leftBy(session).streams.add(stream)

/** From here on the command leaves something outside the store, or waits for nothing but its interruption. */
export const elsewhere: Effect.Effect<void, never, Session> = Session.use((session) =>
  Effect.sync(() => {
    leftBy(session).elsewhere = true
  })
)

/** How many streams are named. */
const most = 5

/** What is to be said of an interruption; nothing where the work has said it. */
const label = ({ elsewhere: isElsewhere, streams, told }: Left): Label | undefined => {
  if (told) return undefined
  const [some, count] = [[...streams].slice(0, most), streams.size]
  if (count > 0)
    return {
      en: `interrupted; what was recorded by then stays on record: ${some.join(", ")}${count > most ? `, … (${count} in all)` : ""}`,
      zh: `已中断；此前已记录的内容予以保留：${some.join("、")}${count > most ? ` 等 ${count} 项` : ""}`
    }
  return isElsewhere
    ? { en: "interrupted", zh: "已中断" }
    : { en: "interrupted; nothing was recorded", zh: "已中断，未记录任何内容" }
}

/** Tells of an interruption in words of the work's own, which say how to go on. */
export const tellOwn = (words: Label): Effect.Effect<void, never, Session> =>
  Session.use((session) =>
    Effect.sync(() => {
      leftBy(session).told = true
      session.tell(Prose.wrap(say(session, words), session.width).join("\n"))
    })
  )

/** Tells of an interruption on standard error, unless that was done. */
export const tell = (session: Shape): void => {
  const words = label(leftBy(session))
  if (words !== undefined) session.tell(Prose.wrap(say(session, words), session.width).join("\n"))
}
