/**
 * Events as the store keeps them: type, schema, and the rest as canonical JSON.
 *
 * Writing is strict: only what the newest schema of the type describes, no
 * key more, no number that JSON would change. Reading is tolerant and lasts
 * for ever: a key that has been added is passed over, and a payload of an
 * older schema is brought up, version by version, by the upcasters below. A
 * type, or a schema, that this program has never heard of is not guessed at.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Label } from "../document/Label.ts"
import { later } from "../document/Later.ts"
import { isYear } from "../document/Number.ts"
import * as Event from "../run/Event.ts"
import * as Fingerprint from "../fingerprint/Fingerprint.ts"
import * as Ensemble from "../ensemble/EnsembleEvent.ts"
import * as EventText from "../run/EventText.ts"
import { shown } from "../document/ForeignText.ts"
import type { StoredEvent } from "./StoredEvent.ts"

/** An event as it is stored; `payload` is the canonical JSON of all but type and schema. */
export interface EncodedEvent {
  readonly type: string
  readonly schema: number
  readonly payload: string
}

/** Why a stored event cannot be read. `known` is the newest schema of the type, absent when the type is unknown. */
export type Unreadable =
  | { readonly _tag: "Unknown"; readonly known: number | undefined }
  | { readonly _tag: "Malformed"; readonly detail: Label }

type Payload = { readonly [key: string]: unknown }

/** Brings the payload of one type from `schema` to `schema + 1`. It may rely on the shape: the hash chain vouches for it. */
export interface Upcaster {
  readonly type: StoredEvent["type"]
  readonly schema: number
  readonly up: (payload: Payload) => Payload
}

type Types = { readonly [E in StoredEvent as E["type"]]: E["schema"] }

/** The newest schema of every type: the one that is written. */
export const newest: Types = {
  RunStarted: 1,
  LeverAdjusted: 2,
  AssumptionChanged: 2,
  ShockApplied: 1,
  YearProjected: 1,
  TargetAssessed: 1,
  MilestoneReached: 1,
  RunFailed: 1,
  RunCompleted: 1,
  EnsembleStarted: 1,
  EnsembleSummarised: 1
}

/** Only a scenario could set anything when events did not yet say by whom. */
const byScenario = (payload: Payload): Payload => ({ ...payload, by: "scenario" })

/** Every upcaster there is. */
const registry: ReadonlyArray<Upcaster> = [
  { type: "LeverAdjusted", schema: 1, up: byScenario },
  { type: "AssumptionChanged", schema: 1, up: byScenario }
]

const isKnown = (type: string): type is StoredEvent["type"] => Object.hasOwn(newest, type)

/** The newest schema of a type, or undefined for a type that does not exist. */
export const known = (type: string): number | undefined => (isKnown(type) ? newest[type] : undefined)

interface Codec {
  readonly encode: (event: unknown) => Result.Result<unknown, Schema.SchemaError>
  readonly decode: (data: unknown) => Result.Result<StoredEvent, Schema.SchemaError>
}

/** A codec whose two ways are worked out when they are first gone: most commands go few of them. */
const codec = (schema: Schema.Codec<StoredEvent, unknown>): Codec => {
  const encoder = later(() => Schema.encodeUnknownResult(schema, { onExcessProperty: "error" }))
  const decoder = later(() => Schema.decodeUnknownResult(schema))
  return { encode: (event) => encoder()(event), decode: (data) => decoder()(data) }
}

const codecs: { readonly [T in StoredEvent["type"]]: Codec } = {
  RunStarted: codec(Event.RunStarted),
  LeverAdjusted: codec(Event.LeverAdjusted),
  AssumptionChanged: codec(Event.AssumptionChanged),
  ShockApplied: codec(Event.ShockApplied),
  YearProjected: codec(Event.YearProjected),
  TargetAssessed: codec(Event.TargetAssessed),
  MilestoneReached: codec(Event.MilestoneReached),
  RunFailed: codec(Event.RunFailed),
  RunCompleted: codec(Event.RunCompleted),
  EnsembleStarted: codec(Ensemble.EnsembleStarted),
  EnsembleSummarised: codec(Ensemble.EnsembleSummarised)
}

/** Encodes an event by the newest schema of its type, or says why it cannot be stored. */
export const encode = (event: StoredEvent): Result.Result<EncodedEvent, Label> => {
  const { type, schema } = event
  if (!isKnown(type))
    return Result.fail({ en: `there is no event ${shown(type)}`, zh: `没有名为 ${shown(type)} 的事件` })
  const checked = codecs[type].encode(event)
  if (Result.isFailure(checked)) {
    const detail = `${type}: ${checked.failure.message}`
    return Result.fail({ en: detail, zh: detail })
  }
  // The schemas let through half a character, which has no bytes in UTF-8.
  return Result.try({
    try: () => ({ type, schema, payload: EventText.of(event) }),
    catch: (): Label => ({ en: `${type}: a text is not Unicode`, zh: `${type}：含有非 Unicode 文本` })
  })
}

/** Decodes a stored event as of now: every upcaster applied, unknown keys passed over. */
export const decode = (encoded: EncodedEvent): Result.Result<StoredEvent, Unreadable> => decodeWith(registry)(encoded)

/** `decode` with upcasters other than this program's own. */
export const decodeWith =
  (upcasters: ReadonlyArray<Upcaster>) =>
  ({ type, schema, payload }: EncodedEvent): Result.Result<StoredEvent, Unreadable> => {
    if (!isKnown(type)) return Result.fail({ _tag: "Unknown", known: undefined })
    const parsed = parse(payload)
    if (parsed === undefined) return malformed({ en: "its payload is not a JSON object", zh: "其内容不是 JSON 对象" })
    let current = parsed
    for (let from = schema; from !== newest[type]; from++) {
      const upcaster = upcasters.find((candidate) => candidate.type === type && candidate.schema === from)
      if (upcaster === undefined) return Result.fail({ _tag: "Unknown", known: newest[type] })
      current = upcaster.up(current)
    }
    const plain = plainly(type, current)
    if (plain !== undefined) return Result.succeed(plain)
    const decoded = codecs[type].decode({ ...current, type, schema: newest[type] })
    return Result.isSuccess(decoded)
      ? Result.succeed(decoded.success)
      : malformed({ en: decoded.failure.message, zh: decoded.failure.message })
  }

// internal

const statuses: ReadonlySet<unknown> = new Set(Event.Status.literals)
const settlers: ReadonlySet<unknown> = new Set(Event.By.literals)
const isText = (value: unknown): boolean => typeof value === "string"
const isStatus = (value: unknown): boolean => statuses.has(value)
const isSettler = (value: unknown): boolean => settlers.has(value)

type Guards = Readonly<Record<string, (value: unknown) => boolean>>

/** What each key of the types that make up nearly all of a log has to be, in the order of the schema. */
const guards: { readonly [T in StoredEvent["type"]]?: Guards } = {
  LeverAdjusted: { year: isYear, lever: isText, from: Event.isNumber, to: Event.isNumber, by: isSettler },
  AssumptionChanged: { year: isYear, name: isText, from: Event.isNumber, to: Event.isNumber, by: isSettler },
  YearProjected: { year: isYear, values: Event.isValues },
  TargetAssessed: {
    year: isYear,
    target: isText,
    required: Event.isNumber,
    projected: Event.isNumber,
    margin: Event.isNumber,
    status: isStatus
  },
  MilestoneReached: { year: isYear, milestone: isText }
}

/**
 * The event of a payload that has each key of these types, no other, and nothing in them that is amiss. Nothing for any
 * other payload: then the schema has to judge.
 */
const plainly = (type: StoredEvent["type"], payload: Payload): StoredEvent | undefined => {
  const expected = guards[type]
  if (expected === undefined || Object.keys(payload).length !== Object.keys(expected).length) return undefined
  const event: Record<string, unknown> = { type, schema: newest[type] }
  for (const key in expected) {
    const value = Object.hasOwn(payload, key) ? payload[key] : undefined
    if (!expected[key]!(value)) return undefined
    event[key] = value
  }
  return event as unknown as StoredEvent
}

const malformed = (detail: Label): Result.Result<never, Unreadable> => Result.fail({ _tag: "Malformed", detail })

const parse = (payload: string): Payload | undefined => {
  try {
    const data: unknown = JSON.parse(payload)
    // Half a character, written as an escape: no writer lets one through.
    // The search for a backslash is quick and finds none in a year's numbers; the pattern would look at every letter.
    if (payload.includes("\\") && /\\ud[89a-f]/i.test(payload)) Fingerprint.canonical(data as object)
    return typeof data === "object" && data !== null && !Array.isArray(data) ? (data as Payload) : undefined
  } catch {
    return undefined
  }
}
