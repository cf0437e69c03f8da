import { assert, describe, it } from "vitest"
import * as Language from "gongfu/session/Language"
import * as Colour from "gongfu/render/Colour"

describe("Language", () => {
  it("is what --lang says, else the first of GONGFU_LANG, LC_ALL, LC_MESSAGES, LANG that says something", () => {
    assert.strictEqual(Language.choose(["run", "--lang", "zh"], { LANG: "en_US.UTF-8" }), "zh")
    assert.strictEqual(Language.choose(["run", "--lang=en"], { GONGFU_LANG: "zh" }), "en")
    assert.strictEqual(Language.choose([], { GONGFU_LANG: "zh", LC_ALL: "C" }), "zh")
    assert.strictEqual(Language.choose([], { LC_ALL: "", LC_MESSAGES: "zh_CN.UTF-8", LANG: "en_US" }), "zh")
    assert.strictEqual(Language.choose([], { LC_ALL: "C", LANG: "zh_CN" }), "en")
    assert.strictEqual(Language.choose(["--", "--lang", "zh"], {}), "en")
    assert.strictEqual(Language.choose(["--lang", "fr"], { LANG: "zh_TW" }), "zh")
    assert.strictEqual(Language.choose([], {}), "en")
    assert.strictEqual(Language.choose([], { GONGFU_LANG: "fr", LANG: "zh_CN" }), "zh")
  })

  it("is asked for by --lang and GONGFU_LANG, and not by what the system speaks", () => {
    assert.strictEqual(Language.asked(["--lang", "zh"], { GONGFU_LANG: "en" }), "zh")
    assert.strictEqual(Language.asked([], { GONGFU_LANG: "zh_CN.UTF-8", LANG: "en_US" }), "zh")
    assert.isUndefined(Language.asked([], { LC_ALL: "zh_CN", LANG: "zh_CN" }))
    assert.isUndefined(Language.asked(["--lang", "fr"], { GONGFU_LANG: "fr" }))
  })

  it("is in GONGFU_LANG one that gongfu speaks, where nothing is said before it", () => {
    for (const spoken of ["en", "zh", "en_GB.UTF-8", "zh-Hans", "Chinese", ""])
      assert.isUndefined(Language.unspoken([], { GONGFU_LANG: spoken }), spoken)
    assert.isUndefined(Language.unspoken([], { LC_ALL: "fr_FR.UTF-8", LANG: "C" }))
    assert.isUndefined(Language.unspoken(["run", "--lang", "zh"], { GONGFU_LANG: "fr" }))
    assert.strictEqual(Language.unspoken(["run"], { GONGFU_LANG: "fr" }), "fr")
  })
})

describe("Colour", () => {
  it("is decided by the flag, then NO_COLOR, then FORCE_COLOR, then the terminal", () => {
    assert.isTrue(Colour.wanted(true, { NO_COLOR: "1" }, false))
    assert.isFalse(Colour.wanted(false, { FORCE_COLOR: "1" }, true))
    assert.isFalse(Colour.wanted(undefined, { NO_COLOR: "1", FORCE_COLOR: "1" }, true))
    assert.isTrue(Colour.wanted(undefined, { NO_COLOR: "", FORCE_COLOR: "1" }, false))
    assert.isFalse(Colour.wanted(undefined, { FORCE_COLOR: "0" }, true))
    assert.isFalse(Colour.wanted(undefined, { TERM: "dumb" }, true))
    assert.isTrue(Colour.wanted(undefined, { TERM: "xterm" }, true))
    assert.isFalse(Colour.wanted(undefined, {}, false))
  })
})
