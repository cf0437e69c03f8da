import * as Choose from "../../packages/cli/src/options/Choose.ts"
import * as Words from "../../packages/cli/src/options/Words.ts"
import { assert, describe, it } from "vitest"

describe("words in a sentence", () => {
  it("are set apart by commas, and the last by a word where there is one", () => {
    const and = { en: " and ", zh: " 和 " }
    assert.deepEqual(Words.joined(["a", "b", "c"], and), { en: "a, b and c", zh: "a、b 和 c" })
    assert.deepEqual(Words.joined(["a", "b", "c"]), { en: "a, b, c", zh: "a、b、c" })
    for (const last of [and, undefined]) {
      assert.deepEqual(Words.joined(["a"], last), { en: "a", zh: "a" })
      assert.deepEqual(Words.joined([], last), { en: "", zh: "" })
    }
  })

  it("are the first of many names, with how many there are", () => {
    const names = Array.from({ length: 13 }, (_, i) => `n${i}`)
    const twelve = names.slice(0, 12)
    assert.deepEqual(Choose.listed(twelve), Words.joined(twelve))
    assert.strictEqual(Choose.listed(names).en, `${twelve.join(", ")}, … (13 in all, in targets.yaml)`)
    assert.strictEqual(Choose.listed(names).zh, `${twelve.join("、")} 等 13 项（见 targets.yaml）`)
  })
})
