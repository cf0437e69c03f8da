/** `gongfu schema`: a JSON Schema for each kind of file. */
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

const gongfu = (...args: ReadonlyArray<string>): Cli.Outcome => Cli.run(Toy.folder(), args)

beforeAll(Cli.built)

describe("gongfu schema", () => {
  it("gives a JSON Schema for each kind of file", () => {
    for (const kind of ["scenario", "targets", "model", "sector", "pattern", "place", "backtest"]) {
      const schema = JSON.parse(gongfu("schema", kind).out)
      assert.match(schema.$schema, /draft-07/)
      assert.isTrue("definitions" in schema)
    }
    assert.deepInclude(JSON.parse(gongfu("schema", "scenario", "--json").out), { format: 1 })
  })
})
