/** Locks: what they say, and their text. */
import * as Lock from "@gongfu/core/lock/Lock"
import * as LockFile from "@gongfu/core/lock/LockFile"
import * as Run from "@gongfu/core/run/Run"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as ScenarioFile from "@gongfu/core/scenario/ScenarioFile"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { place, placeOf, scenario, sector, targets } from "../target/smallPlace.ts"
import { conditions, lockOf, reachable, read, standing } from "./locked.ts"

describe("a lock", () => {
  it("is read back as it was written, and its text is the same for the same run", () => {
    fc.assert(
      fc.property(reachable, (says) => {
        const lock = lockOf(says)
        const text = LockFile.text(lock)
        assert.strictEqual(LockFile.text(lockOf(says)), text)
        const back = Result.getOrThrow(read(text))
        assert.isTrue(back.intact)
        assert.deepEqual(back.lock, lock)
        assert.strictEqual(LockFile.text(back.lock), text)
      })
    )
  })

  it("is read back whatever its texts and numbers are", () => {
    const text = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 20 })
      .filter((t) => t.isWellFormed() && !/[\p{Cc}\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u.test(t))
    const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => Lock.rounded(value))
    const special = fc.constantFrom("true", "no", "null", "1e5", "0x10", "- a", "a: b", "#", "a #b", "2020", "~", " ")
    fc.assert(
      fc.property(
        fc.array(fc.oneof(text, special), { maxLength: 4 }),
        fc.array(number, { minLength: 3, maxLength: 3 }),
        (texts, [a, b, c]) => {
          const lock: Lock.Lock = {
            ...lockOf(),
            headline: { ratio: { 2025: a!, 2030: b! } },
            targets: { ...lockOf().targets, missed_by_name: texts },
            expectations: texts.map((expect) => ({ expect, standing: "fails", left: c!, right: "NaN" }))
          }
          const back = Result.getOrThrow(read(LockFile.text(lock)))
          assert.isTrue(back.intact)
          assert.isTrue(Lock.equal(back.lock, lock))
        }
      )
    )
  })

  it("has a line for each thing that may change, and the values of one indicator by year on one", () => {
    const lock: Lock.Lock = {
      ...lockOf(),
      headline: { empty: {}, ratio: { 2025: 1.5, 2030: -2 } },
      milestones: { first: 2025, later: 2030 },
      targets: { ...lockOf().targets, missed_by_name: ["one", "two words"] },
      expectations: []
    }
    const text = LockFile.text(lock)
    assert.strictEqual(
      text.slice(text.indexOf("  missed_by_name")),
      [
        "  missed_by_name:",
        "    - one",
        '    - "two words"',
        "headline:",
        "  empty: {}",
        "  ratio: {2025: 1.5, 2030: -2}",
        "milestones:",
        "  first: 2025",
        "  later: 2030",
        "expectations: []",
        ""
      ].join("\n")
    )
  })

  it("tells the run's own numbers to six digits", () => {
    const says = { levers: { job_share: 0.61 }, expect: conditions }
    const lock = lockOf(says)
    const { events, state } = Run.project(place, scenario(says))
    const slot = place.headline[0]!.slot
    for (const year of [2025, 2030]) {
      const value = Trajectory.at(state.trajectory, slot, year)
      assert.isAtMost(Math.abs(lock.headline["ratio"]![year]! - value), 5e-6 * Math.abs(value))
    }
    const last = new Map(
      events.flatMap((event) => (event.type === "TargetAssessed" ? [[event.target, event.status]] : []))
    )
    const missed = [...last].flatMap(([name, status]) => (status === "missed" ? [name] : []))
    assert.deepEqual(lock.targets.missed_by_name, missed.toSorted())
    assert.strictEqual(lock.targets.all, place.targets.all.length)
    assert.strictEqual(lock.targets.met + lock.targets.missed, lock.targets.all)
    assert.deepEqual(
      lock.expectations.map(({ standing: how }) => how),
      ["holds", "fails", "no_number", "holds"]
    )
    assert.strictEqual(lock.expectations[2]!.left, "Infinity")
    assert.strictEqual(lock.result, state.result)
  })

  it("has names in alphabetical order, whatever the order of the files", () => {
    const says = { levers: { job_share: 0 } }
    const missed = lockOf(says).targets.missed_by_name
    assert.includeMembers([...missed], ["all_jobs", "yearly_jobs"])
    assert.isBelow(targets.indexOf("yearly_jobs:"), targets.indexOf("all_jobs:"))
    assert.deepEqual(missed, missed.toSorted())
    const both = lockOf(says, placeOf({ headline: "smog, ratio" }))
    assert.deepEqual(Object.keys(both.headline), ["ratio", "smog"])
  })

  it("has a fingerprint of files only where all of them can be read", () => {
    const file = (text: string) => Result.getOrThrow(ScenarioFile.read({ path: "x.yaml", text }))
    const sound = file("gongfu: 1\nplace: small\nname: base\ntitle: {en: Base, zh: 基准}\nlevers: {job_share: 0.6}\n")
    const faulty = { ...sound, file: Result.fail([]) }
    assert.match(Lock.ofFiles([sound])!, /^[0-9a-f]{64}$/)
    for (const chain of [[], [faulty], [sound, faulty], [faulty, sound]]) assert.isUndefined(Lock.ofFiles(chain))
  })

  it("of a run that stops says where, and has no result", () => {
    const empty = placeOf({
      sector: sector.replace(
        "equation: income[urban] / income[rural]",
        'equation: "year == 2023 ? 1 / (smog - smog) : 1.5"'
      )
    })
    const stopped = lockOf({}, empty)
    assert.isUndefined(stopped.result)
    assert.deepEqual(stopped.stopped, { year: 2023, at: "ratio" })
    assert.deepEqual(Object.keys(stopped.headline["ratio"]!), ["2022"])
    assert.deepEqual(Result.getOrThrow(read(LockFile.text(stopped))).lock, stopped)
    assert.strictEqual(standing(stopped, LockFile.text(lockOf())).name, "broken")
  })
})
