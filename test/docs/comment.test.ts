/** The script of the workflow in the review pages: what it posts of a check that is too long for a comment. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { runInNewContext } from "node:vm"
import * as Yaml from "@gongfu/core/document/Yaml"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"

interface Step {
  readonly with?: { readonly script?: string }
}

/** What the script of a page posts of a check. */
const posted = async (page: string, check: string): Promise<string> => {
  const [, text] = /```yaml\n([^]*?)```/.exec(readFileSync(new URL(`../../${page}`, import.meta.url), "utf8"))!
  const { value } = Result.getOrThrow(Yaml.parse({ path: "scenarios.yml", text: text! }))
  const { steps } = (value as { jobs: { check: { steps: ReadonlyArray<Step> } } }).jobs.check
  const script = steps.find((step) => step.with?.script !== undefined)!.with!.script!
  const folder = mkdtempSync(join(tmpdir(), "gongfu-"))
  writeFileSync(join(folder, "check.md"), check)
  const bodies: Array<string> = []
  const create = ({ body }: { readonly body: string }) => Promise.resolve(bodies.push(body))
  const github = { paginate: () => Promise.resolve([]), rest: { issues: { createComment: create } } }
  const context = { repo: { owner: "o", repo: "r" }, issue: { number: 1 } }
  const known = { require: createRequire(import.meta.url), process: { env: { RUNNER_TEMP: folder } }, github, context }
  try {
    await (runInNewContext(`(async () => {${script}})()`, known) as Promise<void>)
  } finally {
    rmSync(folder, { recursive: true })
  }
  return bodies[0]!
}

const limit = 65_536
const fold = (title: string, inner: string): string =>
  `<details>\n<summary>${title}</summary>\n\n${inner}\n\n</details>`

describe.for([
  ["docs/review.md", "In full, against the locked run on record", "The rest is in the summary of the job."],
  ["docs/zh/review.md", "与已记录的锁定推演全面比较", "其余内容见任务摘要。"]
] as const)("the comment of %s", ([page, full, rest]) => {
  const head = "# Check\n\n✗ 3 scenarios\n\n"
  const scenario = (name: string, own: number, compared: number): string =>
    fold(name, `${"o".repeat(own)} of ${name}\n\n${fold(full, `${"f".repeat(compared)} of ${name}`)}`)
  const made = (...sizes: ReadonlyArray<readonly [own: number, compared: number]>): string =>
    head + sizes.map(([own, compared], i) => scenario(`s${i}`, own, compared)).join("\n\n")

  it("is all of a check that fits", async () => {
    const check = made([100, 20_000], [100, 30_000])
    assert.strictEqual(await posted(page, check), `<!-- gongfu check -->\n${check}`)
  })

  it("leaves out the longest full comparisons first, and no more than it has to", async () => {
    const told = await posted(page, made([100, 20_000], [100, 50_000], [100, 10_000]))
    assert.isBelow(told.length, limit)
    assert.include(told, "f of s0")
    assert.notInclude(told, "f of s1")
    assert.include(told, "o of s1")
    assert.include(told, "f of s2")
    assert.isTrue(told.endsWith(`\n\n${rest}`))
    assert.lengthOf(told.match(/<details>/g)!, told.match(/<\/details>/g)!.length)
  })

  it("leaves out all that is folded where that is too much still", async () => {
    const told = await posted(page, made([40_000, 100], [40_000, 100]))
    assert.strictEqual(told, `<!-- gongfu check -->\n${head}${rest}`)
  })
})
