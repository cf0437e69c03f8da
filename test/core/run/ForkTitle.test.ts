/** The note in a fork's title: recorded of every fork, shown of the last. */
import * as ForkTitle from "@gongfu/core/run/ForkTitle"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const title = { en: "The plan", zh: "行动方案" }
const years = fc.array(fc.integer({ min: 2020, max: 2035 }), { minLength: 1, maxLength: 5 })

describe("ForkTitle", () => {
  it("of forks of forks shows the year of the last, once", () => {
    fc.assert(
      fc.property(years, (all) => {
        const stacked = all.reduce(ForkTitle.noted, title)
        assert.deepEqual(ForkTitle.shown(stacked), ForkTitle.noted(title, all.at(-1)!))
        assert.deepEqual(ForkTitle.shown(ForkTitle.shown(stacked)), ForkTitle.shown(stacked))
      })
    )
  })

  it("leaves every other title as it is", () => {
    const others = [
      title,
      ForkTitle.noted(title, 2024),
      {
        en: "The plan, forked from 2023 on, forked from 2024 on, again",
        zh: "（自2023年起另行推演）（自2024年起另行推演）二"
      },
      { en: "Forked, forked from 2023 on", zh: "行动方案（自2024年起）（自2024年起另行推演）" }
    ]
    for (const one of others) assert.deepEqual(ForkTitle.shown(one), one)
  })
})
