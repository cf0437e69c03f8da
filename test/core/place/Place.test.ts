/** Places: from files, from what a store kept, and what is wrong with either. */
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Place from "@gongfu/core/place/Place"
import * as Run from "@gongfu/core/run/Run"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { model, place, scenario, sector, targets } from "../target/smallPlace.ts"

const manifest = "gongfu: 1\nplace: small\ntitle: {en: Small, zh: 小}\nheadline: [ratio, 'income[rural]']\n"
const load = (texts: { manifest?: string; model?: string; sector?: string; targets?: string } = {}) =>
  Place.fromFiles({
    manifest: { path: "gongfu.yaml", text: texts.manifest ?? manifest },
    model: { path: "model/model.yaml", text: texts.model ?? model },
    sectors: [{ path: "model/all.yaml", text: texts.sector ?? sector }],
    targets: { path: "targets.yaml", text: texts.targets ?? targets }
  })
const faultsOf = (made: ReturnType<typeof load>) => (Result.isFailure(made) ? made.failure : [])
const kept = (value: object): unknown => JSON.parse(Fingerprint.canonical(value))
const documents = {
  place: kept(place.document),
  model: kept(place.model.document),
  targets: kept(place.targets.document)
}

describe("Place", () => {
  it("shows its headline in the order of its file, members picked", () => {
    const { headline, name } = Result.getOrThrow(load())
    assert.strictEqual(name, "small")
    assert.deepEqual(
      headline.map((indicator) => indicator.name),
      ["ratio", "income[rural]"]
    )
  })

  it("from kept documents is the same place: same fingerprints, same run", () => {
    const again = Result.getOrThrow(Place.fromDocuments(documents))
    assert.deepEqual(again.fingerprints, place.fingerprints)
    const [a, b] = [place, again].map((at) => Run.project(at, scenario()))
    assert.strictEqual(b!.id, a!.id)
    assert.deepEqual(b!.events, a!.events)
  })

  it("has a name as scenarios write it: small letters, digits, - and _", () => {
    const named = (name: string) => load({ manifest: manifest.replace("place: small", `place: ${name}`) })
    for (const name of ["small", "a-b_2"]) assert.strictEqual(Result.getOrThrow(named(name)).name, name)
    for (const name of ["Small", "2nd", "a/b", "a.b", "温州", '""'])
      assert.deepEqual(
        faultsOf(named(name)).map((fault) => [fault._tag, fault.span.line]),
        [["WrongValue", 2]],
        name
      )
  })

  it("names an unknown headline with the nearest address, where it stands", () => {
    const [fault, ...more] = faultsOf(load({ manifest: manifest.replace("income[rural]", "income[rual]") }))
    assert.deepEqual(more, [])
    assert.deepEqual([fault!._tag, fault!.span.file, fault!.span.line], ["UnknownName", "gongfu.yaml", 4])
    assert.include(fault!.remedy.en, "income[rural]")
  })

  it("names an unknown indicator of cost in the same way, and keeps known ones", () => {
    const costing = (cost: string) => load({ manifest: `${manifest.trimEnd()}\ncost: [new_jobs, ${cost}]\n` })
    const [fault, ...more] = faultsOf(costing("new_job"))
    assert.deepEqual(more, [])
    assert.deepEqual([fault!._tag, fault!.span.file, fault!.span.line], ["UnknownName", "gongfu.yaml", 5])
    assert.deepEqual(Result.getOrThrow(costing("ratio")).document.cost, ["new_jobs", "ratio"])
  })

  it("tells the faults of several files at once", () => {
    const wrong = {
      manifest: manifest.replace("title", "titel"),
      sector: sector.replace("demand * job_share", "demnd * job_share"),
      targets: targets.replace("strength: firm", "strength: fierce")
    }
    const files = faultsOf(load(wrong)).map((fault) => `${fault.span.file} ${fault._tag}`)
    assert.deepEqual(
      new Set(files),
      new Set([
        "gongfu.yaml MissingKey",
        "gongfu.yaml UnknownKey",
        "model/all.yaml UnknownName",
        "targets.yaml WrongValue"
      ])
    )
    const both = faultsOf(load({ manifest: "gongfu: 2", targets: "gongfu: 1" })).map((fault) => fault.span.file)
    assert.includeMembers(both, ["gongfu.yaml", "targets.yaml"])
  })

  it("says which kept document cannot be read", () => {
    for (const kind of ["place", "model", "targets"] as const)
      for (const wrong of [null, 1, {}, { ...(documents[kind] as object), extra: 1 }]) {
        const faults = faultsOf(Place.fromDocuments({ ...documents, [kind]: wrong }))
        assert.deepEqual(
          faults.map((fault) => [fault._tag, (fault.data as { kind: string }).kind]),
          [["NotADocument", kind]]
        )
      }
  })

  it("checks a kept model again", () => {
    const text = JSON.stringify(documents.model).replace("demand * job_share", "demand * process")
    const faults = faultsOf(Place.fromDocuments({ ...documents, model: JSON.parse(text) }))
    assert.deepEqual(
      faults.map((fault) => fault._tag),
      ["UnknownName"]
    )
  })
})
