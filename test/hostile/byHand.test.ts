/** Titles and reasons that are typed with a fork stay texts wherever they are shown. */
// Assertions stand in callbacks here, which the rule does not see.
/* oxlint-disable vitest/expect-expect */
import { assert, beforeAll, describe, it } from "vitest"
import { structure } from "./markdown.ts"
import { type Said, say } from "./Terminal.ts"
import { shown, steers, unseen } from "./texts.ts"
import * as Town from "./Town.ts"

const commands: ReadonlyArray<ReadonlyArray<string>> = [
  ["show", "idea"],
  ["tree"],
  ["log"],
  ["compare", "more", "idea"],
  ["why", "idea", "effort", "2023"]
]
const markdown: ReadonlyArray<ReadonlyArray<string>> = [
  ["log", "--md"],
  ["compare", "more", "idea", "--md"],
  ["why", "idea", "effort", "2023", "--md"]
]

let folder: string
let stores = 0

/** What each command says of a fork with that title and reason, in a store of its own. */
const told = async (text: string, asked: ReadonlyArray<ReadonlyArray<string>>): Promise<ReadonlyArray<Said>> => {
  const store = `${folder}/${stores++}.sqlite`
  await say(folder, ["run", `${folder}/scenarios/more.yaml`], store)
  const made = await say(
    folder,
    ["fork", "more", "effort=0.3", "--at", "2022", "--name", "idea", `--title=${text}`, `--reason=${text}`, "--end"],
    store
  )
  assert.strictEqual(made.code, 0, made.err)
  return [made, ...(await Promise.all(asked.map((args) => say(folder, args, store))))]
}

beforeAll(() => {
  folder = Town.folder(Town.files(Town.calm))
})

// What cannot be typed is left out: an argument ends at NUL and is Unicode.
const typed = [...shown, ...unseen].filter((text) => !text.includes("\0") && text.isWellFormed())

describe("a title and a reason that are typed", () => {
  it("reach a terminal as text", async () => {
    assert.isAbove(typed.length, 50)
    for (const text of typed)
      // One store after the other: each is small.
      // oxlint-disable-next-line no-await-in-loop
      for (const { err, out } of await told(text, commands)) {
        assert.isUndefined(steers(out), text)
        assert.strictEqual(err, "", text)
      }
  })

  it("reach Markdown as text", async () => {
    const calm = await told("calm", markdown)
    for (const text of typed) {
      // oxlint-disable-next-line no-await-in-loop
      const said = await told(text, markdown)
      for (const [i, { out }] of said.entries()) {
        const [marks, usual] = [structure(out), structure(calm[i]!.out)]
        // The history has a heading for each second in which something was recorded: how many is chance.
        if (markdown[i - 1]?.[0] === "log") assert.sameMembers([...new Set(marks)], [...new Set(usual)], text)
        else if (i > 0) assert.deepStrictEqual(marks, usual, `${markdown[i - 1]!.join(" ")}: ${text}`)
      }
    }
  })
})
