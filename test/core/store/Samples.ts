/** Events and documents for the tests of the store: hand-made ones, and arbitrary ones for properties. */
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import type { RunEvent, Value } from "@gongfu/core/run/Event"
import type { EventStore } from "@gongfu/core/store/EventStore"
import type { Artifact } from "@gongfu/core/store/Recorded"
import * as Seal from "@gongfu/core/store/Seal"
import type { AppendError } from "@gongfu/core/store/StoreError"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"

/** What to record: events at the end of a stream, and the artifacts that they refer to. */
export interface Append {
  readonly stream: string
  /** How many events the stream has, as the writer believes. */
  readonly expectedVersion: number
  readonly events: ReadonlyArray<RunEvent>
  readonly artifacts: ReadonlyArray<Artifact>
}

/** Seals events to follow the version that a writer believes in, and appends them. */
export const append = (
  store: typeof EventStore.Service,
  { stream, expectedVersion, events: added, artifacts }: Append
): Effect.Effect<Seal.Head, AppendError> =>
  Effect.gen(function* () {
    const head = yield* store.head(stream)
    const believed = head.version === expectedVersion ? head : { ...Seal.beginning, version: expectedVersion }
    return yield* store.append(yield* Effect.fromResult(Seal.seal(stream, believed, added)), artifacts)
  })

const kinds = ["place", "model", "targets", "scenario"] as const

const artifact = (kind: Artifact["kind"], content: object): Artifact => ({
  kind,
  content: Fingerprint.canonical(content),
  fingerprint: Fingerprint.of(content)
})

/** The four documents that a run refers to; `name` tells them from others. */
export const documents = (name: string): ReadonlyArray<Artifact> =>
  kinds.map((kind) => artifact(kind, { kind, name, title: "共同富裕" }))

const engine = "0".repeat(64)

export const started = (name: string): RunEvent => {
  const [place, model, targets, scenario] = documents(name).map(({ fingerprint }) => fingerprint) as [
    string,
    string,
    string,
    string
  ]
  return {
    type: "RunStarted",
    schema: 1,
    scenario: name,
    from: 2020,
    to: 2022,
    shortage: "refuse",
    fingerprints: { place, model, targets, scenario, engine }
  }
}

/** One event of every type but RunFailed. */
export const events = (name: string): ReadonlyArray<RunEvent> => [
  started(name),
  {
    type: "LeverAdjusted",
    schema: 2,
    year: 2021,
    lever: "land_rural_share",
    from: 0.28,
    to: 0.3,
    by: "analyst",
    reason: "乡村优先"
  },
  { type: "AssumptionChanged", schema: 2, year: 2021, name: "national_growth", from: 0.05, to: 0.045, by: "scenario" },
  { type: "AssumptionChanged", schema: 2, year: 2021, name: "drift[rural]", from: 1, to: 2, by: "scenario" },
  { type: "ShockApplied", schema: 1, year: 2021, shock: "slump", variable: "land_sales", times: 2 / 3, plus: 0 },
  {
    type: "YearProjected",
    schema: 1,
    year: 2021,
    values: { rural_income: 0.1 + 0.2, income: { rural: { wage: 1e21 }, urban: { wage: 5 } } }
  },
  {
    type: "TargetAssessed",
    schema: 1,
    year: 2021,
    target: "growth",
    required: 0.15,
    projected: 0.1423,
    margin: -0.0077,
    status: "missed"
  },
  { type: "MilestoneReached", schema: 1, year: 2021, milestone: "income_doubled" },
  { type: "RunCompleted", schema: 1, result: Fingerprint.ofText(name) }
]

export const failed: RunEvent = {
  type: "RunFailed",
  schema: 1,
  year: 2022,
  reason: "not_finite",
  variable: "growth",
  equation: "a / b",
  result: "NaN",
  inputs: { a: 0, b: 0 }
}

/** A whole run as it is appended. */
export const run = (name: string, stream = `${name}-00000001`): Append => ({
  stream,
  expectedVersion: 0,
  events: events(name),
  artifacts: documents(name)
})

const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n))
const year = fc.integer({ min: 1900, max: 2200 })
const word = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/)
const anyText = fc.string({ unit: "grapheme", maxLength: 12 })
const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    finite,
    fc.dictionary(word, tie("value"), { maxKeys: 3, noNullPrototype: true })
  )
})).value
const values = fc.dictionary(word, value, { maxKeys: 5, noNullPrototype: true })

const schema = fc.constant(1 as const)
const second = fc.constant(2 as const)
const by = fc.constantFrom("scenario" as const, "analyst" as const)
const type = <T extends RunEvent["type"]>(name: T): fc.Arbitrary<T> => fc.constant(name)

/** Any event that may follow the first. */
export const event: fc.Arbitrary<RunEvent> = fc.oneof<Array<fc.Arbitrary<RunEvent>>>(
  fc.record({ type: type("LeverAdjusted"), schema: second, year, lever: word, from: finite, to: finite, by }),
  fc.record({
    type: type("LeverAdjusted"),
    schema: second,
    year,
    lever: word,
    from: finite,
    to: finite,
    by,
    reason: anyText
  }),
  fc.record({ type: type("AssumptionChanged"), schema: second, year, name: word, from: finite, to: finite, by }),
  fc.record({ type: type("ShockApplied"), schema, year, shock: anyText, variable: word, times: finite, plus: finite }),
  fc.record({ type: type("YearProjected"), schema, year, values }),
  fc.record({
    type: type("TargetAssessed"),
    schema,
    year,
    target: word,
    required: finite,
    projected: finite,
    margin: finite,
    status: fc.constantFrom("met", "missed", "on_the_way")
  }),
  fc.record({ type: type("MilestoneReached"), schema, year, milestone: anyText }),
  fc.record({
    type: type("RunFailed"),
    schema,
    year,
    reason: fc.constantFrom("not_finite", "invariant_broken"),
    variable: word,
    equation: anyText,
    result: fc.oneof(finite, fc.constant("NaN")),
    inputs: fc.dictionary(word, fc.oneof(finite, fc.constant("Infinity")), { maxKeys: 3, noNullPrototype: true })
  }),
  fc.record({ type: type("RunCompleted"), schema, result: word.map(Fingerprint.ofText) })
)

/** A few streams of any events, as they are appended: each begins with its start and may come in two parts. */
export const history: fc.Arbitrary<ReadonlyArray<Append>> = fc
  .uniqueArray(word, { minLength: 1, maxLength: 3 })
  .chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc
          .tuple(fc.array(event, { minLength: 1, maxLength: 5 }), fc.array(event, { maxLength: 4 }))
          .map(([first, later]): ReadonlyArray<Append> => [
            { stream: name, expectedVersion: 0, events: [started(name), ...first], artifacts: documents(name) },
            { stream: name, expectedVersion: first.length + 1, events: later, artifacts: [] }
          ])
      )
    )
  )
  .map((parts) => [...parts.map((part) => part[0]!), ...parts.map((part) => part[1]!)])
