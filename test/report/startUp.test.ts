/** What draws charts stays out of the way of every other command: nothing that starts with the program leads to it. */
import { readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { assert, beforeAll, it } from "vitest"
import { bin, built } from "../cli/Cli.ts"

beforeAll(built)

/** What only ECharts says. */
const isCharts = (text: string): boolean => text.includes("ecmeta_")

it("charts are loaded when a report is made, and never before", () => {
  const dist = join(dirname(bin), "..", "dist")
  const read = (file: string): string => readFileSync(join(dist, file), "utf8")
  const [drawing, ...others] = readdirSync(dist).filter((file) => file.endsWith(".mjs") && isCharts(read(file)))
  assert.isDefined(drawing, "no part draws charts: the mark to look for has changed")
  assert.notInclude([drawing, ...others], "gongfu.mjs")
  // Parts that are imported at once; `import(...)` waits until it is asked.
  const atOnce = (file: string): ReadonlyArray<string> =>
    [...read(file).matchAll(/(?:from|import)"\.\/(part-[A-Z0-9]+\.mjs)"/g)].map(([, name]) => name!)
  const reached = new Set(["gongfu.mjs"])
  for (const file of reached) for (const next of atOnce(file)) reached.add(next)
  assert.isAbove(reached.size, 1)
  assert.deepStrictEqual(
    [...reached].filter((file) => isCharts(read(file))),
    []
  )
})
