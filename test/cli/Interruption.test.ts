/** What an interrupted command says: that nothing was recorded only where that is so, and nothing twice. */
import { join } from "node:path"
import * as Run from "@gongfu/core/run/Run"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { ensemble } from "gongfu/commands/Ensemble"
import * as Interruption from "gongfu/session/Interruption"
import * as Left from "gongfu/session/Left"
import * as Load from "gongfu/places/Load"
import type { Failure } from "gongfu/session/Failure"
import * as Records from "gongfu/records/Records"
import { record } from "gongfu/records/RunRecord"
import * as Session from "gongfu/session/Session"
import { assert, describe, it } from "vitest"
import * as Toy from "./toy.ts"

/** What is told of a command that does some work and is interrupted then. */
const told = async (
  work: Effect.Effect<unknown, Failure, Session.Session>,
  language: Session.Shape["language"] = "en"
): Promise<ReadonlyArray<string>> => {
  const said: Array<string> = []
  const folder = Toy.place()
  const session: Session.Shape = {
    ...Session.of([], { folder, environment: {}, out: () => {}, err: () => {} }),
    language,
    width: 100,
    store: join(folder, "gongfu.sqlite"),
    tell: (text) => void said.push(text)
  }
  const exit = await Effect.runPromiseExit(
    Effect.provideService(Effect.andThen(work, Effect.interrupt), Session.Session, session)
  )
  assert.isTrue(Exit.isFailure(exit) && Exit.hasInterrupts(exit))
  Interruption.tell(session)
  return said
}

/** Records scenarios of the toy place, all in one command. */
const recording = (...names: ReadonlyArray<string>): Effect.Effect<void, Failure, Session.Session> =>
  Session.Session.use(({ folder }) =>
    Effect.flatMap(Load.scenarios(names.map((name) => join(folder, `toy/scenarios/${name}.yaml`))), (loaded) =>
      Records.withStore(
        "write",
        Effect.forEach(loaded, (one) => record(one, Run.project(one.place, one.scenario)), { discard: true })
      )
    )
  )

describe("an interruption", () => {
  it("is told with nothing recorded where nothing was, be it that all was on record", async () => {
    assert.deepStrictEqual(await told(Effect.void), ["interrupted; nothing was recorded"])
    assert.deepStrictEqual(await told(Effect.void, "zh"), ["已中断，未记录任何内容"])
    assert.deepStrictEqual(await told(Records.withStore("write", Effect.void)), ["interrupted; nothing was recorded"])
  })

  it("names what was recorded before it, each run once", async () => {
    assert.match(
      (await told(recording("base", "more", "base"))).join("\n"),
      /^interrupted; what was recorded by then stays on record: base-[0-9a-f]{8}, more-[0-9a-f]{8}$/
    )
    assert.match(
      (await told(recording("more"), "zh")).join("\n"),
      /^已中断；此前已记录的内容予以保留：more-[0-9a-f]{8}$/
    )
    const many = Session.Session.use((session) =>
      Effect.sync(() => {
        for (const name of "abcdefg") Left.recorded(session, name)
      })
    )
    assert.match((await told(many)).join(" "), /: a, b, c, d, e, … \(7 in all\)$/)
    assert.match((await told(many, "zh")).join(""), /：a、b、c、d、e 等 7 项$/)
  })

  it("claims nothing where something may be left elsewhere, but names what is on record all the same", async () => {
    assert.deepStrictEqual(await told(Left.elsewhere), ["interrupted"])
    assert.deepStrictEqual(await told(Left.elsewhere, "zh"), ["已中断"])
    assert.match((await told(Effect.andThen(Left.elsewhere, recording("more")))).join("\n"), /stays on record: more-/)
  })

  it("is not told again by who has told it in words of its own", async () => {
    const own = { en: "interrupted; the same command goes on", zh: "已中断；重复同一命令即可继续" }
    assert.deepStrictEqual(await told(Interruption.tellOwn(own)), [own.en])
    assert.deepStrictEqual(await told(Interruption.tellOwn(own), "zh"), [own.zh])
  })

  it("says of an ensemble without shards how the next one can go on", async () => {
    const many = Session.Session.use(({ folder }) =>
      Effect.raceFirst(
        ensemble({
          files: [join(folder, "toy/scenarios/more.yaml")],
          members: 5_000_000,
          seed: 1,
          sampler: "monte-carlo",
          indicators: [],
          threads: 1,
          markdown: false,
          brief: true
        }),
        Effect.sleep("2 seconds")
      )
    )
    assert.match((await told(many)).join("\n"), /^interrupted; nothing was recorded\. With --shards 16, .*\sgoes\s+on/s)
    assert.match((await told(many, "zh")).join("\n"), /^已中断，未记录任何内容。加上 --shards 16 后/)
  })
})
