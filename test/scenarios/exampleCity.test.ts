/**
 * The made-up city is honest: money and people are counted once, a clinic takes its time, and what a lever gives has
 * a price. Sums are taken from the rows themselves, not from the model's own laws.
 */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Scoreboard from "@gongfu/core/target/Scoreboard"
import * as fc from "fast-check"
import { asFound, load } from "./ShippedPlace.ts"

const { anySettings, folder, model, place, policyYears, reader, runOf } = await load("example-city")
const close = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b))
const yuan = 100_000_000

describe("the example city", () => {
  it("spends its money once and counts its people once", () => {
    fc.assert(
      fc.property(anySettings(), (settings) => {
        const read = reader(settings)
        for (const year of policyYears) {
          const at = (name: string, when = year) => read(name, when)
          assert.isTrue(close(at("residents[urban]") + at("residents[rural]"), at("population")), `people ${year}`)
          const clinics = at("clinics_started") * at("clinic_cost") + at("clinics") * at("clinic_upkeep")
          const spent = clinics + (at("trained") * at("training_cost")) / yuan + at("other_services")
          assert.isTrue(close(spent, at("revenue_share") * at("gdp") + at("transfers")), `money ${year}`)
          assert.isAtLeast(at("other_services"), 0)
          const before = at("clinics", year - 1) + at("clinics_building", year - 1) + at("clinics_started", year - 1)
          assert.isTrue(close(at("clinics") + at("clinics_building"), before), `clinics ${year}`)
        }
      }),
      asFound
    )
  })

  it("opens a clinic after it was started, no earlier than the year after", () => {
    const [none, more] = [reader({}), reader({ levers: { clinic_share: 0.05 } })]
    const first = policyYears[0]!
    assert.isAbove(more("clinics_started", first), none("clinics_started", first))
    assert.strictEqual(more("clinics", first), none("clinics", first))
    assert.isAbove(more("clinics", first + 1), none("clinics", first + 1))
  })

  it("takes from other services what a lever spends, in the same year", () => {
    const year = policyYears[0]!
    for (const lever of ["clinic_share", "training_share"]) {
      const [less, more] = [0.001, 0.01].map((value) => reader({ levers: { [lever]: value } }))
      assert.isBelow(more!("other_services", year), less!("other_services", year), lever)
      assert.strictEqual(more!("money_in", year), less!("money_in", year), lever)
    }
  })

  it("has targets of different kinds; its plan meets more than business as usual, and not all", async () => {
    assert.isAbove(new Set(place.targets.all.map(({ kind }) => kind)).size, 3)
    const met = async (name: string) =>
      [...Scoreboard.standings((await runOf(name)).events).values()].filter(({ status }) => status === "met").length
    const [usual, plan] = [await met("business-as-usual"), await met("plan")]
    assert.isAbove(plan, usual)
    assert.isBelow(plan, place.targets.all.length)
  })

  it("fits on a page, and says in both languages, in every file, that it is made up", () => {
    // A lock is written by the program and presents nothing.
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
      (name) => name.endsWith(".yaml") && !name.endsWith(".lock.yaml")
    )
    const texts = files.map((name) => [name, readFileSync(join(folder, name), "utf8")] as const)
    for (const [name, text] of texts) assert.match(text, /made[- ]up[^]*虚构|Made up[^]*虚构/, name)
    for (const { en, zh } of [place.title, model.label]) assert.isTrue(/made up/.test(en) && zh.includes("虚构"))
    const page = texts.filter(([name]) => name === "gongfu.yaml" || name.startsWith("model"))
    assert.isAtMost(page.flatMap(([, text]) => text.trimEnd().split("\n")).length, 120)
  })
})
