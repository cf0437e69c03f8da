import * as Lists from "../../packages/cli/src/syntax/Lists.ts"
import { assert, describe, it } from "vitest"

const words = (line: string): ReadonlyArray<string> => Lists.spread(line.split(" "))

describe("a list of names", () => {
  it("is one option for each of them, whether they follow each other or are set apart by commas", () => {
    const written = words("solve my.yaml --target a --target b[c] --levers d --levers e --keep")
    for (const line of [
      "solve my.yaml --target a b[c] --levers d e --keep",
      "solve my.yaml --target a,b[c] --levers d,e --keep",
      "solve --target=a b[c] my.yaml --levers=d,e --keep",
      "solve --targets a, b[c] --lever d e my.yaml --keep"
    ])
      assert.sameMembers([...words(line)], [...written], line)
  })

  it("ends at a file, and leaves a condition whole", () => {
    assert.deepEqual(words("solve --levers a b wenzhou/plan"), [
      "solve",
      "--levers",
      "a",
      "--levers",
      "b",
      "wenzhou/plan"
    ])
    assert.deepEqual(Lists.spread(["solve", "--target", "max(a[2025], b[2025]) >= 2", "c"]), [
      "solve",
      "--target",
      "max(a[2025], b[2025]) >= 2",
      "--target",
      "c"
    ])
  })

  it("stays as it is where nothing follows, and in every other command", () => {
    assert.deepEqual(words("solve my.yaml --levers --keep"), ["solve", "my.yaml", "--levers", "--keep"])
    assert.deepEqual(words("run a b --target c d"), ["run", "a", "b", "--target", "c", "d"])
  })
})
