/**
 * The file `gongfu.yaml`: it marks a project folder and, where it names a place, says what to call the place and
 * what to show of it first.
 */
import * as Schema from "effect/Schema"
import { Label } from "../document/Label.ts"
import { Name } from "../model/ModelDocument.ts"

/** A place: its name, its title, and the addresses of its headline indicators. */
export const PlaceDocument = Schema.Struct({
  gongfu: Schema.Literal(1),
  place: Name,
  title: Label,
  headline: Schema.NonEmptyArray(Schema.NonEmptyString)
})
export type PlaceDocument = typeof PlaceDocument.Type
