/**
 * A good run against itself with anything at all in it changed: the comparison must fail.
 *
 * Every field of every event is tried, one by one and at random. What may differ without making another run is listed
 * here and nowhere else: names, reasons, and how a place is presented.
 */
import * as Compare from "@gongfu/core/analysis/Compare"
import type { ComparedRun } from "@gongfu/core/analysis/ComparedRun"
import type { RunEvent } from "@gongfu/core/run/Event"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { place, placeOf, sector } from "../target/smallPlace.ts"
import { busy, changed, comparedRun, nextUp, withEvents } from "./runs.ts"

type Path = ReadonlyArray<string>
type Data = { readonly [key: string]: unknown }

const plain = comparedRun(busy)

// A run that has every field there is: a parent, and a reason.
const good = changed(plain, (event) =>
  event.type === "RunStarted"
    ? { ...event, parent: { run: "base-00000000", year: 2022 } }
    : event.type === "LeverAdjusted"
      ? { ...event, reason: "more jobs" }
      : event
)

/** What describes a run and does not make it: the version of an event's shape is the codec's to check. */
const descriptive = new Set([
  "RunStarted.scenario",
  "RunStarted.fingerprints.scenario",
  "RunStarted.fingerprints.place",
  "LeverAdjusted.reason",
  "LeverAdjusted.by",
  "AssumptionChanged.by",
  ...new Set(good.events.map(({ type }) => `${type}.schema`))
])

const leaves = (data: unknown, path: Path = []): ReadonlyArray<Path> =>
  typeof data === "object" && data !== null
    ? Object.entries(data).flatMap(([key, inner]) => leaves(inner, [...path, key]))
    : [path]

const at = (data: unknown, path: Path): unknown => path.reduce<unknown>((inner, key) => (inner as Data)[key], data)

const put = (data: unknown, [key, ...rest]: Path, by: unknown): unknown => {
  if (key === undefined) return by
  const { [key]: inner, ...others } = data as Data
  const next = put(inner, rest, by)
  return next === undefined ? others : { ...others, [key]: next }
}

const nameOf = (event: RunEvent, path: Path): string => [event.type, ...path].join(".")

const withEvent = (index: number, ...events: ReadonlyArray<unknown>): ComparedRun =>
  withEvents(good, good.events.toSpliced(index, 1, ...(events as ReadonlyArray<RunEvent>)))

const isSame = (bad: ComparedRun): boolean => Compare.of([good, bad]).same || Compare.of([bad, good]).same

/** Other values that a leaf could have by mistake; `undefined` takes it out. */
const wrongFor = (value: unknown): ReadonlyArray<unknown> =>
  typeof value === "number"
    ? [nextUp(value), -value, value * 2 + 1, NaN, Infinity, -Infinity, String(value), null, undefined]
    : [`${String(value)}x`, "", 1, null, undefined]

const everyLeaf = good.events.flatMap((event, index) =>
  leaves(event).map((path) => ({ event, index, path, name: nameOf(event, path) }))
)

const projected = good.events.flatMap((event, index) => (event.type === "YearProjected" ? [{ event, index }] : []))

describe("a run with anything in it changed", () => {
  it("the good run is the same as itself, and has every field of every event of a completed run", () => {
    assert.isTrue(isSame(good))
    assert.sameMembers(
      [...new Set(everyLeaf.map(({ event }) => event.type))],
      [
        "RunStarted",
        "LeverAdjusted",
        "AssumptionChanged",
        "ShockApplied",
        "YearProjected",
        "TargetAssessed",
        "MilestoneReached",
        "RunCompleted"
      ]
    )
  })

  it("is another run, whichever field it is, and whatever stands there instead", () => {
    const tried = new Map<string, number>()
    for (const { event, index, name, path } of everyLeaf) {
      if (descriptive.has(name)) continue
      // Values of years are many and all alike: one of each variable and one of each year do.
      const kind = event.type === "YearProjected" && path[0] === "values" ? `${name} ${event.year % 2}` : name
      const count = tried.get(kind) ?? 0
      if (count >= 4) continue
      tried.set(kind, count + 1)
      for (const wrong of wrongFor(at(event, path))) {
        if (Object.is(wrong, at(event, path))) continue
        assert.isFalse(isSame(withEvent(index, put(event, path, wrong))), `${name}: ${String(wrong)}`)
      }
    }
    assert.isAbove(tried.size, 40)
  })

  it("is the same run when only what describes it is changed", () => {
    const tried = new Set<string>()
    for (const { event, index, name, path } of everyLeaf) {
      if (!descriptive.has(name) || path[0] === "schema") continue
      tried.add(name)
      const bad = withEvent(index, put(event, path, `${String(at(event, path))}x`))
      assert.isTrue(Compare.of([good, bad]).same && Compare.of([bad, good]).same, name)
    }
    assert.lengthOf([...tried], 6)
  })

  it("is another run when events are missing, repeated, moved to another year or of no known type", () => {
    good.events.forEach((event, index) => {
      assert.isFalse(isSame(withEvent(index)), `without ${event.type}`)
      assert.isFalse(isSame(withEvent(index, event, event)), `twice ${event.type}`)
      assert.isFalse(isSame(withEvent(index, { ...event, type: "Unheard" })), `unknown ${event.type}`)
      if (!("year" in event)) return
      for (const year of [event.year + 1, event.year - 1, 2050, 1990])
        assert.isFalse(isSame(withEvent(index, { ...event, year })), `${event.type} of ${event.year} in ${year}`)
    })
  })

  it("is another run when a year is added, an event of a year that it has not projected, or a member", () => {
    const { event, index } = projected.at(-1)!
    for (const year of [2031, 2019, 2050]) {
      assert.isFalse(isSame(withEvent(index, event, { ...event, year })), `a year ${year}`)
      for (const other of good.events)
        if ("year" in other && other.type !== "YearProjected")
          assert.isFalse(isSame(withEvents(good, [...good.events, { ...other, year }])), `${other.type} in ${year}`)
    }
    const values = { ...event.values, income: { ...(event.values["income"] as object), suburban: 1 } }
    assert.isFalse(isSame(withEvent(index, { ...event, values })), "a member")
  })

  it("is another run when its span says something else than its years", () => {
    const [started] = good.events
    for (const other of [{ from: 2019 }, { from: 2021 }, { to: 2029 }, { to: 2031 }])
      assert.isFalse(isSame(withEvent(0, { ...started, ...other })), JSON.stringify(other))
  })

  it("is another run when values are swapped between variables or between years", () => {
    const pick = fc.nat(projected.length - 1)
    const variable = fc.constantFrom(...place.model.variables.map(({ name }) => name))
    fc.assert(
      fc.property(pick, pick, variable, variable, (i, j, a, b) => {
        const { event, index } = projected[i]!
        const { [a]: first, [b]: second } = event.values
        fc.pre(JSON.stringify(first) !== JSON.stringify(second))
        assert.isFalse(
          isSame(withEvent(index, { ...event, values: { ...event.values, [a]: second!, [b]: first! } })),
          `${a}, ${b}`
        )
        const other = projected[j]!
        fc.pre(JSON.stringify(other.event.values[a]) !== JSON.stringify(first))
        const swapped = changed(good, (each) =>
          each === event
            ? { ...event, values: { ...event.values, [a]: other.event.values[a]! } }
            : each === other.event
              ? { ...other.event, values: { ...other.event.values, [a]: first! } }
              : each
        )
        assert.isFalse(isSame(swapped), `${a} of ${event.year} and ${other.event.year}`)
        assert.isFalse(
          isSame(
            changed(good, (each) =>
              each === event
                ? { ...event, values: other.event.values }
                : each === other.event
                  ? { ...each, values: event.values }
                  : each
            )
          ),
          "whole years"
        )
      })
    )
  })

  it("is another run after any few changes drawn at random", () => {
    const decisive = everyLeaf.filter(({ name }) => !descriptive.has(name))
    const change = fc.record({
      leaf: fc.nat(decisive.length - 1),
      wrong: fc.oneof(
        fc.double(),
        fc.constantFrom<unknown>(null, undefined, true, "", "NaN", -0, Infinity, {}, []),
        fc.string(),
        fc.jsonValue()
      )
    })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const events: Array<unknown> = [...good.events]
        let differs = false
        for (const { leaf, wrong } of changes) {
          const { event, index, path } = decisive[leaf]!
          // Only the first change of an event is made: the path of a second may be gone.
          if (events[index] !== event) continue
          if (Object.is(wrong, at(event, path))) continue
          events[index] = put(event, path, wrong)
          differs = true
        }
        fc.pre(differs)
        assert.isFalse(isSame(withEvents(good, events as ReadonlyArray<RunEvent>)), JSON.stringify(changes))
      }),
      { numRuns: 1500 }
    )
  })

  it("is another run when only a label of the model is another one", () => {
    const relabelled = comparedRun(busy, placeOf({ sector: sector.replace("{en: Smog,", "{en: Haze,") }))
    const found = Compare.of([plain, relabelled])
    assert.isFalse(found.same)
    assert.deepStrictEqual(
      found.gaps.map(({ kind }) => kind),
      ["different_models"]
    )
  })

  it("is another run when only its parent is, and that is told only where nothing else differs", () => {
    const told = Compare.of([good, plain])
    assert.deepStrictEqual(
      told.gaps.map(({ kind }) => kind),
      ["different_parents"]
    )
    assert.deepStrictEqual(told.runs[0]!.parent, { run: "base-00000000", year: 2022 })
    assert.notInclude(
      Compare.of([good, comparedRun()]).gaps.map(({ kind }) => kind),
      "different_parents"
    )
  })
})
