/**
 * A process that is killed at any moment leaves a store in which every run is whole or absent, and nothing is lost.
 *
 * The kills fall at random over the life of a process and, half of them, in the short time in which it writes; that
 * they land before, between and after the transactions is counted.
 */
// One after the other is the point here.
/* oxlint-disable no-await-in-loop */
import { once } from "node:events"
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import { EventStore } from "@gongfu/core/store/EventStore"
import * as SqliteEventStore from "@gongfu/core/store/sqlite/SqliteEventStore"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

/** How many runs a process records, each in a transaction of its own. */
const many = 6

const scenario = (name: string, effort: number): string =>
  `gongfu: 1\nname: ${name}\ntitle: {en: E, zh: 力}\nextends: base.yaml\nlevers: {effort: ${effort}}\n`

interface Seen {
  /** What is on record, by run: the hash of its last event. */
  readonly heads: ReadonlyMap<string, string>
  readonly unfinished: ReadonlyArray<string>
  /** How many events each run has. */
  readonly versions: ReadonlyArray<readonly [run: string, events: number]>
  readonly faults: number
}

const nothing: Seen = { heads: new Map(), unfinished: [], versions: [], faults: 0 }

/** What stands in a store that a dead process has left, as the next process finds it. */
const look = (file: string): Promise<Seen> =>
  existsSync(file)
    ? Effect.runPromise(
        Effect.provide(
          EventStore.use((store) =>
            Effect.gen(function* () {
              const { faults } = yield* store.verify
              const streams = yield* store.streams
              return {
                heads: new Map(streams.map(({ head, stream }) => [stream, head])),
                unfinished: streams.flatMap(({ last, stream }) => (last.type === "RunCompleted" ? [] : [stream])),
                versions: streams.map(({ stream, version }) => [stream, version] as const),
                faults: faults.length
              }
            })
          ),
          SqliteEventStore.layer({ file, access: "read" })
        ).pipe(
          // It was killed while it created the file.
          Effect.catchTag("StoreNotFound", () => Effect.succeed(nothing))
        )
      )
    : Promise.resolve(nothing)

/** What was last written to the log of a store, which a process that was killed leaves behind; nothing without one. */
const written = (file: string): string | undefined => {
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false })
  return log === undefined ? undefined : `${log.ino} ${log.size} ${log.mtimeMs}`
}

/** Waits until a process has begun to write to a store in which this was written last, or has ended. */
const writes = async (file: string, last: string | undefined, isOver: () => boolean): Promise<void> => {
  for (;;) {
    const now = written(file)
    if ((now !== undefined && now !== last) || isOver()) return
    await setTimeout(1)
  }
}

type Stage = "before" | "between" | "after"

/** When a command is killed: so long after its start, or after its first write. */
interface Moment {
  readonly delay: number
  readonly writing: boolean
}

/** Kills a command, and gives the whole store that it leaves. */
const leftBy = async (folder: string, args: ReadonlyArray<string>, when: Moment): Promise<Seen> => {
  const file = join(folder, "gongfu.sqlite")
  const last = written(file)
  const child = Cli.start(folder, args)
  child.stdout.resume()
  child.stderr.resume()
  let over = false
  const ended = once(child, "exit").then(() => (over = true))
  if (when.writing) await writes(file, last, () => over)
  if (!over) await setTimeout(when.delay)
  child.kill("SIGKILL")
  await ended
  const seen = await look(file)
  assert.strictEqual(seen.faults, 0)
  return seen
}

/** Kills a command that records `many` runs; gives where the kill landed, and what it left. */
const killed = async (
  folder: string,
  args: ReadonlyArray<string>,
  before: Seen,
  when: Moment
): Promise<{ readonly stage: Stage; readonly seen: Seen }> => {
  const seen = await leftBy(folder, args, when)
  assert.deepStrictEqual(seen.unfinished, [], "no half run is ever seen")
  for (const [run, head] of before.heads) assert.strictEqual(seen.heads.get(run), head, "nothing is lost or changed")
  const added = seen.heads.size - before.heads.size
  return { stage: added === 0 ? "before" : added < many ? "between" : "after", seen }
}

/** How many kills have to land in each stage. */
const least = 3

const lacking = (stages: ReadonlyArray<Stage>): Stage | undefined =>
  (["before", "between", "after"] as const).find((one) => stages.filter((stage) => stage === one).length < least)

/**
 * The moments of many kills: over a whole life, from the first write on, and beyond. Where the machine has become slower
 * or quicker since the command was timed, as many again aim at the stage in which too few of them landed, and wait longer
 * each time where that is after the end.
 */
function* moments(
  count: number,
  [life, writing]: readonly [life: number, writing: number],
  stages: ReadonlyArray<Stage>
): Generator<Moment, void> {
  const within = (from: number, to: number, isWriting: boolean) =>
    fc.record({ delay: fc.integer({ min: Math.floor(from), max: Math.ceil(to) }), writing: fc.constant(isWriting) })
  const between = within(0, writing, true)
  const aimed = {
    before: () => within(0, life / 2, false),
    between: () => between,
    after: (times: number) => within((1.5 + times / 4) * life, (4 + times) * life, false)
  }
  const anywhere = fc.oneof(within(0, 1.1 * life, false), between)
  const seed = 20210730
  yield* fc.sample(anywhere, { numRuns: count, seed })
  for (let i = 0; i < count; i++) {
    const stage = lacking(stages)
    if (stage === undefined) return
    yield fc.sample(aimed[stage](i), { numRuns: 1, seed: seed + i })[0]!
  }
}

const landedEverywhere = (stages: ReadonlyArray<Stage>): void =>
  assert.isUndefined(lacking(stages), `${stages.length} kills left out a stage`)

/** How long a command takes that nobody kills, and of that how long from its first write on, in milliseconds. */
const timed = async (
  folder: string,
  args: ReadonlyArray<string>
): Promise<readonly [life: number, writing: number]> => {
  const file = join(folder, "gongfu.sqlite")
  const last = written(file)
  const child = Cli.start(folder, args)
  child.stdout.resume()
  let over = false
  const began = performance.now()
  const ended = once(child, "exit").then(() => (over = true))
  await writes(file, last, () => over)
  const wrote = performance.now()
  await ended
  return [performance.now() - began, performance.now() - wrote]
}

beforeAll(Cli.built)

describe("a process that is killed", () => {
  it("while it records runs, seventy times", async () => {
    const folder = Toy.place()
    const args = ["run", "--brief", ...Array.from({ length: many }, (_, i) => `toy/scenarios/k${i}.yaml`)]
    let effort = 1
    /** Scenarios that nobody has run yet. */
    const renew = (): void => {
      for (let i = 0; i < many; i++)
        writeFileSync(join(folder, "toy", "scenarios", `k${i}.yaml`), scenario(`k${i}`, effort++ / 10_000))
    }
    renew()
    const length = await timed(folder, args)
    let seen = await look(join(folder, "gongfu.sqlite"))
    assert.strictEqual(seen.heads.size, many)
    const stages: Array<Stage> = []
    for (const when of moments(70, length, stages)) {
      renew()
      const { seen: left, stage } = await killed(folder, args, seen, when)
      seen = left
      stages.push(stage)
      if (stages.length % 20 === 0) {
        assert.strictEqual(Cli.run(folder, args).code, 0, "the next command works")
        seen = await look(join(folder, "gongfu.sqlite"))
      }
    }
    landedEverywhere(stages)
    const verified = Cli.run(folder, ["verify", "--json"])
    assert.strictEqual(verified.code, 0)
    assert.lengthOf(JSON.parse(verified.out).runs, seen.heads.size)
  }, 300_000)

  it("while it imports runs, seventy times, and the same import again does the rest", async () => {
    const source = Toy.place()
    const names = Array.from({ length: many }, (_, i) => `toy/scenarios/k${i}.yaml`)
    for (const [i, name] of names.entries()) writeFileSync(join(source, name), scenario(`k${i}`, (i + 1) / 100))
    Cli.aside(source, ["run", "--brief", ...names])
    const all = Array.from({ length: many }, (_, i) => `k${i}`)
    Cli.aside(source, ["bundle", ...all, "-o", "x.bundle"])
    const bundle = readFileSync(join(source, "x.bundle"))
    let folder = Toy.folder()
    const fresh = (): Seen => {
      rmSync(folder, { recursive: true })
      folder = Toy.folder()
      writeFileSync(join(folder, "x.bundle"), bundle)
      return nothing
    }
    let seen = fresh()
    const args = ["import", "x.bundle"]
    const length = await timed(folder, args)
    seen = fresh()
    const stages: Array<Stage> = []
    for (const when of moments(70, length, stages)) {
      const { seen: left } = await killed(folder, args, seen, when)
      seen = left
      stages.push(seen.heads.size === 0 ? "before" : seen.heads.size < many ? "between" : "after")
      // Every import begins where the killed ones before it have come to; one that is done begins anew.
      if (seen.heads.size === many) seen = fresh()
      else if (stages.length % 10 === 0) {
        assert.strictEqual(Cli.run(folder, args).code, 0, "the next command works")
        assert.isTrue(Buffer.from(Cli.aside(folder, ["bundle", ...all]).out).equals(bundle))
        seen = fresh()
      }
    }
    landedEverywhere(stages)
    assert.strictEqual(Cli.run(folder, args).code, 0)
    assert.strictEqual(Cli.run(folder, ["verify"]).code, 0)
  }, 300_000)

  it("while it advances a run, sixty times, and the run goes on where it was", async () => {
    const folder = Toy.place()
    const file = join(folder, "gongfu.sqlite")
    const model = join(folder, "toy", "model", "model.yaml")
    writeFileSync(model, readFileSync(model, "utf8").replace("to: 2024", "to: 2039"))
    Cli.aside(folder, ["run", "toy/scenarios/more.yaml"])
    const eventsOf = (run: string): ReadonlyArray<{ readonly type: string; readonly year?: number }> =>
      Cli.aside(folder, ["events", run])
        .out.trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).event)
    let forks = 0
    const fork = (): string => {
      const { code } = Cli.aside(folder, ["fork", "more", "--at", "2020", "--name", `f${forks}`])
      assert.strictEqual(code, 0)
      return `f${forks++}`
    }
    const length = await timed(folder, ["advance", fork(), "--end"])
    const whole = eventsOf("f0").slice(1)
    /** How many events a run has when it has come to the end of a year. */
    const ends = new Set(whole.flatMap((event, i) => (event.year === whole[i + 1]?.year ? [] : [i + 2])))
    const begun = eventsOf(fork()).length
    let [run, had] = [fork(), begun]
    const stages: Array<Stage> = []
    for (const when of moments(60, length, stages)) {
      const before = await look(file)
      const seen = await leftBy(folder, ["advance", run, "--end"], when)
      assert.strictEqual(seen.heads.size, before.heads.size)
      const now = seen.versions.find(([id]) => id.startsWith(`${run}-`))![1]
      const isDone = now === whole.length + 1
      assert.isTrue(isDone || ends.has(now), `${now} events are no whole years`)
      assert.isAtLeast(now, had)
      stages.push(isDone ? "after" : now === had ? "before" : "between")
      had = now
      if (stages.length % 15 === 0 || isDone) {
        if (!isDone) assert.strictEqual(Cli.run(folder, ["advance", run, "--end"]).code, 0, "the next command works")
        assert.deepStrictEqual(eventsOf(run).slice(1), whole)
        ;[run, had] = [fork(), begun]
      }
    }
    landedEverywhere(stages)
    assert.strictEqual(Cli.run(folder, ["verify"]).code, 0)
  }, 300_000)
})
