/** Setups of the shipped place to try: presets with anything set that its levers and assumptions allow. */
import * as Indicator from "@gongfu/core/model/Indicator"
import * as Check from "@gongfu/core/scenario/Check"
import type { Scenario } from "@gongfu/core/scenario/Scenario"
import type { Preset } from "@gongfu/explorer/Payload"
import * as Setup from "@gongfu/explorer/state/Setup"
import * as fc from "fast-check"
import * as Resolution from "@gongfu/core/scenario/Resolution"
import { loadScenarioChain } from "@gongfu/scenarios/ProjectFiles"
import * as Shipped from "@gongfu/scenarios/Shipped"
import * as Effect from "effect/Effect"
import { folder, place } from "../scenarios/Wenzhou.ts"

export { place }

/** As the command line offers them. */
export const presets: ReadonlyArray<Preset> = await Effect.runPromise(
  Effect.gen(function* () {
    const names = yield* Shipped.scenariosIn(folder)
    return yield* Effect.forEach(names, (name) =>
      Effect.gen(function* () {
        const { files } = yield* loadScenarioChain(`${folder}scenarios/${name}.yaml`)
        const scenario = yield* Effect.fromResult(Resolution.of(files, place.model))
        return { key: name, scenario, start: { extends: `${place.name}/${name}` }, beside: undefined }
      })
    )
  })
)

/** The preset of a setup. */
export const presetOf = (setup: Setup.Setup): Preset => presets.find(({ key }) => key === setup.preset)!

/** The scenario of a setup. */
export const scenarioOf = (setup: Setup.Setup): Scenario => Setup.scenarioOf(setup, presetOf(setup))

const settable = Indicator.all(place.model).filter(
  ({ variable: { kind } }) => kind === "lever" || kind === "assumption"
)

/** Something that can be set, and a setting of it. */
const one = fc.constantFrom(...settable).chain((indicator) => {
  const [min, max] = Check.boundsOf(indicator.variable, indicator.name)!
  const kind = indicator.variable.kind as "lever" | "assumption"
  const { from, to } = place.model.years
  const value = fc.double({ min, max, noNaN: true }).map((number) => number + 0)
  const points = fc
    .uniqueArray(fc.integer({ min: from + 1, max: to }), { minLength: 1, maxLength: 4 })
    .chain((years) =>
      fc
        .tuple(...years.toSorted((a, b) => a - b).map(() => value))
        .map((values) =>
          Object.fromEntries(years.toSorted((a, b) => a - b).map((year, i) => [String(year), values[i]!]))
        )
    )
  return fc
    .oneof(
      value,
      points,
      points.map((step) => ({ step }))
    )
    .map((setting) => ({ kind, name: indicator.name, setting }))
})

/** Any setup. */
export const setup: fc.Arbitrary<Setup.Setup> = fc
  .record({
    preset: fc.constantFrom(...presets),
    set: fc.array(one, { maxLength: 8 }),
    shortage: fc.constantFrom<Setup.Setup["shortage"]>(undefined, "refuse", "scale")
  })
  .map(({ preset, set, shortage }) =>
    set.reduce((found, { kind, name, setting }) => Setup.set(found, preset, kind, name, setting), {
      ...Setup.untouched(preset.key),
      shortage
    })
  )
