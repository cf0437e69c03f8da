/** `pnpm fit`: fits the Wenzhou model to 2016-2020 and prints the values, the ranges and what is left over. */
import { fileURLToPath } from "node:url"
import * as Span from "@gongfu/core/document/Span"
import * as Place from "@gongfu/core/place/Place"
import * as Effect from "effect/Effect"
import * as ActualsFile from "../src/ActualsFile.ts"
import * as ProjectFiles from "../src/ProjectFiles.ts"
import * as Fit from "./Fit.ts"
import * as Published from "./Published.ts"

const folder = fileURLToPath(new URL("../wenzhou", import.meta.url))

const outcome = await Effect.runPromise(
  Effect.gen(function* () {
    const shown = "packages/scenarios/wenzhou"
    const from = Span.whole(shown)
    const place = yield* Effect.fromResult(Place.fromFiles(yield* ProjectFiles.loadPlaceFiles({ folder, shown, from })))
    const csv = "data/published.csv"
    const actuals = yield* ActualsFile.load({ path: `${folder}/${csv}`, shown: `${shown}/${csv}`, from })
    return Fit.fit(place.model, Published.of(actuals))
  })
)

const line = (cells: ReadonlyArray<string>, widths: ReadonlyArray<number>): string =>
  cells
    .map((cell, i) => (widths[i]! < 0 ? cell.padStart(-widths[i]!) : cell.padEnd(widths[i]!)))
    .join("  ")
    .trimEnd()
const number = (value: number): string => (value < 1000 ? value.toPrecision(4) : value.toFixed(0))

const values = [22, -9, -12, -13, 0]
console.log(line(["parameter", "fitted", "in the model", "range", "told by"], values))
for (const { current, name, range, told, value } of outcome.parameters) {
  const end = range.includes(value) ? " (at the end of its range)" : ""
  console.log(line([name, number(value), number(current), range.join(" to "), told + end], values))
}
const left = [56, -10, -10, -7]
console.log(`\n${line(["published", "value", "the model", "error"], left)}`)
for (const { error, fitted, label, modelled, published } of outcome.residuals) {
  const name = fitted ? label : `${label} (not fitted)`
  console.log(line([name, number(published), number(modelled), `${(error * 100).toFixed(2)}%`], left))
}
