/** The house: which way imports run between packages and between the rooms of the core. */
import { globSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { assert, describe, it } from "vitest"

const packages = join(import.meta.dirname, "..", "packages")

/** What the sources of a package import, by file from its `src`. */
const importsOf = (name: string): ReadonlyArray<readonly [file: string, imports: ReadonlyArray<string>]> =>
  globSync("**/*.{ts,tsx}", { cwd: join(packages, name, "src") }).map((file) => {
    const text = readFileSync(join(packages, name, "src", file), "utf8")
    return [file, [...text.matchAll(/\b(?:from|import)[\s(]*"([^"]+)"/g)].map(([, imported]) => imported!)]
  })

const core = importsOf("core")

/** The rooms of the core that a room imports from. */
const below: ReadonlyMap<string, ReadonlySet<string>> = core.reduce((rooms, [file, imports]) => {
  const room = dirname(file)
  const found = imports
    .filter((imported) => imported.startsWith("."))
    .map((imported) => dirname(join(room, imported)))
    .filter((other) => other !== room)
  return rooms.set(room, (rooms.get(room) ?? new Set<string>()).union(new Set(found)))
}, new Map<string, ReadonlySet<string>>())

/** A way from a room back to itself; nothing where there is none. */
const circleFrom = (start: string, way: ReadonlyArray<string> = [start]): ReadonlyArray<string> | undefined => {
  for (const next of below.get(way.at(-1)!) ?? []) {
    if (next === start) return [...way, start]
    const found = way.includes(next) ? undefined : circleFrom(start, [...way, next])
    if (found !== undefined) return found
  }
  return undefined
}

describe("imports", () => {
  it("run downward between the rooms of the core", () => {
    assert.includeMembers([...below.keys()], ["model", "scenario", "run", "target", "analysis", "store"])
    for (const room of below.keys()) assert.isUndefined(circleFrom(room), room)
  })

  it.each([
    ["core", []],
    ["scenarios", ["core"]],
    ["explorer", ["core"]]
  ])("of %s run downward between packages", (name, allowed) => {
    for (const [file, imports] of importsOf(name))
      for (const imported of imports) {
        const other = /^@gongfu\/([a-z]+)/.exec(imported)?.[1]
        assert.isTrue(other === undefined || allowed.includes(other), `${file}: ${imported}`)
        assert.isFalse(join(name, "src", dirname(file), imported).startsWith(".."), `${file}: ${imported}`)
      }
  })

  it("of Node, and of Effect's runtime, stay out of what runs in a browser and in the yearly loop", () => {
    const pure = new Set(["model", "scenario", "run", "target", "analysis"])
    const strays = core.flatMap(([file, imports]) =>
      imports
        .filter((imported) =>
          imported.startsWith("node:")
            ? dirname(file) !== "store/sqlite"
            : pure.has(dirname(file)) && /^effect\/(?!Result$|Schema)/.test(imported)
        )
        .map((imported) => `${file}: ${imported}`)
    )
    assert.isEmpty(strays)
  })
})
