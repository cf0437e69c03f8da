/** Options without a value, in every way that the parser of the command line takes one, mean the same to all of gongfu. */
import { assert, beforeAll, describe, it } from "vitest"
import * as Switch from "gongfu/session/Switch"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

const base = "toy/scenarios/base.yaml"
let root: string

beforeAll(async () => {
  await Cli.built()
  root = Toy.place()
  assert.strictEqual(Cli.aside(root, ["run", base, "--brief"]).code, 0)
})

const yes = ["--json", "--json=true", "--json=1", "--json=yes", "--json=on", "--json=y", "--json true", "--json y"]
const no = ["", "--no-json", "--json=false", "--json=0", "--json=no", "--json=off", "--json=n", "--json off"]
const words = (typed: string): ReadonlyArray<string> => typed.split(" ").filter((word) => word !== "")

describe("an option without a value", () => {
  it("is on in every way to say so, and off in every way to say that", () => {
    const run = (typed: string) => Cli.aside(root, ["list", ...words(typed)])
    for (const typed of yes) assert.deepEqual(run(typed), run("--json"), typed)
    for (const typed of no) assert.deepEqual(run(typed), run(""), typed)
    assert.doesNotThrow(() => JSON.parse(run("--json").out))
  })

  it("has failures told in the form that it asks for", () => {
    const run = (typed: string) => Cli.aside(root, ["show", "nothing", ...words(typed)])
    for (const typed of yes) assert.deepEqual(run(typed), run("--json"), typed)
    for (const typed of no) assert.deepEqual(run(typed), run(""), typed)
    assert.notDeepEqual(run("--json"), run(""))
  })

  it("is one form of output, however it is typed", () => {
    for (const typed of ["--md=true --csv=true", "--md yes --csv=1", "--csv --md=on"])
      assert.include(
        Cli.aside(root, ["compare", base, "toy/scenarios/more.yaml", ...words(typed)]).err,
        "--md and --csv cannot go together",
        typed
      )
    const compare = (...typed: ReadonlyArray<string>) =>
      Cli.aside(root, ["compare", base, "toy/scenarios/more.yaml", ...typed])
    assert.deepEqual(compare("--csv", "--md=false"), compare("--csv"))
  })

  it("means what is typed last, and nothing where it is not typed", () => {
    assert.isTrue(Switch.on(words("--json=false list --json"), "json"))
    assert.isFalse(Switch.on(words("--json list --no-json"), "json"))
    assert.isUndefined(Switch.on(words("list -- --json"), "json"))
    assert.isUndefined(Switch.on(words("list --json=perhaps --jsonl --store json"), "json"))
    assert.isTrue(Switch.on(words("--json show plan"), "json"))
  })
})
