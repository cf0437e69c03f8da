/**
 * A process that takes names which others want too: `namer.ts FILE OWN COUNT`. For each of COUNT names it records a run
 * of its own and, as odd or even it is, begins a run of that name or gives it as a tag, only while the name is free. It
 * says when it is ready, begins when it is told to, and prints the names that it got.
 */
import { once } from "node:events"
import { EventStore, type StreamSummary } from "@gongfu/core/store/EventStore"
import * as Seal from "@gongfu/core/store/Seal"
import * as SqliteEventStore from "@gongfu/core/store/sqlite/SqliteEventStore"
import * as Effect from "effect/Effect"
import * as Samples from "./Samples.ts"

const [file = "", own = "0", count = "0"] = process.argv.slice(2)

const free =
  (name: string) =>
  (all: ReadonlyArray<StreamSummary>): { readonly _tag: "Taken" } | undefined =>
    all.some(({ first, tags }) => tags.includes(name) || (first.type === "RunStarted" && first.scenario === name))
      ? { _tag: "Taken" }
      : undefined

const take = Effect.gen(function* () {
  const store = yield* EventStore
  yield* Samples.append(store, Samples.run(`own-${own}`))
  const got: Array<string> = []
  for (let i = 0; i < Number(count); i++) {
    const name = `name-${i}`
    const { artifacts, events } = Samples.run(name)
    const sealed = yield* Effect.fromResult(Seal.seal(`${name}-${own}`, Seal.beginning, events))
    const taking =
      Number(own) % 2 === 0
        ? store.tag(name, `own-${own}-00000001`, free(name))
        : Effect.asVoid(store.append(sealed, artifacts, free(name)))
    yield* Effect.catchTag(
      Effect.tap(taking, () => Effect.sync(() => got.push(name))),
      "Taken",
      () => Effect.void
    )
  }
  return got
})

process.stdout.write("ready\n")
await once(process.stdin, "data")
process.stdin.destroy()
const got = await Effect.runPromise(Effect.provide(take, SqliteEventStore.layer({ file, access: "write" })))
process.stdout.write(`${got.join(" ")}\n`)
