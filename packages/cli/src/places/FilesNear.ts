/** Files of scenarios that lie in the user's folders: the first of a folder, and the nearest to a name that is none. */
import { basename, join, resolve } from "node:path"
import { nearest } from "@gongfu/core/document/Nearest"
import * as YamlEnding from "@gongfu/core/document/YamlEnding"
import * as Shipped from "@gongfu/scenarios/Shipped"
import * as Effect from "effect/Effect"

/** A scenario's file in a folder, or in a folder `scenarios` in it; nothing where neither has one. */
export const scenarioIn = (folder: string): Effect.Effect<string | undefined> =>
  Effect.map(Effect.all([Shipped.scenariosIn(folder), Shipped.scenariosIn(join(folder, ".."))]), ([below, beside]) => {
    const isHome = resolve(folder) === resolve(folder, "..", "scenarios")
    const [first] = isHome ? beside : below
    return first === undefined ? undefined : join(folder, isHome ? "" : "scenarios", `${first}.yaml`)
  })

/** Where the scenarios of the user's folder stand, and their names. */
const scenarioFolder = Effect.suspend(() =>
  basename(process.cwd()) === "scenarios"
    ? Effect.map(Shipped.scenariosIn(".."), (scenarios) => ({ folder: "", scenarios }))
    : Effect.map(Shipped.scenariosIn("."), (scenarios) => ({ folder: "scenarios", scenarios }))
)

/** The scenario's file in the user's folder, or in the folder `scenarios` of it, that is nearest to a name by its letters. */
export const fileNear = (name: string): Effect.Effect<string | undefined> =>
  Effect.map(scenarioFolder, ({ folder, scenarios }) => {
    const found = nearest(basename(name).replace(YamlEnding.pattern, "").toLowerCase(), scenarios)
    return found === undefined ? undefined : join(folder, `${found}.yaml`)
  })
