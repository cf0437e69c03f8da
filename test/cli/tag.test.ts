/** Names of one's own for runs and ensembles, and what a name means without one. */
import { assert, beforeEach, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

let root: string

const scenario = (name: string): string => `toy/scenarios/${name}.yaml`
const gongfu = (...args: ReadonlyArray<string>) => Cli.aside(root, args)
const json = (...args: ReadonlyArray<string>) => JSON.parse(gongfu(...args, "--json").out)
const idOf = (name: string): string => json("show", name).run.id

beforeAll(Cli.built)
beforeEach(() => {
  root = Toy.place()
  assert.strictEqual(gongfu("run", scenario("base"), scenario("more"), "--brief").code, 0)
})

describe("a tag", () => {
  it("means its run until it is given again, which says what it meant before", () => {
    const [base, more] = [idOf("base"), idOf("more")]
    assert.deepStrictEqual(gongfu("tag", "best", "base"), { code: 0, err: "", out: `best now means ${base}\n` })
    assert.strictEqual(idOf("best"), base)
    assert.strictEqual(gongfu("tag", "best", base).out, `best means ${base} already\n`)
    assert.deepStrictEqual(json("tag", "best", "more").tag, { name: "best", run: more, before: base })
    assert.strictEqual(idOf("best"), more)
    assert.strictEqual(gongfu("tag", "best", "base", "--lang", "zh").out, `“best”现指 ${base}，此前指 ${more}\n`)
    assert.strictEqual(gongfu("tag", "最佳", "best").code, 0)
    // A name may be longer than any file's.
    assert.strictEqual(gongfu("tag", "长".repeat(200), "best").code, 0)
    assert.strictEqual(idOf("最佳"), base, "a run is named by a tag like by any other name")
  })

  it("is listed by name, and beside its run", () => {
    assert.match(gongfu("tag").out, /no tag yet; gongfu tag NAME RUN/)
    assert.notInclude(gongfu("list").out, "Tags")
    const [base, more] = [idOf("base"), idOf("more")]
    for (const [name, run] of [
      ["z", more],
      ["a", more],
      ["best-one", base]
    ])
      assert.strictEqual(gongfu("tag", name!, run!).code, 0)
    assert.deepStrictEqual(json("tag").tags, [
      { name: "a", run: more },
      { name: "best-one", run: base },
      { name: "z", run: more }
    ])
    assert.match(gongfu("tag").out, new RegExp(`a +${more}\\n best-one +${base}\\n z +${more}\\n`))
    const { out } = gongfu("list")
    assert.match(out, / Run +Tags +Scenario +Years/)
    assert.match(out, new RegExp(`${more} +a, z +More effort +2020`))
  })

  it("is taken away without its run", () => {
    const base = idOf("base")
    gongfu("tag", "best", "base")
    assert.strictEqual(gongfu("tag", "best", "--remove").out, `best is no tag any more; it meant ${base}\n`)
    assert.deepStrictEqual(json("tag").tags, [])
    assert.strictEqual(idOf("base"), base)
    gongfu("tag", "good", "base")
    assert.match(gongfu("tag", "best", "--remove").err, /there is no tag "best"\n {2}there are: good/)
    assert.match(gongfu("tag", "--remove").err, /by its name alone\n {2}gongfu tag NAME --remove/)
    assert.match(gongfu("tag", "good", "more", "--remove").err, /by its name alone\n {2}gongfu tag good --remove/)
    assert.strictEqual(gongfu("verify").code, 0)
  })

  it("takes no name that means something else, or reads like it", () => {
    const [base, more] = [idOf("base"), idOf("more")]
    Toy.write(root, { notes: "a file\n" })
    const [{ id: ensemble }] = json("ensemble", scenario("more"), "--members", "5").ensembles
    const cases: ReadonlyArray<readonly [name: string, says: string]> = [
      [more, `it means ${more} already`],
      ["more", `it means ${more} already`],
      [more.slice(0, 6), `it means ${more} already`],
      ["more-ensemble", `it means ${ensemble} already`],
      ["best.yaml", "it reads like a file"],
      ["wenzhou/plan", "it reads like a file"],
      ["notes", "it reads like a file"],
      ["plan-0123abcd", "it reads like a run's id"],
      ["长".repeat(201), "cannot be a name"],
      ["-x", "it reads like an option"],
      ["two words", "cannot be a name"],
      ["", "cannot be a name"]
    ]
    for (const [name, says] of cases) {
      const { code, err } = gongfu("tag", "--", name, base)
      assert.strictEqual(code, 1, name)
      assert.include(err.replaceAll(/\s+/g, " "), says)
      assert.match(err, /give another name|use 1 to 200 characters/)
    }
    assert.deepStrictEqual(json("tag").tags, [])
    assert.match(gongfu("tag", "best", "nothing").err, /no run "nothing" is on record/)
    assert.match(gongfu("tag", "best").err, /not said\n {2}gongfu tag best RUN; gongfu tag alone lists the tags/)
    gongfu("tag", "best", base)
    assert.match(gongfu("show", "bset").err, /did you mean "best"\?/)
  })
})

describe("the name of an ensemble without its fingerprint", () => {
  it("means the latest one, as a scenario's name means its latest run", () => {
    const make = (members: string): string => json("ensemble", scenario("more"), "--members", members).ensembles[0].id
    const first = make("5")
    assert.strictEqual(json("show", "more-ensemble").ensemble.id, first)
    const second = make("6")
    assert.notStrictEqual(second, first)
    assert.strictEqual(json("show", "more-ensemble").ensemble.id, second)
    assert.strictEqual(json("show", first).ensemble.id, first)
    assert.match(gongfu("show", "more-ens").err, /could be any of 2 ensembles/)
    assert.match(gongfu("show", "mor", "--lang", "zh").err, /对应 \d+ 次推演和 2 个集合推演/)
    assert.match(gongfu("show", "more").out, /Income of 150/, "the scenario's name means its run still")
    assert.match(
      gongfu("fork", "more", "--at", "2021", "--name", "more-ensemble").err,
      /the name "more-ensemble" is taken/
    )
  })
})
