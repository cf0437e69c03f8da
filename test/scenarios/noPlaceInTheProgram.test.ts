/**
 * The program knows no place.
 *
 * No code of core, cli or explorer names a shipped place or anything in it: not by a compound name such as land_rural_share,
 * which no other text has by chance, and not by a plain one such as gdp as a text of its own. Comments may, and so
 * may a text that gives an example: "such as …", “如 …”, or a command to type. What `init` writes is listed here.
 */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Shipped from "@gongfu/scenarios/Shipped"
import { load } from "./ShippedPlace.ts"

const shipped = await Effect.runPromise(Shipped.places)
const places = await Promise.all(shipped.map(({ name }) => load(name)))

const names = new Set(
  places.flatMap(({ model, place }) => [
    place.name,
    model.document.model,
    ...model.variables.map(({ name }) => name),
    ...model.sectors.map(({ name }) => name),
    ...place.targets.all.map(({ name }) => name)
  ])
)
/** Keys of the model language that a shipped sector happens to be called by, too. */
const keys = new Set(["distribution"])
const unmistakable = [...names].filter((name) => /[_-]/.test(name) || shipped.some((place) => place.name === name))

/** Lines of texts that a person is meant to change, or to type something else for. */
const examples = [
  "extends: wenzhou/plan",
  "land_rural_share: {2021: 0.3, 2025: 0.55}",
  'Flag.withOptionalValue("example-city"),',
  '"start a place of your own, as a copy of a shipped one; without a name of example-city, which is small and made up",',
  '"新建自己的地区，以内置地区为蓝本；不写名称时取 example-city（小型虚构城市）"'
]
const isExample = (line: string): boolean => examples.includes(line) || /such as |（如 |gongfu [a-z]+ /.test(line)
const isComment = (line: string): boolean => /^(\/\/|\/?\*)/.test(line)

const word = new RegExp(`(?<![\\w-])(${unmistakable.join("|")})(?![\\w-])`, "i")
const wholeText = /(["'`])([a-z][a-z0-9_-]*)\1/g

/** The lines of a text that name something of a place. */
const naming = (text: string): ReadonlyArray<string> =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => !isComment(line) && !isExample(line))
    .filter(
      (line) =>
        word.test(line) || [...line.matchAll(wholeText)].some(([, , whole]) => names.has(whole!) && !keys.has(whole!))
    )

const sources = ["core", "cli", "explorer"].flatMap((name) => {
  const folder = fileURLToPath(new URL(`../../packages/${name}/src`, import.meta.url))
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => [`${name}/${file}`, readFileSync(join(folder, file), "utf8")] as const)
})

describe("core, cli and explorer", () => {
  it("name nothing of a shipped place", () => {
    assert.isAbove(sources.length, 60)
    assert.isAbove(unmistakable.length, 200)
    assert.deepStrictEqual(
      sources.flatMap(([file, text]) => naming(text).map((line) => `${file}: ${line}`)),
      []
    )
  })

  it("would be caught: a default, a variable in code, a plain name as a text", () => {
    for (const line of [
      'Argument.withDefault("wenzhou")',
      'Argument.withDefault("wenzhou/plan")',
      'if (name === "land_rural_share") return 1',
      "const share = values.land_rural_share",
      'const first = "gdp"'
    ])
      assert.deepStrictEqual(naming(`  ${line}`), [line])
    assert.deepStrictEqual(naming('const label = { en: "budget, as in gdp" }\n// wenzhou'), [])
  })

  it("still give each example that is excepted here", () => {
    const lines = new Set(sources.flatMap(([, text]) => text.split("\n").map((line) => line.trim())))
    assert.deepStrictEqual(
      examples.filter((line) => !lines.has(line)),
      []
    )
  })
})
