/** Folders of scenario files and places for tests, and what reading them says. They go when the test file ends. */
import * as fs from "node:fs"
import * as Paths from "node:path"
import * as TemporaryFolder from "../core/store/TemporaryFolder.ts"
import { label, yamlOf } from "../core/scenario/fixture.ts"
import type { Fault } from "@gongfu/core/document/Fault"
import * as ProjectFiles from "@gongfu/scenarios/ProjectFiles"
import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"

/** A fresh folder with files; a value that is no text or bytes is written as a scenario of that data. */
export const folderOf = (files: Readonly<Record<string, string | Uint8Array | object>>): string => {
  const folder = fs.realpathSync(TemporaryFolder.make())
  for (const [name, content] of Object.entries(files)) {
    const path = Paths.join(folder, name)
    fs.mkdirSync(Paths.dirname(path), { recursive: true })
    fs.writeFileSync(path, typeof content === "string" || content instanceof Uint8Array ? content : yamlOf(content))
  }
  return folder
}

/** A scenario of some name as data. */
export const scenario = (name: string, more: object) => ({ gongfu: 1, name, title: label, ...more })

/** Reads the chain of a scenario in a folder. */
export const load = (folder: string, file: string) => ProjectFiles.loadScenarioChain(Paths.join(folder, file))

/** The faults of a reading, each told in both languages. */
export const faultsOf = <A>(effect: Effect.Effect<A, ReadonlyArray<Fault>>) =>
  Effect.map(Effect.flip(effect), (faults) => {
    for (const { problem, remedy } of faults)
      for (const { zh, en } of [problem, remedy]) {
        assert.match(zh, /\p{Script=Han}/u)
        assert.isNotEmpty(en)
      }
    return faults
  })

/** The one fault of a reading. */
export const oneFault = <A>(effect: Effect.Effect<A, ReadonlyArray<Fault>>) =>
  Effect.map(faultsOf(effect), (faults) => {
    assert.strictEqual(faults.length, 1, JSON.stringify(faults))
    return faults[0]!
  })
