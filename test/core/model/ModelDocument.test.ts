/** A model as its document: kept as canonical JSON, in whatever order its parts stand. */
import * as Check from "@gongfu/core/model/Check"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Indicator from "@gongfu/core/model/Indicator"
import type { Model } from "@gongfu/core/model/Model"
import { ModelDocument } from "@gongfu/core/model/ModelDocument"
import * as Run from "@gongfu/core/run/Run"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { scenarioOf, settingOf } from "../run/settings.ts"
import { tameDocument, wildDocument } from "./arbitraryModel.ts"
import { limits } from "./Tape.ts"

const modelOf = (document: ModelDocument): Model => Result.getOrThrow(Check.fromDocument(document))

/** What a run of the model finds: the values of every year and what was told, whatever the order of slots. */
const found = (model: Model): unknown =>
  Run.project(settingOf(model), scenarioOf()).events.filter((event) => event.type !== "RunStarted")

const shuffled = <A>(list: ReadonlyArray<A>, seed: number): ReadonlyArray<A> =>
  list
    .map((entry, i) => [Fingerprint.ofText(`${seed} ${i}`), entry] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, entry]) => entry)

describe("ModelDocument", () => {
  it("survives canonical JSON: same fingerprint, same values", () => {
    fc.assert(
      fc.property(fc.oneof(tameDocument, wildDocument), (document) => {
        const model = modelOf(document)
        const kept: unknown = JSON.parse(Fingerprint.canonical(document))
        const read = modelOf(Schema.decodeUnknownSync(ModelDocument, { onExcessProperty: "error" })(kept))
        assert.strictEqual(read.fingerprint, model.fingerprint)
        assert.deepEqual(found(read), found(model))
      }),
      limits(100)
    )
  })

  it("encodes to what it was decoded from", () => {
    fc.assert(
      fc.property(wildDocument, (document) => {
        const decoded = Schema.decodeSync(ModelDocument)(document)
        assert.deepEqual(Schema.encodeSync(ModelDocument)(decoded), document)
      }),
      limits(50)
    )
  })

  it("gives the same result in whatever order sectors and variables stand", () => {
    fc.assert(
      fc.property(tameDocument, fc.nat(), (document, seed) => {
        const other = {
          ...document,
          sectors: shuffled(document.sectors, seed).map((sector) => ({
            ...sector,
            variables: shuffled(sector.variables, seed),
            milestones: shuffled(sector.milestones, seed)
          }))
        }
        const [a, b] = [document, other].map((d) => Run.project(settingOf(modelOf(d)), scenarioOf()).state)
        assert.strictEqual(a!.status, b!.status)
        assert.strictEqual(a!.result, b!.result)
        if (a!.status === "completed") assert.match(a!.result!, /^[0-9a-f]{64}$/)
      }),
      limits(100)
    )
  })

  it("numbers each slot once, inputs before equations", () => {
    fc.assert(
      fc.property(wildDocument, (document) => {
        const model = modelOf(document)
        assert.deepEqual(
          model.cells.map((cell) => cell.slot),
          model.cells.map((_, i) => i)
        )
        const firstEquation = model.cells.findIndex((cell) => cell.equation !== undefined)
        if (firstEquation !== -1)
          assert.isTrue(model.cells.slice(firstEquation).every((cell) => cell.equation !== undefined))
        const computed = model.cells.slice(firstEquation === -1 ? model.slots : firstEquation).map((cell) => cell.slot)
        for (const statements of [model.program.first, model.program.later])
          assert.deepEqual(
            statements.map(({ cell }) => cell.slot).toSorted((a, b) => a - b),
            computed
          )
      }),
      limits(50)
    )
  })

  it("finds every indicator by its address, members in any order, and nothing else", () => {
    fc.assert(
      fc.property(wildDocument, (document) => {
        const model = modelOf(document)
        const all = Indicator.all(model)
        assert.strictEqual(all.length, model.slots)
        for (const indicator of all) {
          assert.strictEqual(Indicator.find(model, indicator.name)?.slot, indicator.slot)
          const turned =
            indicator.variable.name +
            indicator.members
              .toReversed()
              .map((m) => `[${m}]`)
              .join("")
          assert.strictEqual(Indicator.find(model, turned)?.slot, indicator.slot)
          for (const wrong of [
            `${indicator.name}[urban]`,
            `${indicator.name}.x`,
            `no_${indicator.name}`,
            `${indicator.name}[`
          ])
            assert.isUndefined(Indicator.find(model, wrong))
        }
      }),
      limits(30)
    )
  })
})
