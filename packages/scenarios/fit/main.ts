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
  cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join("  ")
const number = (value: number): string => value.toPrecision(5)

const values = [24, 10, 10, 18]
console.log(line(["parameter", "fitted", "in the model", "range"], values))
for (const { current, name, range, value } of outcome.parameters)
  console.log(line([name, number(value), number(current), range.map(String).join(" to ")], values))
const left = [48, 12, 12, 8]
console.log(`\n${line(["published 2016-2020", "published", "fitted", "error"], left)}`)
for (const { error, fitted, label, modelled, published } of outcome.residuals)
  console.log(
    line(
      [`${label}${fitted ? "" : " (not fitted)"}`, number(published), number(modelled), `${(error * 100).toFixed(2)}%`],
      left
    )
  )
