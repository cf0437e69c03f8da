/**
 * A process that records runs: `writer.ts FILE NAME COUNT`. It records COUNT runs of its own and tries one that every
 * writer tries. It says when it is ready, begins when it is told to, and prints how many of its own it has recorded.
 */
import { once } from "node:events"
import { EventStore } from "@gongfu/core/store/EventStore"
import * as SqliteEventStore from "@gongfu/core/store/sqlite/SqliteEventStore"
import * as Effect from "effect/Effect"
import * as Samples from "./Samples.ts"

const [file = "", name = "", count = "0"] = process.argv.slice(2)

const record = Effect.gen(function* () {
  const store = yield* EventStore
  let own = 0
  for (let i = 0; i < Number(count); i++) {
    yield* Samples.append(store, Samples.run(name, `${name}-${i}`))
    own++
    // Whoever comes first has recorded it; for the others it is already there.
    yield* Effect.catchTag(Samples.append(store, Samples.run("shared")), "VersionConflict", () => Effect.void)
  }
  return own
})

process.stdout.write("ready\n")
await once(process.stdin, "data")
process.stdin.destroy()
process.stdout.write(
  `${await Effect.runPromise(Effect.provide(record, SqliteEventStore.layer({ file, access: "write" })))}\n`
)
