import * as Setup from "@gongfu/explorer/state/Setup"
import { assert, describe, it } from "vitest"

describe("what a setup sets", () => {
  it("is what it says itself: not what every object has by that name", () => {
    for (const kind of ["lever", "assumption"] as const)
      for (const name of Object.getOwnPropertyNames(Object.prototype))
        assert.isUndefined(Setup.settingIn(Setup.untouched("plan"), kind, name), name)
    const setup = { ...Setup.untouched("plan"), levers: { constructor: 0.3 } }
    assert.strictEqual(Setup.settingIn(setup, "lever", "constructor"), 0.3)
    assert.isUndefined(Setup.settingIn(setup, "assumption", "constructor"))
  })
})
