/** A place to lock and to check. */
import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert } from "vitest"
import * as Cli from "./Cli.ts"
import { place } from "./toy.ts"

/** Where the scenarios of the place stand. */
export const scenarios = join("toy", "scenarios")

/** A fresh toy place whose scenarios all reach their last year, locked or not. */
export const study = (locked: boolean) => {
  const root = place()
  rmSync(join(root, scenarios, "broken.yaml"))
  const at = (name: string): string => join(root, scenarios, name)
  const run = (...args: ReadonlyArray<string>) => Cli.aside(root, args)
  const edit = (path: string, from: string, to: string): void => {
    const text = readFileSync(join(root, path), "utf8")
    assert.include(text, from)
    writeFileSync(join(root, path), text.replace(from, to))
  }
  const standings = (...args: ReadonlyArray<string>) => {
    const { code, out } = run("check", ...args, "--json")
    const { counts, scenarios: all } = JSON.parse(out)
    return { code, counts, all, names: all.map((one: { standing: string }) => one.standing) }
  }
  if (locked) assert.strictEqual(run("lock", "toy").code, 0)
  return { root, at, run, edit, standings }
}

/** A text without its line breaks, which are where there is room. */
export const unbroken = (text: string): string => text.replace(/\s+/g, "")
