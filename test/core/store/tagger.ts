/** A process that names runs as others record them: `tagger.ts FILE RUN COUNT`. Prints how often it did. */
import { EventStore } from "@gongfu/core/store/EventStore"
import * as SqliteEventStore from "@gongfu/core/store/sqlite/SqliteEventStore"
import * as Effect from "effect/Effect"

const [file = "", run = "", count = "0"] = process.argv.slice(2)

const tagging = EventStore.use((store) =>
  Effect.forEach(Array.from({ length: Number(count) }), (_, i) => store.tag(`tag-${i}`, run), { discard: true })
)

await Effect.runPromise(Effect.provide(tagging, SqliteEventStore.layer({ file, access: "write" })))
process.stdout.write(`${count}\n`)
