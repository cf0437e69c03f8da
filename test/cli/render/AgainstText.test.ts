/** What a reader is told of a scenario beside the locks of another copy: what is other, and how that shows. */
import type * as Lock from "@gongfu/core/lock/Lock"
import type { Fault } from "@gongfu/core/document/Fault"
import type * as Standing from "@gongfu/core/lock/Standing"
import * as AgainstText from "gongfu/render/AgainstText"
import { assert, describe, it } from "vitest"

const pair = { scenario: "plan.yaml", lock: "there/plan.lock.yaml", hasScenario: true, hasLock: true }
const model = { en: "the model", zh: "模型" }

/** A lock of which only its name and result are told. */
const lockOf = (scenario: string, result?: string): Lock.Lock =>
  ({ scenario, ...(result === undefined ? {} : { result }) }) as Lock.Lock

const meaning = (says: Partial<Standing.Standing> & Pick<Standing.Standing, "name">) => {
  const standing: Standing.Standing = {
    causes: ["model"],
    locked: lockOf("plan", "a"),
    now: lockOf("plan", "b"),
    difference: undefined,
    faults: [],
    ...says
  }
  const told = AgainstText.meaning({ pair, standing, carried: undefined, comparison: undefined }, model)
  return [told?.en, told?.zh]
}

describe("what a scenario means against another copy's lock", () => {
  it("names a scenario that was renamed by both names, and no other", () => {
    for (const name of ["changed", "stale"] as const) {
      const [en, zh] = meaning({ name, locked: lockOf("idea", "a") })
      assert.match(en!, / It was called idea, and is called plan\.$/)
      assert.match(zh!, /原名 idea，现名 plan。$/)
      assert.notMatch(meaning({ name }).join(), /called|原名/)
    }
  })

  it("tells a result that differs from a scenario that can no longer be carried out", () => {
    const faults = [{} as Fault]
    const differs = "The scenario is as it was, and its result differs"
    const fails = "The scenario is as it was, and it can no longer be carried out"
    assert.strictEqual(meaning({ name: "broken" })[0], `${differs}: the model changed.`)
    assert.strictEqual(meaning({ name: "broken", causes: [] })[0], `${differs}.`)
    assert.strictEqual(meaning({ name: "broken", faults, now: undefined })[0], `${fails}: the model changed.`)
    assert.strictEqual(meaning({ name: "broken", causes: [], faults, now: undefined })[0], `${fails}.`)
    assert.strictEqual(meaning({ name: "broken", faults })[1], "情景未变，但模型有改动，已无法推演。")
  })

  it("speaks of the same result only where there is one", () => {
    assert.match(meaning({ name: "stale" })[0]!, /^The result is the same to the last digit/)
    const stopped = meaning({ name: "stale", locked: lockOf("plan"), now: lockOf("plan") })
    assert.match(stopped[0]!, /^The run stops where it did/)
    assert.match(stopped[1]!, /^推演仍在同一处中止/)
  })

  it("has nothing to say of what is the same", () => {
    assert.deepStrictEqual(meaning({ name: "same" }), [undefined, undefined])
  })
})
