/** A process that opens a store: `reader.ts FILE read|write`. Prints what it found, or the tag of the error. */
import { EventStore } from "@gongfu/core/store/EventStore"
import * as SqliteEventStore from "@gongfu/core/store/sqlite/SqliteEventStore"
import * as Effect from "effect/Effect"

const [file = "", access = "read"] = process.argv.slice(2)

const told = EventStore.use((store) => store.verify).pipe(
  Effect.provide(SqliteEventStore.layer({ file, access: access === "write" ? "write" : "read" })),
  Effect.match({
    onSuccess: ({ events, faults }) => `${events} events, ${faults.length} faults`,
    onFailure: (error) => error._tag
  })
)

process.stdout.write(`${await Effect.runPromise(told)}\n`)
