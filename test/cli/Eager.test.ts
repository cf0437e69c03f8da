/** A function in parentheses is compiled with its file and means what it meant. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Script } from "node:vm"
import * as fc from "fast-check"
import { afterAll, assert, describe, it, vi } from "vitest"
import * as Eager from "../../packages/cli/eager.ts"

const folder = mkdtempSync(join(tmpdir(), "gongfu-eager-test-"))
afterAll(() => rmSync(folder, { recursive: true }))

const text = `
const told = []
const arrow = (a, b = () => 1) => a + b()
const later = async a => { told.push("later"); return () => a }
const named = function self(n) { return n === 0 ? 1 : n * self(n - 1) }
function declared() { return "共富" }
class Kind { constructor() { told.push(this.own()) } own() { return [1, 2].map(x => x * 2) } get half() { return 0.5 } static s = () => 3 }
const object = { method(a) { return a }, get value() { return 1 }, plain: function () { return 2 }, arrow: x => ({ x }) }
told.push(arrow(1), arrow(1, () => 4), named(4), declared(), new Kind().half, Kind.s(), object.method(5), object.value, object.plain(), object.arrow(6).x, arrow.name, named.name, object.plain.name)
`

/** Every place at which a function begins, with every place at which one may end. */
const ranges: ReadonlyArray<Eager.Range> = Array.from({ length: text.length }, (_, start) => start).flatMap((start) =>
  Array.from({ length: text.length - start }, (_, i) => ({ start, end: start + i + 1 }))
)

const resultOf = (module: string): unknown => new Script(`(() => {${module}; return told})()`).runInThisContext()

describe("Eager", () => {
  it("changes nothing of what a module does, whichever functions it marks", () => {
    const all = Eager.marked(text, ranges)
    assert.deepEqual(resultOf(all), resultOf(text))
    assert.isAbove(all.length, text.length)
    assert.strictEqual(all.replaceAll(/[()]/g, ""), text.replaceAll(/[()]/g, ""))
    fc.assert(
      fc.property(fc.subarray([...ranges], { maxLength: 4000 }), (some) => {
        assert.deepEqual(resultOf(Eager.marked(text, some)), resultOf(text))
      }),
      { numRuns: 50 }
    )
    assert.strictEqual(Eager.marked(text, []), text)
  })

  it("has what it marks compiled at once", () => {
    const script = `const f = a => { ${"a = a * 2 + Math.sin(a);".repeat(100)} return a }`
    const size = (source: string) => new Script(source).createCachedData().length
    const whole = { start: script.indexOf("a =>"), end: script.length }
    assert.isAbove(size(Eager.marked(script, [whole])), size(script) + 2000)
  })

  it("carries commands out as if nothing were set for gongfu: no run gets into a store of the user's", () => {
    const file = join(folder, "settings.mjs")
    const program = `const own = () => 1; const none = () => 2
process.env.GONGFU_STORE === undefined ? none() : own()`
    writeFileSync(file, program)
    vi.stubEnv("GONGFU_STORE", join(folder, "mine.sqlite"))
    try {
      const marked = Eager.marked(program, Eager.calledBy(file, [[]]).get(file)!)
      assert.include(marked, "const own = () => 1; const none = (() => 2)")
    } finally {
      vi.unstubAllEnvs()
    }
  })

  it("finds the functions that commands call, and no others", () => {
    const file = join(folder, "program.mjs")
    const program = `const a = () => 1; const b = () => 2; const c = () => 3
process.argv[2] === "a" ? a() : b()`
    writeFileSync(file, program)
    const called = Eager.calledBy(file, [["a"], ["b"]])
    const marked = Eager.marked(program, called.get(file)!)
    assert.include(marked, "const a = (() => 1); const b = (() => 2); const c = () => 3")
    assert.include(
      Eager.marked(program, Eager.calledBy(file, [["b"]]).get(file)!),
      "const a = () => 1; const b = (() => 2)"
    )
  })
})
