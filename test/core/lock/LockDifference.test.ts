/** How two locks differ, and when they agree, told of locks that need no place. */
import * as LockDifference from "@gongfu/core/lock/LockDifference"
import type * as Lock from "@gongfu/core/lock/Lock"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const print = "a".repeat(64)
const names = ["b", "a", "d", "c"]
const table = <A>(value: fc.Arbitrary<A>): fc.Arbitrary<Record<string, A>> =>
  fc
    .tuple(fc.shuffledSubarray(names), fc.array(value, { minLength: 4, maxLength: 4 }))
    .map(([keys, values]) => Object.fromEntries(keys.map((key, i) => [key, values[i]!])))
const few = fc.integer({ min: 0, max: 1 })
const standings = fc.constantFrom<Lock.Expected["standing"]>("holds", "fails")

/** Locks of few names, in any order, and of few values, so that two of them often have some alike. */
const locks: fc.Arbitrary<Lock.Lock> = fc
  .record({
    headline: table(few),
    milestones: table(few.map((value) => 2025 + value)),
    expectations: table(fc.record({ standing: standings, left: few, right: few })),
    missed: fc.shuffledSubarray(names),
    unknown: few,
    stopped: fc.option(fc.record({ year: few.map((value) => 2025 + value), at: fc.constantFrom("a", "b") }))
  })
  .map(({ expectations, headline, milestones, missed, stopped, unknown }) => ({
    lock: 1,
    scenario: "s",
    run: "s-00000000",
    ...(stopped === null ? {} : { stopped }),
    fingerprints: { engine: print, files: print, model: print, scenario: print, targets: print },
    targets: {
      all: 9,
      met: 9 - unknown - missed.length,
      missed: missed.length,
      on_the_way: 0,
      not_assessed: unknown,
      missed_by_name: missed.toSorted()
    },
    headline: Object.fromEntries(Object.entries(headline).map(([name, value]) => [name, { 2030: 1, 2025: value }])),
    milestones,
    expectations: Object.entries(expectations).map(([expect, said]) => ({ expect, ...said }))
  }))

/** Every number of a lock by what it is of, with how it stood where it is an expectation. */
const told = (lock: Lock.Lock, kind: "headline" | "milestones" | "expectations"): ReadonlyMap<string, unknown> =>
  new Map<string, unknown>(
    kind === "headline"
      ? Object.entries(lock.headline).flatMap(([name, years]) =>
          Object.entries(years).map(([year, value]) => [`${name} ${year}`, value] as const)
        )
      : kind === "milestones"
        ? Object.entries(lock.milestones)
        : lock.expectations.map(({ expect, standing }) => [expect, standing])
  )

const said = ({ stopped }: Lock.Lock): string => JSON.stringify([stopped?.year, stopped?.at])

describe("the difference of two locks", () => {
  it("has whatever differs and nothing else, by name, and is turned round with them", () => {
    fc.assert(
      fc.property(locks, locks, (a, b) => {
        const difference = LockDifference.of(a, b)
        const found = {
          headline: difference.headline.map(({ indicator, locked, now, year }) => [
            `${indicator} ${year}`,
            locked,
            now
          ]),
          milestones: difference.milestones.map(({ locked, milestone, now }) => [milestone, locked, now]),
          expectations: difference.expectations.map(({ expect, locked, now }) => [expect, locked, now])
        }
        for (const kind of ["headline", "milestones", "expectations"] as const) {
          const [then, now] = [told(a, kind), told(b, kind)]
          const all = [...new Set([...then.keys(), ...now.keys()])].toSorted()
          assert.deepStrictEqual(
            found[kind],
            all.flatMap((name) => (then.get(name) === now.get(name) ? [] : [[name, then.get(name), now.get(name)]]))
          )
        }
        const back = LockDifference.of(b, a)
        assert.deepStrictEqual(
          back.headline,
          difference.headline.map(({ locked, now, ...rest }) => ({ ...rest, locked: now, now: locked }))
        )
        assert.deepStrictEqual(
          difference.stopped,
          said(a) === said(b) ? undefined : { locked: a.stopped, now: b.stopped }
        )
        const missed = (one: Lock.Lock, other: Lock.Lock) =>
          one.targets.missed_by_name.filter((name) => !other.targets.missed_by_name.includes(name))
        assert.deepStrictEqual(difference.newlyMissed, missed(b, a))
        const fewerKnown = b.targets.not_assessed > a.targets.not_assessed
        assert.deepStrictEqual(difference.noLongerMissed, fewerKnown ? [] : missed(a, b))
      })
    )
  })
})

describe("two locks", () => {
  it("agree whatever only one of them tells, and no more once any number that both tell is another", () => {
    fc.assert(
      fc.property(locks, locks, fc.nat(), (lock, other, at) => {
        // What only the other one shows and expects, beside all that the first says.
        const more: Lock.Lock = {
          ...lock,
          headline: { ...other.headline, ...lock.headline },
          expectations: [
            ...other.expectations.filter(({ expect }) => !told(lock, "expectations").has(expect)),
            ...lock.expectations
          ]
        }
        assert.isTrue(LockDifference.agree(lock, more))
        assert.isTrue(LockDifference.agree(more, lock))
        const changes: ReadonlyArray<Lock.Lock> = [
          { ...more, stopped: { year: 2024, at: "a" } },
          { ...more, milestones: { ...more.milestones, e: 2025 } },
          { ...more, targets: { ...more.targets, all: 10 } },
          { ...more, targets: { ...more.targets, missed_by_name: [...more.targets.missed_by_name, "e"] } },
          ...more.targets.missed_by_name.map((gone) => ({
            ...more,
            targets: { ...more.targets, missed_by_name: more.targets.missed_by_name.filter((name) => name !== gone) }
          })),
          ...Object.entries(lock.headline).map(([name, years]) => ({
            ...more,
            headline: { ...more.headline, [name]: { ...years, 2025: 7 } }
          })),
          ...lock.expectations.flatMap((one) =>
            [{ left: 7 }, { right: 7 }, { standing: "no_number" as const }].map((change) => ({
              ...more,
              expectations: more.expectations.map((each) =>
                each.expect === one.expect ? { ...each, ...change } : each
              )
            }))
          )
        ]
        const change = changes[at % changes.length]!
        assert.isFalse(LockDifference.agree(lock, change))
        assert.isFalse(LockDifference.agree(change, lock))
      })
    )
  })
})
