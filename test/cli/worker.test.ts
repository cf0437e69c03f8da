/**
 * Ensembles in shards: whoever carries them out and however often one of them dies, the result is that of one machine.
 */
import { once } from "node:events"
import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"
import Database from "better-sqlite3"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Servers from "./Servers.ts"
import * as Toy from "./toy.ts"

/** So many that a shard takes long enough to be killed in, and that numbers are counted in bins. */
const members = 1_600_000
const ensemble = ["ensemble", "toy/scenarios/more.yaml", "--members", String(members), "--json"]

let root: string
let alone: string

const resultOf = (out: string): string => JSON.parse(out).ensembles[0].result

/** Starts a command; its output grows. */
const start = (args: ReadonlyArray<string>, extra: Readonly<Record<string, string>> = {}) => {
  const child = Cli.start(root, args, extra)
  let [out, err] = ["", ""]
  child.stdout.on("data", (text) => (out += String(text)))
  child.stderr.on("data", (text) => (err += String(text)))
  const code = once(child, "close").then(([status]) => status as number | null)
  const told = (pattern: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (pattern.test(out + err)) resolve()
      }
      child.stdout.on("data", look)
      child.stderr.on("data", look)
      void code.then(() => reject(new Error(`it ended before it said ${pattern.source}: ${out}${err}`)), reject)
      look()
    })
  return { child, code, told, out: () => out, err: () => err }
}

beforeAll(async () => {
  await Cli.built()
  root = Toy.place()
  alone = resultOf(Cli.run(root, [...ensemble, "--store", "alone.sqlite"]).out)
})

/** Two workers at one queue, one of them killed in the middle of a shard. */
const killed = async ({ held, url }: Servers.Server, store: string) => {
  const at = { GONGFU_QUEUE: url }
  const asking = start([...ensemble, "--shards", "8", "--wait", "--store", store], at)
  await asking.told(/8 shards on/)
  const die = async (): Promise<ReadonlyArray<string>> => {
    const victim = start(["worker", "--threads", "1"], at)
    await victim.told(/shard \d of 8: members [\d,]+ to [\d,]+/)
    victim.child.kill("SIGKILL")
    assert.isNull(await victim.code)
    // One that died between two shards has lost none: another one tries.
    return [victim.out(), ...(held?.() === 0 ? await die() : [])]
  }
  const victims = await die()
  const lost = held?.()
  const other = start(["worker", "--threads", "1"], at)
  assert.strictEqual(await asking.code, 0, asking.err())
  other.child.kill("SIGTERM")
  assert.strictEqual(await other.code, 130)
  const shards = [...victims, other.out()].map((out) => out.trim().split("\n").length)
  return { result: resultOf(asking.out()), lost, shards }
}

const bothKinds = [
  ["postgres", Servers.postgres],
  ["redis", Servers.redis]
] as const

// Most of the time goes by until a dead worker has lost its shard.
describe.concurrent.each(bothKinds.filter(([kind]) => Servers.available[kind]))("a queue in %s", (kind, begin) => {
  let server: Servers.Server
  beforeAll(async () => {
    server = await begin()
  })
  afterAll(() => server.stop())

  it("gives what one machine gives, although a worker is killed in the middle of a shard", async () => {
    const { lost, result, shards } = await killed(server, `${kind}.sqlite`)
    assert.strictEqual(result, alone)
    assert.isAtLeast(shards.at(-1)!, 1)
    // A worker may die between delivering a shard and saying so.
    const told = shards.reduce((sum, count) => sum + count, 0)
    assert.isAtMost(told, 8)
    assert.isAtLeast(told, 8 - (shards.length - 1))
    if (lost !== undefined) assert.strictEqual(lost, 1, "the worker died with a shard in hand")
  })

  it("tells who is not let in, and never a password", () => {
    const { code, err } = Cli.run(root, ["worker", "--queue", server.wrong])
    assert.strictEqual(code, 1)
    assert.match(err, /the queue does not let this user in: \w+:\/\/(gongfu@)?127\.0\.0\.1/)
    assert.notInclude(err, "an0ther")
  })
})

describe("a queue in SQLite", () => {
  it("is worked at by the command and another worker, and goes on after an interruption where it was", async () => {
    const args = [...ensemble, "--shards", "16", "--store", "shared.sqlite"]
    const first = start([...args, "--wait"])
    await first.told(/16 shards on sqlite:shared\.queue\.sqlite/)
    const worker = start(["worker", "--queue", "sqlite:shared.queue.sqlite", "--threads", "1"])
    await worker.told(/shard 3 of 16/)
    first.child.kill("SIGINT")
    worker.child.kill("SIGINT")
    assert.deepStrictEqual([await first.code, await worker.code], [130, 130])
    await first.told(/interrupted; finished shards stay on sqlite:shared\.queue\.sqlite, and the same command goes on/)
    assert.lengthOf(first.err().match(/interrupted/g)!, 1, "it is told once")
    assert.strictEqual(worker.err(), "interrupted\n")
    assert.isFalse(existsSync(join(root, "shared.sqlite")), "nothing was recorded")
    const again = Cli.run(root, args)
    assert.match(again.err, /16 shards on sqlite:shared\.queue\.sqlite, [3-9] of them finished before/)
    assert.strictEqual(resultOf(again.out), alone)
    const queue = new Database(join(root, "shared.queue.sqlite"), { readonly: true })
    const counts = queue
      .prepare(
        "select (select count(*) from gongfu_ensemble) as ensembles, (select count(*) from gongfu_part) as parts"
      )
      .get()
    assert.deepStrictEqual(counts, { ensembles: 0, parts: 0 }, "what is on record has left the queue")
    queue.close()
  })

  it("leaves the shards of another version to others, and says so", async () => {
    const asking = start(["ensemble", "toy/scenarios/more.yaml", "--shards", "4", "--wait", "--store", "other.sqlite"])
    await asking.told(/4 shards on/)
    const queue = new Database(join(root, "other.queue.sqlite"))
    queue.exec(`update gongfu_ensemble set version = '{"engine":"0123456789","format":1,"sampling":1}'`)
    const { code, err, out } = Cli.run(root, ["worker", "--store", "other.sqlite", "--until-empty"])
    assert.strictEqual(code, 1)
    assert.match(out, /no shard is to be had/)
    assert.match(err, /the shards of more-ensemble-[0-9a-f]{8} are refused: they are of version 01234567\/1\/1/)
    const zh = Cli.run(root, ["worker", "--store", "other.sqlite", "--until-empty", "--lang", "zh"])
    assert.match(zh.err, /拒绝 more-ensemble-\S+ 的分片：其版本为 01234567\/1\/1/)
    assert.deepStrictEqual(queue.prepare("select sum(attempts) as taken from gongfu_queue").get(), { taken: 0 })
    queue.close()
    asking.child.kill("SIGINT")
    assert.strictEqual(await asking.code, 130)
  })

  it("is worked at where there is one, and none is made by a worker", () => {
    Toy.write(root, { "notes.txt": "notes of mine" })
    Cli.aside(root, ["run", "toy/scenarios/base.yaml", "--store", "of-runs.sqlite"])
    const before = readdirSync(root)
    for (const [args, says] of [
      [
        ["--queue", "sqlite:shraed.queue.sqlite"],
        /there is no queue sqlite:shraed\.queue\.sqlite[^]*gongfu ensemble FILE --shards/
      ],
      [["--store", "toy"], /there is no queue sqlite:toy\.queue\.sqlite/],
      [["--store", "/dev/null"], /there is no queue sqlite:\/dev\/null\.queue\.sqlite/],
      [["--queue", "sqlite:notes.txt"], /sqlite:notes\.txt is no queue/],
      [["--queue", "sqlite:of-runs.sqlite"], /sqlite:of-runs\.sqlite is no queue/],
      [["--queue", "sqlite:toy"], /sqlite:toy is no queue/]
    ] as const) {
      const { code, err, out } = Cli.run(root, ["worker", "--until-empty", ...args])
      assert.deepStrictEqual([code, out], [1, ""], args.join(" "))
      assert.match(err, says)
    }
    assert.match(
      Cli.run(root, ["ensemble", "toy/scenarios/base.yaml", "--queue", "sqlite:of-runs.sqlite"]).err,
      /sqlite:of-runs\.sqlite is no queue/
    )
    assert.deepStrictEqual(readdirSync(root), before)
    assert.match(
      Cli.run(root, ["ensemble", "toy/scenarios/base.yaml", "--members", "10", "--shards", "2"]).err,
      /: 1 shard on sqlite:gongfu\.queue\.sqlite; 10 members are in no more than 1\n/
    )
  })

  it("is nothing that cannot be reached or read, and then nothing is recorded", () => {
    const at = (queue: string) => {
      const { code, err } = Cli.run(root, [...ensemble, "--queue", queue, "--store", "never.sqlite", "--lang", "en"])
      assert.strictEqual(code, 1)
      return err
    }
    const told = (queue: string) => JSON.stringify(Cli.run(root, ["worker", "--queue", queue, "--json"]).out)
    at("postgres://gongfu:s3cret@127.0.0.1:1/x")
    assert.match(
      told("postgres://gongfu:s3cret@127.0.0.1:1/x"),
      /QueueUnreachable.*postgres:\/\/gongfu@127\.0\.0\.1:1\/x/
    )
    assert.notInclude(told("postgres://gongfu:s3cret@127.0.0.1:1/x"), "s3cret")
    assert.match(told("redis://127.0.0.1:1"), /QueueUnreachable/)
    assert.match(told("sqlite:nowhere/queue.sqlite"), /QueueNotFound/)
    assert.match(told("mysql://gongfu:s3cret@localhost/x"), /QueueUrlUnsupported/)
    assert.match(told("somewhere"), /QueueUrlMalformed/)
    assert.isFalse(existsSync(join(root, "never.sqlite")))
  })
})
