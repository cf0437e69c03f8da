/**
 * What a command has left behind so far: what stays of it whatever ends it, be it an interruption, a fault or output that
 * cannot be written.
 *
 * Each run, and each year of one that is carried on, is recorded for itself; so a command that ends in the midst may
 * have recorded some of what it was asked for. What is done at a stroke and is no event of a run, such as a tag, is told
 * in words of the command's own.
 */
import type { Label } from "@gongfu/core/document/Label"
import * as Effect from "effect/Effect"
import * as Prose from "../render/Prose.ts"
import { say, Session, type Shape } from "./Session.ts"

/** What a command has done at a stroke, and the command that shows it. */
export interface Done {
  readonly what: Label
  readonly shownBy: string
}

/** What a command has left so far. */
interface Left {
  /** The streams that it recorded something of, in the order of their first. */
  readonly streams: Set<string>
  /** Whether that nothing was recorded would be wrong, or beside the point. */
  elsewhere: boolean
  done: Done | undefined
}

const commands = new WeakMap<Shape, Left>()

const leftBy = (session: Shape): Left => {
  const left = commands.get(session) ?? { streams: new Set(), elsewhere: false, done: undefined }
  commands.set(session, left)
  return left
}

/** Notes that something of a stream was recorded. */
export const recorded = (session: Shape, stream: string): void => void leftBy(session).streams.add(stream)

/** Notes what a command has done at a stroke. */
export const did = (session: Shape, done: Done): void => {
  leftBy(session).done = done
}

/** From here on the command leaves something outside the store, or waits for nothing but its interruption. */
export const elsewhere: Effect.Effect<void, never, Session> = Session.use((session) =>
  Effect.sync(() => {
    leftBy(session).elsewhere = true
  })
)

/** Whether a command may have left something outside the store. */
export const isElsewhere = (session: Shape): boolean => leftBy(session).elsewhere

/** The streams that a command has recorded something of, in the order of their first. */
export const streams = (session: Shape): ReadonlyArray<string> => [...leftBy(session).streams]

/** How many streams are named. */
const most = 5

/** That what a command recorded stays on record, with its names; nothing where it recorded none. */
export const onRecord = (session: Shape): Label | undefined => {
  const all = streams(session)
  const [some, count] = [all.slice(0, most), all.length]
  return count === 0
    ? undefined
    : {
        en: `what was recorded by then stays on record: ${some.join(", ")}${count > most ? `, … (${count} in all)` : ""}`,
        zh: `此前已记录的内容予以保留：${some.join("、")}${count > most ? ` 等 ${count} 项` : ""}`
      }
}

/** What stays of a command, in its own words or as what is on record; nothing where nothing is known to. */
export const kept = (session: Shape): Label | undefined => leftBy(session).done?.what ?? onRecord(session)

/** The command that shows what stays of a command; nothing where nothing is known to. */
export const shownBy = (session: Shape): Label | undefined => {
  const { done, streams: all } = leftBy(session)
  if (done !== undefined) return { en: done.shownBy, zh: done.shownBy }
  const [first, ...others] = all
  if (first === undefined) return undefined
  return others.length === 0
    ? { en: `gongfu show ${first}`, zh: `gongfu show ${first}` }
    : { en: "gongfu show ID", zh: "gongfu show 编号" }
}

/** Tells on standard error what stays on record, where there is anything. */
export const tell = (session: Shape): void => {
  const told = onRecord(session)
  if (told !== undefined) session.tell(Prose.wrap(say(session, told), session.width).join("\n"))
}
