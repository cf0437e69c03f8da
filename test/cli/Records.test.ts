import { dirname, join } from "node:path"
import * as Place from "@gongfu/core/place/Place"
import { EventStore } from "@gongfu/core/store/EventStore"
import Database from "better-sqlite3"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Records from "gongfu/records/Records"
import * as References from "gongfu/records/References"
import * as Session from "gongfu/session/Session"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

beforeAll(Cli.built)

/** The session of a command that works with a store and says nothing. */
const session = (file: string): Session.Shape => {
  const silent = () => {}
  const surroundings = { folder: dirname(file), environment: {}, out: silent, err: silent }
  return { ...Session.of([], surroundings), store: file }
}

/** Reads runs of a store in one command. */
const read = (file: string, ...names: ReadonlyArray<string>): Promise<ReadonlyArray<Records.Recorded>> =>
  Effect.runPromise(
    Records.withStore(
      "read",
      Effect.forEach(names, (name) => Effect.flatMap(References.find(name), Records.read))
    ).pipe(Effect.provideService(Session.Session, session(file)))
  )

describe("runs on record", () => {
  it("of one place share it within a command, and have one each where their places differ", async () => {
    const root = Toy.place()
    const file = join(root, "gongfu.sqlite")
    Cli.aside(root, ["run", "toy/scenarios/base.yaml", "toy/scenarios/more.yaml"])
    Toy.write(join(root, "toy"), {
      "gongfu.yaml": "gongfu: 1\nplace: toy\ntitle: {en: Toy city, zh: 玩具市}\nheadline: [income]\n"
    })
    Cli.aside(root, ["run", "toy/scenarios/most.yaml"])
    const [base, more, most] = await read(file, "base", "more", "most")
    assert.strictEqual(base!.place, more!.place)
    assert.strictEqual(base!.place.title.en, "Toy town")
    assert.strictEqual(most!.place.title.en, "Toy city")
  })

  it("of a shipped place take it as it was built, without their stored documents", async () => {
    const folder = Toy.folder()
    const file = join(folder, "gongfu.sqlite")
    assert.strictEqual(Cli.aside(folder, ["run", "example-city/plan", "--brief"]).code, 0)
    const shown = Cli.run(folder, ["show", "plan", "--all", "--json"])
    // The stored documents give the same place: without a build nothing is prepared.
    const [rebuilt] = await read(file, "plan")
    const { runs } = { runs: JSON.parse(shown.out) }
    assert.strictEqual(runs.run.id, rebuilt!.id)
    const documents = await Effect.runPromise(
      Records.withStore(
        "read",
        EventStore.use((store) =>
          Effect.forEach(["place", "model", "targets"] as const, (kind) =>
            store.artifact(rebuilt!.place.fingerprints[kind])
          )
        )
      ).pipe(Effect.provideService(Session.Session, session(file)))
    )
    const [place, model, targets] = documents.map(({ content }): unknown => JSON.parse(content))
    assert.deepStrictEqual(
      Result.getOrThrow(Place.fromDocuments({ place, model, targets })).fingerprints,
      rebuilt!.place.fingerprints
    )
    const db = new Database(file)
    db.exec("drop trigger artifact_no_delete; delete from artifact where kind = 'model'")
    db.close()
    assert.deepStrictEqual(Cli.run(folder, ["show", "plan", "--all", "--json"]), shown)
    assert.strictEqual(Cli.aside(folder, ["verify"]).code, 2, "the store itself is not whole")
  })

  it("are not read once an event has changed, whatever their place", () => {
    const folder = Toy.folder()
    assert.strictEqual(Cli.aside(folder, ["run", "example-city/plan", "--brief"]).code, 0)
    const db = new Database(join(folder, "gongfu.sqlite"))
    db.exec(
      "drop trigger event_no_update; update event set payload = replace(payload, '\"year\":', '\"year\": ') where version = 5"
    )
    db.close()
    const { code, err } = Cli.run(folder, ["compare", "plan", "plan"])
    assert.strictEqual(code, 1)
    assert.match(err, /position 5, event 5 of run "?plan-/)
  })
})
