import { readFileSync } from "node:fs"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import type { RunEvent } from "@gongfu/core/run/Event"
import { RunEvent as RunEventSchema } from "@gongfu/core/run/Event"
import * as EventCodec from "@gongfu/core/store/EventCodec"
import * as HashChain from "@gongfu/core/store/HashChain"
import type { StoredEvent } from "@gongfu/core/store/StoredEvent"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as Samples from "./Samples.ts"

const succeeded = <A, E>(result: Result.Result<A, E>): A => {
  if (Result.isFailure(result)) throw new Error(JSON.stringify(result.failure))
  return result.success
}

const failure = <A, E>(result: Result.Result<A, E>): E => {
  if (Result.isSuccess(result)) throw new Error(`unexpected ${JSON.stringify(result.success)}`)
  return result.failure
}

/** One line of a fixture: the bytes as a store of that day held them, and the event that they are read as today. */
interface Line extends EventCodec.EncodedEvent {
  readonly stream: string
  readonly version: number
  readonly hash: string
  readonly event: StoredEvent
}

/**
 * Bytes that were once written, of every type and every schema there ever was. The bytes and hashes in these files never
 * change; `event` follows the newest schema. A new schema adds a file.
 */
const fixtures = [
  "events-schema-1.jsonl",
  "events-schema-2.jsonl",
  "ensemble-events-schema-1.jsonl",
  "ensemble-events-binned.jsonl",
  "ensemble-events-binning-2.jsonl"
].map((name) => ({
  name,
  lines: readFileSync(new URL(`./fixtures/${name}`, import.meta.url), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line)
}))

describe("EventCodec", () => {
  describe.each(fixtures)("reads the old bytes of $name", ({ lines }) => {
    it.each(lines)("$type, version $version", (line) => {
      assert.deepStrictEqual(succeeded(EventCodec.decode(line)), line.event)
    })

    it("and finds their hashes unbroken", () => {
      let previous = HashChain.genesis
      for (const line of lines) {
        previous = HashChain.link(previous, line.stream, line.version, line)
        assert.strictEqual(previous, line.hash)
      }
    })
  })

  it("reads what is plainly right, and what is not, as the schemas would", () => {
    const junk = fc.oneof(
      fc.constantFrom(null, true, "x", "", [], {}, -0, 1e308, 1900, 2201, 2021.5, "2021"),
      fc.double()
    )
    const keys = ["year", "values", "margin", "status", "target", "lever", "from", "by", "milestone", "reason", "added"]
    const edits = fc.array(fc.tuple(fc.constantFrom(...keys), junk), { maxLength: 2 })
    fc.assert(
      fc.property(Samples.event, edits, fc.boolean(), ({ type, schema, ...payload }, changes, drops) => {
        const data: Record<string, unknown> = { ...payload, ...Object.fromEntries(changes) }
        if (drops) delete data["year"]
        // As text, which has no NaN, no infinity and no -0 but as JSON writes them.
        const text = JSON.stringify(data)
        const expected = Schema.decodeUnknownResult(RunEventSchema)({ ...JSON.parse(text), type, schema })
        const decoded = EventCodec.decode({ type, schema, payload: text })
        assert.strictEqual(Result.isSuccess(decoded), Result.isSuccess(expected), text)
        if (Result.isSuccess(decoded)) assert.deepStrictEqual(decoded.success, succeeded(expected))
      }),
      { numRuns: 500 }
    )
    for (const number of ["-0", "1e999", "-1e999"]) {
      const payload = `{"values":{"a":{"b":${number}}},"year":2021}`
      assert.strictEqual(failure(EventCodec.decode({ type: "YearProjected", schema: 1, payload }))._tag, "Malformed")
    }
  })

  it("has old bytes of every type in its newest schema", () => {
    const written = new Set(fixtures.flatMap(({ lines }) => lines.map(({ type, schema }) => `${type} ${schema}`)))
    for (const [type, schema] of Object.entries(EventCodec.newest))
      assert.isTrue(written.has(`${type} ${schema}`), type)
  })

  it("writes the same bytes today as when the newest fixture was made", () => {
    for (const { type, schema, payload, event } of fixtures.at(-1)!.lines) {
      assert.deepStrictEqual(succeeded(EventCodec.encode(event)), { type, schema, payload })
    }
  })

  it("reads back every event that it writes, and writes canonical JSON", () => {
    fc.assert(
      fc.property(Samples.event, (event) => {
        const encoded = succeeded(EventCodec.encode(event))
        assert.deepStrictEqual(succeeded(EventCodec.decode(encoded)), event)
        const { type: _, schema: __, ...rest } = event
        assert.strictEqual(encoded.payload, Fingerprint.canonical(rest))
      })
    )
  })

  it("takes the values of a year exactly when their schema does and JSON keeps them", () => {
    const anything = fc.oneof(
      fc.anything({ withNullPrototype: false, maxDepth: 2 }),
      fc.dictionary(fc.string(), fc.oneof(fc.double(), fc.dictionary(fc.string(), fc.double())), {
        noNullPrototype: true
      })
    )
    const isEvent = Schema.is(RunEventSchema)
    fc.assert(
      fc.property(anything, (values) => {
        const event = { type: "YearProjected", schema: 1, year: 2021, values } as RunEvent
        const text = JSON.stringify(values) ?? ""
        // What the schema cannot know: a minus before zero, which JSON drops; keys that are not Unicode.
        fc.pre(!hasMinusZero(values) && !/\\ud[89a-f]/.test(text))
        assert.strictEqual(Result.isSuccess(EventCodec.encode(event)), isEvent(event))
      }),
      { numRuns: 500 }
    )
  })

  it("passes over keys that it does not know when it reads", () => {
    const { type, schema, payload } = succeeded(EventCodec.encode(Samples.events("plan")[1]!))
    const later = JSON.stringify({ ...(JSON.parse(payload) as object), mood: "good" })
    assert.deepStrictEqual(succeeded(EventCodec.decode({ type, schema, payload: later })), Samples.events("plan")[1]!)
  })

  it("brings old schemas up, one upcaster after the other", () => {
    const decode = EventCodec.decodeWith([
      { type: "MilestoneReached", schema: -1, up: ({ when, ...payload }) => ({ ...payload, date: when }) },
      { type: "RunCompleted", schema: 0, up: () => ({ result: "never used" }) },
      {
        type: "MilestoneReached",
        schema: 0,
        up: ({ date, what }) => ({ year: Number(String(date).slice(0, 4)), milestone: what })
      }
    ])
    const payload = JSON.stringify({ when: "2024-06-01", what: "income_doubled" })
    assert.deepStrictEqual(succeeded(decode({ type: "MilestoneReached", schema: -1, payload })), {
      type: "MilestoneReached",
      schema: 1,
      year: 2024,
      milestone: "income_doubled"
    })
  })

  it("names what it does not know instead of guessing", () => {
    const payload = "{}"
    assert.deepStrictEqual(failure(EventCodec.decode({ type: "RunImagined", schema: 1, payload })), {
      _tag: "Unknown",
      known: undefined
    })
    for (const schema of [0, 2, 99]) {
      assert.deepStrictEqual(failure(EventCodec.decode({ type: "RunCompleted", schema, payload })), {
        _tag: "Unknown",
        known: 1
      })
    }
    for (const type of ["__proto__", "constructor", "toString"]) {
      assert.strictEqual(failure(EventCodec.decode({ type, schema: 1, payload }))._tag, "Unknown")
    }
  })

  it.each(["", "{", "[]", "null", "1", "{}", `{"result":1}`])("calls the payload %j malformed", (payload) => {
    assert.strictEqual(failure(EventCodec.decode({ type: "RunCompleted", schema: 1, payload }))._tag, "Malformed")
  })
})

const hasMinusZero = (data: unknown): boolean =>
  Object.is(data, -0) || (typeof data === "object" && data !== null && Object.values(data).some(hasMinusZero))
