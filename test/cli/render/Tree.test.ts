/** Trees: no line leaves the width, no text gets lost, and nothing in a text becomes markup. */
import { plain } from "../../../packages/cli/src/render/Colour.ts"
import * as Tree from "../../../packages/cli/src/render/Tree.ts"
import * as Width from "../../../packages/cli/src/render/Width.ts"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { hostile } from "./texts.ts"

const branchOf = (depth: number): fc.Arbitrary<Tree.Branch> =>
  fc.record({
    head: hostile,
    lines: fc.array(fc.record({ text: hostile, hangs: fc.boolean() }), { maxLength: 3 }),
    branches: depth === 0 ? fc.constant([]) : fc.array(branchOf(depth - 1), { maxLength: 2 })
  })
const branches = branchOf(4)

const levels = ({ branches: below }: Tree.Branch): number => 1 + Math.max(0, ...below.map(levels))
const texts = (branch: Tree.Branch): ReadonlyArray<string> => [
  branch.head,
  ...branch.lines.map(({ text }) => text),
  ...branch.branches.flatMap(texts)
]
const letters = (text: string): string => Width.printable(text).replaceAll(/[\s│├└─]/gu, "")

describe("a tree", () => {
  it("keeps to its width, and loses no letter", () => {
    fc.assert(
      fc.property(branches, fc.integer({ min: 40, max: 120 }), (branch, width) => {
        const drawn = Tree.text(branch, width, plain)
        const room = Math.max(width, levels(branch) * Tree.step + 16)
        for (const line of drawn.split("\n")) {
          assert.isAtMost(Width.of(line), room)
          assert.strictEqual(line, line.trimEnd())
        }
        assert.strictEqual(letters(drawn), texts(branch).map(letters).join(""))
      })
    )
  })

  it("sets the rest of a broken head in, deeper than what is told below it", () => {
    const head = "Productivity of all firms above the line, 2025: 1.154"
    const branch: Tree.Branch = {
      head: "a",
      lines: [],
      branches: [{ head, lines: [{ text: "computed" }, { text: head, hangs: true }], branches: [] }]
    }
    const [first, rest] = ["Productivity of all firms above the line,", "2025: 1.154"]
    assert.strictEqual(
      Tree.text(branch, 49, plain),
      ["a", `└─ ${first}`, `        ${rest}`, "      computed", `      ${first}`, `        ${rest}`].join("\n")
    )
    assert.include(Tree.text(branch, 3 + 3 + head.length, plain), `└─ ${head}\n      computed\n      ${head}`)
  })

  it("draws branches with boxes", () => {
    const leaf = (head: string): Tree.Branch => ({ head, lines: [{ text: `${head} is` }], branches: [] })
    const branch: Tree.Branch = {
      head: "a",
      lines: [{ text: "x y", hangs: true }],
      branches: [{ ...leaf("b"), branches: [leaf("c")] }, leaf("d")]
    }
    assert.strictEqual(
      Tree.text(branch, 60, plain),
      ["a", "│  x y", "├─ b", "│  │  b is", "│  └─ c", "│        c is", "└─ d", "      d is"].join("\n")
    )
    assert.strictEqual(
      Tree.markdown(branch),
      [
        "- **a**",
        "  <br>x y",
        "  - **b**",
        "    <br>b is",
        "    - **c**",
        "      <br>c is",
        "  - **d**",
        "    <br>d is"
      ].join("\n")
    )
  })
})
