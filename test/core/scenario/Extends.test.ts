import * as Span from "@gongfu/core/document/Span"
import * as Extends from "@gongfu/core/scenario/Extends"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { failure, success } from "./fixture.ts"

const here = Span.whole("scenario.yaml")

describe("Extends", () => {
  it("tells a file from a shipped scenario by its ending", () => {
    assert.deepStrictEqual(success(Extends.parent("plan.yaml", here)), { kind: "file", path: "plan.yaml" })
    assert.deepStrictEqual(success(Extends.parent("../基准/计划.yml", here)), {
      kind: "file",
      path: "../基准/计划.yml"
    })
    assert.deepStrictEqual(success(Extends.parent("wenzhou/plan", here)), {
      kind: "shipped",
      place: "wenzhou",
      scenario: "plan"
    })
  })

  it("tells a folder from a shipped place by its form", () => {
    for (const place of ["wenzhou", "example-city", "my_city"])
      assert.deepStrictEqual(success(Extends.place(place, here)), { kind: "shipped", place })
    for (const path of ["..", ".", "./wenzhou", "a/b", "温州"])
      assert.deepStrictEqual(success(Extends.place(path, here)), { kind: "folder", path })
  })

  it.each([
    ["/etc/passwd.yaml", "absolute"],
    ["..\\plan.yaml", "backslash"],
    ["C:/plan.yaml", "url"],
    ["https://example.org/plan.yaml", "url"],
    ["file:plan.yaml", "url"],
    ["plan\0.yaml", "character"],
    ["plan", "ending"],
    ["a/b/c", "ending"],
    [".yaml", "ending"],
    ["plan.yaml/", "ending"]
  ])("refuses %j as a parent: %s", (text, reason) => {
    assert.deepStrictEqual(failure(Extends.parent(text, here)).data, { text, reason })
  })

  it.each(["/", "\\\\server", "c:", "ab\0"])("refuses %j as a place", (text) => {
    assert.strictEqual(failure(Extends.place(text, here))._tag, "NotAReference")
  })

  it("reading any text gives a result", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const parent = Extends.parent(text, here)
        const place = Extends.place(text, here)
        assert.isTrue(Result.isSuccess(parent) || parent.failure.remedy.zh !== "")
        assert.isTrue(Result.isSuccess(place) || place.failure.remedy.zh !== "")
      })
    )
  })

  const step = fc.constantFrom("a", "b", "..", ".", "", "...", "计划")

  it("following a path never leads above the project folder", () => {
    fc.assert(
      fc.property(fc.array(step), fc.array(fc.constantFrom("x", "y")), (steps, folder) => {
        let depth = folder.length
        const leaves = steps.some((s) => (depth += s === ".." ? -1 : s === "." || s === "" ? 0 : 1) < 0)
        const led = Extends.follow(folder, steps.join("/"))
        assert.strictEqual(led === undefined, leaves)
        assert.isFalse(led?.includes("..") ?? false)
      })
    )
  })

  it("following two paths one after the other is following them joined", () => {
    fc.assert(
      fc.property(fc.array(step), fc.array(step), (first, second) => {
        const a = Extends.follow([], first.join("/"))
        const both = Extends.follow([], [...first, ...second].join("/"))
        assert.deepStrictEqual(a === undefined ? undefined : Extends.follow(a, second.join("/")), both)
      })
    )
  })
})
