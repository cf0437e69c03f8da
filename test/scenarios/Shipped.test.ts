/** The places that ship, and those in a folder: how they are found and named. */
import * as Paths from "node:path"
import * as Span from "@gongfu/core/document/Span"
import * as Shipped from "@gongfu/scenarios/Shipped"
import * as ShippedTitles from "@gongfu/scenarios/ShippedTitles"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { folderOf, load, oneFault, scenario } from "./folders.ts"

describe("Shipped", () => {
  it.effect("lists the places in a folder with their scenarios, and nothing else", () =>
    Effect.gen(function* () {
      const folder = folderOf({
        "b/gongfu.yaml": "",
        "b/scenarios/plan.yaml": "",
        "b/scenarios/plan.lock.yaml": "",
        "b/scenarios/a-plan.yaml": "",
        "b/scenarios/README.md": "",
        "a/gongfu.yaml": "",
        "src/x.ts": "",
        "file.yaml": ""
      })
      assert.deepStrictEqual(
        (yield* Shipped.placesIn(folder)).map(({ name, scenarios }) => [name, ...scenarios]),
        [["a"], ["b", "a-plan", "plan"]]
      )
      assert.deepStrictEqual(yield* Shipped.placesIn(Paths.join(folder, "nowhere")), [])
    })
  )

  it.effect("ships Wenzhou, and a scenario may name it as its place", () =>
    Effect.gen(function* () {
      const places = yield* Shipped.places
      const wenzhou = places.find(({ name }) => name === "wenzhou")
      const folder = folderOf({ "a.yaml": scenario("a", { place: "wenzhou" }) })
      assert.strictEqual((yield* load(folder, "a.yaml")).place.folder, wenzhou?.folder)
    })
  )

  it.effect("finds a name without a look at any title, and of titles passes over what cannot be read", () =>
    Effect.gen(function* () {
      const titled = (en: string, zh: string) => `title: {en: ${en}, zh: ${zh}}`
      const shipped = yield* Shipped.placesIn(
        folderOf({
          "a/gongfu.yaml": ": no YAML: [",
          "a/scenarios/plan.yaml": "title: only one",
          "b/gongfu.yaml": titled("Bay town", "海湾镇"),
          "b/scenarios/plan.yaml": titled("The plan the long way", "远路"),
          "b/scenarios/broken.yaml": ": no YAML: ["
        })
      )
      const from = Span.whole("typed")
      for (const { folder, name } of shipped) {
        assert.strictEqual((yield* Shipped.findPlace(shipped, name, from)).folder, folder)
        const file = yield* Shipped.findScenario(shipped, `${name}/plan`, from)
        assert.strictEqual(file, Paths.join(folder, "scenarios", "plan.yaml"))
      }
      const names = (typed: string) =>
        Effect.map(ShippedTitles.meant(shipped, typed), (found) => found.map(({ name }) => name))
      for (const [typed, ...meant] of [
        ["海湾镇", "b"],
        ["海湾", "b"],
        ["海湾/远路", "b/plan"],
        ["b/远路", "b/plan"],
        ["海湾/plan", "b/plan"],
        ["远路", "b/plan"],
        ["long way", "b/plan"],
        ["a/远路"],
        ["plan"],
        ["./海湾镇"],
        ["海湾镇.yaml"],
        ["海湾镇/"],
        [""]
      ] as const)
        assert.deepStrictEqual(yield* names(typed), meant, typed)
    })
  )

  it.effect("messages name what was built by what it was built from, where that is there", () =>
    Effect.gen(function* () {
      const root = folderOf({ "scenarios/town/gongfu.yaml": "", "cli/dist/places/other/gongfu.yaml": "" })
      const copy = (name: string) => Paths.join(root, "cli", "dist", "places", name)
      const source = Paths.relative(process.cwd(), Paths.join(root, "scenarios", "town"))
      assert.strictEqual(yield* Shipped.shownAs(copy("town")), source)
      assert.strictEqual(
        yield* Shipped.shownAs(Paths.join(copy("town"), "gongfu.yaml")),
        Paths.join(source, "gongfu.yaml")
      )
      for (const path of [copy("other"), Paths.join(root, "scenarios", "town"), "/no/such/place"])
        assert.strictEqual(yield* Shipped.shownAs(path), path)
    })
  )

  it.effect("an unknown place or scenario is told with the nearest at its line", () =>
    Effect.gen(function* () {
      const folder = folderOf({
        "a.yaml": scenario("a", { place: "wenzou" }),
        "b.yaml": scenario("b", { extends: "nowhere/at-all" })
      })
      const fault = yield* oneFault(load(folder, "a.yaml"))
      assert.deepStrictEqual(
        [fault.remedy.en, fault.span.line],
        ['did you mean "wenzhou"? a folder of your own is written ./wenzou', 4]
      )
      assert.strictEqual((yield* oneFault(load(folder, "b.yaml")))._tag, "UnknownShipped")
    })
  )
})
