/**
 * The shipped place or scenario that somebody names by its title: `温州/行动方案` for `wenzhou/plan`.
 *
 * A title is no name, so titles are read only where a name was not found, for the message.
 */
import { Label } from "@gongfu/core/document/Label"
import * as Meant from "@gongfu/core/document/Meant"
import * as Span from "@gongfu/core/document/Span"
import * as Yaml from "@gongfu/core/document/Yaml"
import * as YamlEnding from "@gongfu/core/document/YamlEnding"
import * as Paths from "node:path"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { ShippedPlace } from "./Shipped.ts"
import * as TextFile from "./TextFile.ts"

const isTitled = Schema.is(Schema.Struct({ title: Label }))

/** A name with the title that a file gives it; none where the file cannot be read, which is told to who names it. */
const named = (name: string, file: string): Effect.Effect<ReadonlyArray<Meant.Named>> =>
  TextFile.read({ path: file, shown: file, from: Span.whole(file) }).pipe(
    Effect.flatMap((source) => Effect.fromResult(Yaml.parse(source))),
    Effect.map(({ value }) => (isTitled(value) ? [{ name, label: value.title }] : [])),
    Effect.orElseSucceed(() => [])
  )

const placesOf = (shipped: ReadonlyArray<ShippedPlace>): Effect.Effect<ReadonlyArray<Meant.Named>> =>
  Effect.map(
    Effect.forEach(shipped, ({ folder, name }) => named(name, Paths.join(folder, "gongfu.yaml"))),
    (found) => found.flat()
  )

const scenariosOf = ({ folder, name, scenarios }: ShippedPlace): Effect.Effect<ReadonlyArray<Meant.Named>> =>
  Effect.map(
    Effect.forEach(scenarios, (own) => named(`${name}/${own}`, Paths.join(folder, "scenarios", `${own}.yaml`))),
    (found) => found.flat()
  )

/** The places of a name, or of a title that it is or is part of. */
const homesOf = (shipped: ReadonlyArray<ShippedPlace>, typed: string): Effect.Effect<ReadonlyArray<ShippedPlace>> =>
  Effect.gen(function* () {
    const home = shipped.find(({ name }) => name === typed)
    if (home !== undefined) return [home]
    const meant = Meant.of(typed, yield* placesOf(shipped)).map(({ name }) => name)
    return shipped.filter(({ name }) => meant.includes(name))
  })

/**
 * The shipped scenarios and places with a title that `typed` is, or is part of; of a scenario with its place behind a
 * slash, each of them by its name or its title. None for a path or a file.
 */
export const meant = (
  shipped: ReadonlyArray<ShippedPlace>,
  typed: string
): Effect.Effect<ReadonlyArray<Meant.Suggestion>> =>
  Effect.gen(function* () {
    const parts = typed.normalize("NFKC").split("/")
    const [first, scenario] = parts
    if (parts.length > 2 || parts.includes("") || first!.startsWith(".") || YamlEnding.pattern.test(typed)) return []
    // A scenario's name without its place: which places have it is told otherwise.
    if (scenario === undefined && shipped.some(({ scenarios }) => scenarios.includes(first!))) return []
    const homes = scenario === undefined ? shipped : yield* homesOf(shipped, first!)
    const scenarios = (yield* Effect.forEach(homes, scenariosOf)).flat()
    if (scenario !== undefined) {
      const same = scenarios.filter(({ name }) => name.endsWith(`/${scenario}`))
      return same.length > 0 ? same : withLabel(Meant.of(scenario, scenarios))
    }
    return withLabel(Meant.of(first!, scenarios, yield* placesOf(shipped)))
  })

/** Those that a title led to: what is nearly a name is for `Shipped.likely` to say. */
const withLabel = (found: ReadonlyArray<Meant.Suggestion>): ReadonlyArray<Meant.Suggestion> =>
  found.filter(({ label }) => label !== undefined)
