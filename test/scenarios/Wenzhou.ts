/** Wenzhou under test. */
import { load } from "./ShippedPlace.ts"

export const { anySettings, folder, levers, model, place, policyYears, project, read, reader, runOf } =
  await load("wenzhou")
export { asFound } from "./ShippedPlace.ts"
