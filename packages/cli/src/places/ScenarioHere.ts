/**
 * Which scenario a command takes where none is named: one of the place that one is in, as its folder is the current one.
 *
 * Of several the first of the usual names that there is, else the first by name.
 */
import { existsSync } from "node:fs"
import { join, resolve } from "node:path"
import * as Shipped from "@gongfu/scenarios/Shipped"
import * as Effect from "effect/Effect"

/** Whether the current folder is that of a place. */
export const isPlace = (): boolean => existsSync(resolve("model", "model.yaml"))

/** The scenario to take among `names`; nothing among none. */
export const pick = (names: ReadonlyArray<string>, usual: ReadonlyArray<string>): string | undefined =>
  usual.find((name) => names.includes(name)) ?? names[0]

/** The file of the scenario to take in the current folder; nothing where it is no place, or one without scenarios. */
export const find = (usual: ReadonlyArray<string>): Effect.Effect<string | undefined> =>
  isPlace()
    ? Effect.map(Shipped.scenariosIn(resolve(".")), (names) => {
        const own = pick(names, usual)
        return own === undefined ? undefined : join("scenarios", `${own}.yaml`)
      })
    : Effect.undefined
