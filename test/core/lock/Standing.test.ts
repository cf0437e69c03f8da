/** How a scenario stands against its lock. */
import * as LockDifference from "@gongfu/core/lock/LockDifference"
import * as Lock from "@gongfu/core/lock/Lock"
import * as LockFile from "@gongfu/core/lock/LockFile"
import * as Standing from "@gongfu/core/lock/Standing"
import * as fc from "fast-check"
import type { Place } from "@gongfu/core/place/Place"
import { assert, describe, it } from "vitest"
import { model, place, placeOf, sector, targets } from "../target/smallPlace.ts"
import { conditions, filesOf, found, lockOf, reachable, standing } from "./locked.ts"

describe("a standing", () => {
  const says = { levers: { job_share: 0.6 }, expect: [conditions[0]!] }
  const text = LockFile.text(lockOf(says))

  it("is `same` right after locking, comments and line ends aside", () => {
    fc.assert(
      fc.property(reachable, (some) => {
        const lock = lockOf(some)
        assert.deepEqual(standing(lock, LockFile.text(lock)).name, "same")
      })
    )
    for (const same of [`${text}# a remark\n`, text.replaceAll("\n", "\r\n"), text.replace(/^(#.*\n)+/, "")])
      assert.strictEqual(standing(lockOf(says), same).name, "same")
  })

  const relabelled = placeOf({ model: model.replace("en: Small", "en: Little") })
  const newShown = {
    ...place,
    headline: place.headline.concat({
      ...place.headline[0]!,
      name: "smog",
      slot: place.model.variable.get("smog")!.cells[0]!.slot
    })
  }
  const remodelled = placeOf({ sector: sector.replace("rural: 0.08", "rural: 0.081") })
  const prolonged = placeOf({ model: model.replace("to: 2030", "to: 2031") })
  // What the files of the scenario come to in a model of more years, when they name none.
  const longer = { ...says, years: { from: 2020, to: 2031 } }
  const retargeted = placeOf({ targets: targets.replace("at_least: 45000", "at_least: 44000") })
  const otherEngine = (lock: Lock.Lock): string =>
    LockFile.text({ ...lock, fingerprints: { ...lock.fingerprints, engine: "a".repeat(64) } })

  it.each<readonly [string, string, ReadonlyArray<string>, Lock.Lock, string]>([
    ["a lever", "changed", ["scenario"], lockOf({ ...says, levers: { job_share: 0.61 } }), text],
    ["the title", "stale", ["scenario"], lockOf({ ...says, title: { en: "Other", zh: "另" } }), text],
    ["an expectation", "stale", ["scenario"], lockOf({ ...says, expect: conditions.slice(0, 2) }), text],
    ["a lever and the model", "changed", ["scenario", "model"], lockOf({ ...says, levers: {} }, remodelled), text],
    ["how the files say it", "stale", ["files"], lockOf(says, place, filesOf({ moved: true })), text],
    ["a label of the model", "stale", ["model"], lockOf(says, relabelled), text],
    ["a number of the model", "broken", ["model"], lockOf(says, remodelled), text],
    ["the years of the model", "broken", ["model"], lockOf(longer, prolonged, filesOf(says)), text],
    [
      "the model's years and a lever",
      "changed",
      ["scenario", "model"],
      lockOf({ ...longer, levers: {} }, prolonged),
      text
    ],
    ["a figure of a target", "broken", ["targets"], lockOf(says, retargeted), text],
    ["the headline", "stale", ["presentation"], lockOf(says, newShown), text],
    ["the engine, same numbers", "stale", ["engine"], lockOf(says), otherEngine(lockOf(says))],
    [
      "the engine, other numbers",
      "broken",
      ["engine"],
      lockOf(says),
      otherEngine({ ...lockOf(says), result: "b".repeat(64) })
    ],
    ["the format", "stale", ["format"], lockOf(says), LockFile.text({ ...lockOf(says), lock: 0 })],
    ["nothing that is known", "broken", [], lockOf(says), LockFile.text({ ...lockOf(says), result: "b".repeat(64) })]
  ])("after a change of %s is `%s`", (_, name, causes, now, locked) => {
    const judged = standing(now, locked)
    assert.strictEqual(judged.name, name)
    assert.deepEqual(judged.causes, causes)
    assert.isFalse(Standing.isError(judged))
  })

  describe("of a run that stops, which has no result,", () => {
    const stopping = (rural = "0.08", label = "Small") =>
      placeOf({
        model: model.replace("en: Small", `en: ${label}`),
        sector: sector
          .replace("rural: 0.08", `rural: ${rural}`)
          .replace(
            "equation: income[urban] / income[rural]",
            'equation: "year == 2023 ? 1 / (smog - smog) : income[urban] / income[rural]"'
          )
      })
    const asked = { levers: { job_share: 0.6 }, expect: ["new_jobs[2021] > 10"] }
    const locked = LockFile.text(lockOf(asked, stopping()))
    const shown = (at: Place): Place => ({
      ...at,
      headline: at.headline.concat({
        ...at.headline[0]!,
        name: "smog",
        slot: at.model.variable.get("smog")!.cells[0]!.slot
      })
    })

    it.each<readonly [string, string, ReadonlyArray<string>, Lock.Lock]>([
      ["a number of the model", "broken", ["model"], lockOf(asked, stopping("0.081"))],
      ["a lever that an expectation shows", "changed", ["scenario"], lockOf({ ...asked, levers: {} }, stopping())],
      ["a label of the model", "stale", ["model"], lockOf(asked, stopping("0.08", "Little"))],
      ["the title", "stale", ["scenario"], lockOf({ ...asked, title: { en: "Other", zh: "另" } }, stopping())],
      ["the headline", "stale", ["presentation"], lockOf(asked, shown(stopping()))],
      ["the expectations", "stale", ["scenario"], lockOf({ ...asked, expect: ["ratio[2021] > 1"] }, stopping())],
      ["nothing", "same", [], lockOf(asked, stopping())]
    ])("after a change of %s is `%s`", (_, name, causes, now) => {
      assert.isUndefined(now.result)
      const judged = standing(now, locked)
      assert.deepEqual([judged.name, judged.causes], [name, causes])
    })
  })

  it("tells what differs in plain numbers", () => {
    const { difference } = standing(
      lockOf({ ...says, levers: { job_share: 0 }, expect: [conditions[0]!, conditions[3]!] }),
      text
    )
    assert.include(difference!.newlyMissed, "all_jobs")
    assert.deepEqual(difference!.noLongerMissed, [])
    assert.deepEqual(difference!.headline, [])
    assert.isBelow(difference!.counts!.now!.met, difference!.counts!.locked!.met)
    assert.deepEqual(difference!.expectations, [{ expect: conditions[3]!, locked: undefined, now: "fails" }])
    const model_ = standing(lockOf(says, remodelled), text).difference!
    assert.deepEqual(
      model_.headline.map(({ indicator, year }) => [indicator, year]),
      [
        ["ratio", 2025],
        ["ratio", 2030]
      ]
    )
  })

  it("says of no target that it is no longer missed where more targets are not assessed", () => {
    const stopping = placeOf({
      sector: sector.replace(
        "equation: income[urban] / income[rural]",
        'equation: "year == 2023 ? 1 / (smog - smog) : income[urban] / income[rural]"'
      )
    })
    const [whole, stopped] = [lockOf({ levers: { job_share: 0 } }), lockOf({ levers: { job_share: 0 } }, stopping)]
    assert.isNotEmpty(whole.targets.missed_by_name)
    const { counts, noLongerMissed } = LockDifference.of(whole, stopped)
    assert.deepStrictEqual(noLongerMissed, [])
    assert.isAbove(counts!.now!.not_assessed, 0)
    assert.include(LockDifference.of(whole, lockOf({ levers: { job_share: 1 } })).noLongerMissed, "all_jobs")
  })

  it("tells what is new or gone under a name that every object has", () => {
    const without = { ...lockOf(), headline: {}, milestones: {}, expectations: [] }
    const name = "constructor"
    const named: Lock.Lock = {
      ...without,
      headline: { [name]: { 2025: 1 } },
      milestones: { [name]: 2025 },
      expectations: [name, "__proto__"].map((expect) => ({ expect, standing: "unreadable" }))
    }
    for (const [locked, now] of [
      [without, named],
      [named, without]
    ] as const) {
      const change = <A>(value: A) =>
        now === named ? { locked: undefined, now: value } : { locked: value, now: undefined }
      const { expectations, headline, milestones } = LockDifference.of(locked, now)
      assert.deepStrictEqual(headline, [{ indicator: name, year: 2025, ...change(1) }])
      assert.deepStrictEqual(milestones, [{ milestone: name, ...change(2025) }])
      assert.deepStrictEqual(
        expectations,
        ["__proto__", name].map((expect) => ({ expect, ...change("unreadable" as const) }))
      )
    }
  })

  it("of a lock with any one character changed is never that of a sound lock that differs", () => {
    const body = text.indexOf("lock: 1")
    const now = lockOf({ ...says, levers: { job_share: 0.61 } })
    let edited = 0
    fc.assert(
      fc.property(
        fc.integer({ min: body, max: text.length - 2 }),
        fc.constantFrom(..."0159abf_- :\n".split("")),
        (at, sign) => {
          const touched = text.slice(0, at) + sign + text.slice(at + 1)
          const before = found(touched)
          const untouched = before !== undefined && "lock" in before && before.intact
          const { name } = Standing.of({ now }, before)
          // White space that says nothing may change; whatever does say something may not.
          if (untouched) assert.isTrue(Lock.equal(before.lock, lockOf(says)), touched)
          else assert.include(["edited", "unreadable"], name, touched)
          if (name === "edited") edited++
        }
      ),
      { numRuns: 400 }
    )
    assert.isAbove(edited, 50)
  })

  it("of what is missing or at fault is told apart", () => {
    const lock = found(text)
    const conflict = found(text.replace("lock: 1", "<<<<<<< HEAD\nlock: 1\n=======\nlock: 1\n>>>>>>> other"))
    const faults = (conflict as { readonly faults: Standing.Standing["faults"] }).faults
    assert.deepEqual(
      faults.map(({ _tag, span }) => [_tag, span.line]),
      [["LockConflict", 5]]
    )
    const faulty = (files: string | undefined): Standing.Found => ({
      faults,
      files,
      fingerprints: { model: "c".repeat(64) }
    })
    const same = filesOf(says)
    const of = (scenario_: Standing.Found | undefined, lock_: Standing.FoundLock) => {
      const judged = Standing.of(scenario_, lock_)
      return [judged.name, Standing.isError(judged), judged.causes.join()]
    }
    assert.deepEqual(of({ now: lockOf(says) }, undefined), ["unlocked", false, ""])
    assert.deepEqual(of(undefined, lock), ["orphaned", false, ""])
    assert.deepEqual(of(undefined, conflict), ["orphaned", true, ""])
    assert.deepEqual(of({ now: lockOf(says) }, conflict), ["unreadable", true, ""])
    assert.deepEqual(of(faulty(undefined), lock), ["faulty", true, ""])
    assert.deepEqual(of(faulty("d".repeat(64)), lock), ["faulty", true, ""])
    assert.deepEqual(of(faulty(same), lock), ["broken", true, "model"])
    assert.deepEqual(of(faulty(same), conflict), ["faulty", true, ""])
    const newer = found(text.replace("lock: 1", "lock: 2")) as { readonly faults: Standing.Standing["faults"] }
    assert.deepEqual(
      newer.faults.map(({ _tag }) => _tag),
      ["NewerLock"]
    )
    const unsealed = text.replace(/^seal: .*\n/m, "")
    const unlike = text.replace(/^result: .*$/m, "result: abc")
    const broken = [
      "",
      "[]",
      "a: [",
      text.slice(0, text.length / 2),
      text.replace("missed: ", "mist: "),
      unsealed,
      unlike
    ]
    for (const one of broken) {
      const unreadable = found(one) as { readonly faults: Standing.Standing["faults"] }
      assert.strictEqual(of({ now: lockOf(says) }, unreadable)[0], "unreadable", one)
      assert.deepEqual(
        unreadable.faults.map(({ _tag, remedy }) => [_tag, remedy.en]),
        [["UnreadableLock", "gongfu lock x.lock.yaml writes it anew"]],
        one
      )
    }
  })
})
