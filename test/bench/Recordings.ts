/**
 * A store of many different runs of the plan, for what has to read them all.
 *
 * Each is a scenario of its own: every lever that the plan sets is moved from today's policy towards the plan's path,
 * by a part that is drawn for it, from the number of the run and the lever's name. So each has the plan's events, the
 * same number of them, and numbers of its own. The file is kept: its name says what it was made from.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import type { Model } from "@gongfu/core/model/Model"
import * as Engine from "@gongfu/core/run/Engine"
import * as Run from "@gongfu/core/run/Run"
import * as Scenario from "@gongfu/core/scenario/Scenario"
import type { Setting } from "@gongfu/core/scenario/Setting"
import { EventStore } from "@gongfu/core/store/EventStore"
import * as Seal from "@gongfu/core/store/Seal"
import * as NativeDigest from "@gongfu/core/store/sqlite/NativeDigest"
import * as SqliteEventStore from "@gongfu/core/store/sqlite/SqliteEventStore"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { Subject } from "./Subject.ts"

const folder = fileURLToPath(new URL("../../.bench/", import.meta.url))

/** A number from 0 to 1 that is always the same for a text. */
const drawn = (text: string): number => Number.parseInt(NativeDigest.digest(text).slice(0, 8), 16) / 0xffffffff

const moved = (setting: Setting, from: number, part: number): Setting => {
  const move = (value: number): number => from + (value - from) * part
  const moveAll = (values: Readonly<Record<string, number>>): Record<string, number> =>
    Object.fromEntries(Object.entries(values).map(([year, value]) => [year, move(value)]))
  if (typeof setting === "number") return move(setting)
  return "step" in setting && typeof setting.step === "object"
    ? { step: moveAll(setting.step) }
    : moveAll(setting as Readonly<Record<string, number>>)
}

/** The scenario of a number. */
const variant = (plan: Scenario.Scenario, model: Model, number: number): Scenario.Scenario => {
  const name = `drawn-${String(number).padStart(5, "0")}`
  const levers = Object.entries(plan.levers).map(([lever, setting]) => {
    const today = model.variable.get(lever)!.lever!.default
    return [lever, moved(setting, today, drawn(`${number} ${lever}`))] as const
  })
  return { ...plan, name, title: { en: name, zh: name }, levers: Object.fromEntries(levers) }
}

/** The file of a store of so many runs; it is made when there is none yet. */
export const make = async ({ artifacts, place, scenario }: Subject, count: number): Promise<string> => {
  const origin = Fingerprint.short(Fingerprint.of([place.fingerprints, scenario.levers, Engine.fingerprint, "drawn 1"]))
  const file = join(folder, `runs-${count}-${origin}.sqlite`)
  if (existsSync(file)) return file
  mkdirSync(folder, { recursive: true })
  const unfinished = `${file}.${process.pid}`
  const setting = { ...place, digest: NativeDigest.digest }
  const records = Effect.gen(function* () {
    const store = yield* EventStore
    for (let number = 1; number <= count; number++) {
      const own = variant(scenario, place.model, number)
      const { events, id, state } = Run.project(setting, own)
      if (state.status !== "completed") throw new Error(`${id} came to no end`)
      const content = Fingerprint.canonical(Scenario.toData(own))
      const document = { kind: "scenario", content, fingerprint: NativeDigest.digest(content) } as const
      const sealed = Result.getOrThrow(Seal.seal(id, Seal.beginning, events, NativeDigest.digest))
      yield* store.append(sealed, [...artifacts, document])
    }
  })
  try {
    await Effect.runPromise(Effect.provide(records, SqliteEventStore.layer({ file: unfinished, access: "write" })))
    renameSync(unfinished, file)
  } finally {
    rmSync(unfinished, { force: true })
  }
  return file
}
