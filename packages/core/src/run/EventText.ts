/**
 * The text of an event: canonical JSON of all that it says, its type and schema apart.
 *
 * A result's fingerprint and a record both need it, and making it costs more than projecting the year that it tells;
 * it is made once and kept as long as the event, which never changes.
 */
import * as Fingerprint from "../fingerprint/Fingerprint.ts"
import type { RunEvent } from "./Event.ts"

/** What has a text: an event of any kind. */
interface Event {
  readonly type: string
  readonly schema: number
}

const kept = new WeakMap<Event, string>()

/** The text of an event, made now and kept by nobody: for an event that is gone as soon as its text is looked at. */
export const made = (event: Event): string => {
  const { type: _, schema: __, ...payload } = event
  // In order, so that nothing has to be sorted again.
  return Fingerprint.canonical(Object.fromEntries(Object.entries(payload).toSorted(([a], [b]) => (a < b ? -1 : 1))))
}

/** The text of a lever's event, made at once: a run has a hundred of them, and their keys are known. */
export const ofLever = (event: Extract<RunEvent, { readonly type: "LeverAdjusted" }>): string => {
  const { by, from, lever, reason, to, year } = event
  return reason === undefined
    ? `{"by":"${by}","from":${from},"lever":${JSON.stringify(lever)},"to":${to},"year":${year}}`
    : made(event)
}

/** The text of an event. An event with NaN, an infinity or half a character is a defect of the caller and throws. */
export const of = (event: Event): string => {
  const known = kept.get(event)
  if (known !== undefined) return known
  const text = made(event)
  kept.set(event, text)
  return text
}
