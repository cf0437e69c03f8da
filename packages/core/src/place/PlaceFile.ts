/**
 * The file `gongfu.yaml`: it marks a project folder and, where it names a place, says what to call the place and
 * what to show of it first.
 */
import * as Schema from "effect/Schema"
import { expects } from "../document/Expected.ts"
import { Label } from "../document/Label.ts"
import * as Extends from "../scenario/Extends.ts"

/** The name of a place, as scenarios write it. */
const Name = Schema.String.check(Schema.isPattern(Extends.placeName)).pipe(
  expects({
    en: "a name of small letters, digits, - and _, starting with a letter",
    zh: "由小写字母、数字、- 和 _ 组成、以字母开头的名称"
  })
)

/**
 * A place: its name, its title, the addresses of its headline indicators, and those of the indicators that together
 * are what policy costs.
 */
export const PlaceDocument = Schema.Struct({
  gongfu: Schema.Literal(1),
  place: Name,
  title: Label,
  headline: Schema.NonEmptyArray(Schema.NonEmptyString),
  cost: Schema.optionalKey(Schema.NonEmptyArray(Schema.NonEmptyString))
})
export type PlaceDocument = typeof PlaceDocument.Type

/** The file as it marks a project folder and names no place. */
export const Marker = Schema.Struct({ gongfu: Schema.Literal(1) })

/** The file in either form. */
export const ProjectFile = Schema.Union([PlaceDocument, Marker])
