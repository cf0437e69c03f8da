/** What every {@link ShardStore} promises, in SQLite, PostgreSQL and Redis alike. */
import { spawnSync } from "node:child_process"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import * as Connection from "../../packages/cli/src/queue/Connection.ts"
import * as QueueUrl from "../../packages/cli/src/queue/QueueUrl.ts"
import { type Entry, ShardStore } from "../../packages/cli/src/queue/ShardStore.ts"
import * as Servers from "./Servers.ts"
import * as Toy from "./toy.ts"

/** A store for the tests of its kind, and what is left in it at the end where that can be asked. */
interface Kept {
  readonly url: QueueUrl.QueueUrl
  readonly stop: () => Promise<void>
  readonly left?: () => string
}

const served = async (begin: () => Promise<Servers.Server>) => {
  const { stop, url } = await begin()
  return { url: await Effect.runPromise(QueueUrl.parse(url)), stop, text: url }
}

const kinds: ReadonlyArray<readonly [name: string, available: boolean, make: () => Promise<Kept>]> = [
  [
    "sqlite",
    true,
    () =>
      Promise.resolve({ url: QueueUrl.besideStore(join(Toy.folder(), "gongfu.sqlite")), stop: () => Promise.resolve() })
  ],
  ["postgres", Servers.available.postgres, () => served(Servers.postgres)],
  [
    "redis",
    Servers.available.redis,
    async () => {
      const { text, ...kept } = await served(Servers.redis)
      const { password, port } = new URL(text)
      const left = () =>
        spawnSync("redis-cli", ["-p", port, "-a", decodeURIComponent(password), "--no-auth-warning", "keys", "*"], {
          encoding: "utf8"
        }).stdout
      return { ...kept, left }
    }
  ]
]

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const textOf = (part: Uint8Array | undefined): string | undefined =>
  part === undefined ? undefined : new TextDecoder().decode(part)

describe.each(kinds.filter(([, available]) => available))("shards kept in %s", (_, __, make) => {
  let kept: Kept
  let count = 0
  beforeAll(async () => {
    kept = await make()
  }, 60_000)
  afterAll(() => kept.stop())
  const run = <A, E>(body: Effect.Effect<A, E, ShardStore>): Promise<A> =>
    Effect.runPromise(Connection.withQueue(kept.url, body) as Effect.Effect<A, unknown>)

  /** An ensemble that no other test has. */
  const entry = (): Entry => {
    count++
    return { key: `k${count}`, ensemble: `e-${count}`, queue: `q${count}`, version: "1", shards: 3, task: `t${count}` }
  }
  const test = <E>(title: string, body: (store: typeof ShardStore.Service) => Effect.Effect<void, E>): void =>
    it(title, () => run(ShardStore.use(body)))
  const part = ({ key, queue }: Pick<Entry, "key" | "queue">, shard: number, text: string) => ({
    key,
    queue,
    shard,
    bytes: bytes(text),
    worker: "w"
  })

  test("H1: of a shard that is delivered again, the first part stays", (store) =>
    Effect.gen(function* () {
      const { task: _task, ...own } = entry()
      const begun = yield* store.begin({ ...own, task: "t" })
      assert.deepStrictEqual(begun, { ...own, arrived: 0 })
      assert.isTrue(yield* store.deliver(part(own, 2, "two")))
      assert.isTrue(yield* store.deliver(part(own, 0, "zero")))
      assert.isFalse(yield* store.deliver(part(own, 2, "another")))
      assert.deepStrictEqual(yield* store.arrived(own.queue), [0, 2])
      assert.strictEqual(textOf(yield* store.part(own.queue, 2)), "two")
      assert.isUndefined(yield* store.part(own.queue, 1))
    }))

  test("H2: an ensemble that is begun again goes on where it was, with the queue and the shards that it had", (store) =>
    Effect.gen(function* () {
      const first = entry()
      yield* store.begin(first)
      yield* store.deliver(part(first, 1, "one"))
      const again = yield* store.begin({ ...first, queue: `${first.queue}-again`, shards: 9, task: "another" })
      const { task, ...own } = first
      assert.deepStrictEqual(again, { ...own, arrived: 1 })
      assert.strictEqual(yield* store.task(first.key), task)
      assert.isFalse(
        yield* store.deliver(part({ ...first, queue: `${first.queue}-again` }, 0, "zero")),
        "nobody asks for that queue"
      )
    }))

  test("H3: nothing is kept of what arrives for an ensemble that has ended, or was never begun", (store) =>
    Effect.gen(function* () {
      const ended = entry()
      yield* store.begin(ended)
      yield* store.deliver(part(ended, 0, "zero"))
      yield* store.end(ended)
      assert.isUndefined(yield* store.task(ended.key))
      for (const { key, queue } of [ended, { key: "never", queue: "never" }, { key: "never", queue: ended.queue }]) {
        assert.isFalse(yield* store.deliver(part({ key, queue }, 0, "late")))
        assert.isFalse(yield* store.deliver(part({ key, queue }, 1, "late")))
        assert.deepStrictEqual(yield* store.arrived(queue), [])
        assert.isUndefined(yield* store.part(queue, 0))
      }
      assert.notInclude(
        (yield* store.open).map(({ key }) => key),
        ended.key
      )
    }))

  test("H4: an end takes away the queue that it names, and not one that was begun under the same key since", (store) =>
    Effect.gen(function* () {
      const first = entry()
      yield* store.begin(first)
      yield* store.end(first)
      const second = { ...first, queue: `${first.queue}-anew` }
      yield* store.begin(second)
      yield* store.deliver(part(second, 0, "zero"))
      yield* store.end(first)
      assert.strictEqual(yield* store.task(first.key), first.task)
      assert.deepStrictEqual(yield* store.arrived(second.queue), [0])
      assert.isTrue(yield* store.deliver(part(second, 1, "one")))
    }))

  test("H3: however deliveries and the end come together, no part is left", (store) =>
    Effect.gen(function* () {
      for (let round = 0; round < 20; round++) {
        const one = entry()
        yield* store.begin(one)
        const deliveries = Array.from({ length: 8 }, (__, shard) => store.deliver(part(one, shard, "part")))
        yield* Effect.all([...deliveries.slice(0, 4), store.end(one), ...deliveries.slice(4)], {
          concurrency: "unbounded"
        })
        assert.deepStrictEqual(yield* store.arrived(one.queue), [])
      }
    }))

  test("lists what is open, the first begun first", (store) =>
    Effect.gen(function* () {
      const [one, two] = [entry(), entry()]
      yield* store.begin(one)
      yield* store.begin(two)
      const queues = (yield* store.open).map(({ queue }) => queue)
      assert.deepStrictEqual(
        queues.filter((queue) => [one.queue, two.queue].includes(queue)),
        [one.queue, two.queue]
      )
    }))

  it("is empty when all have ended", async () => {
    const ended = ShardStore.use((store) =>
      Effect.gen(function* () {
        for (const one of yield* store.open) yield* store.end(one)
        return yield* store.open
      })
    )
    assert.deepStrictEqual(await run(ended), [])
    assert.strictEqual(kept.left?.().trim() ?? "", "")
  })
})
