/**
 * What a schema expects, said in both languages.
 *
 * Effect describes a schema in English only. A schema or a check that a user's
 * file can violate carries its own description under one annotation key;
 * `Decode` reads it back when it turns a schema issue into a fault. What editors
 * are told of a pattern has to mean the same to them: so patterns bear the flag `u`.
 */
import type * as JsonSchema from "effect/JsonSchema"
import type * as Schema from "effect/Schema"

const key = "gongfu/expected"

interface Described {
  readonly en: string
  readonly zh: string
  /** What to write instead of a key that is not what is expected. */
  readonly instead?: (text: string) => { readonly en: string; readonly zh: string }
  /** A value that is not what is expected, as it would be written; nothing where it has nothing of it. */
  readonly completed?: (value: unknown) => string | undefined
}

/** The annotation that carries a description; for checks, which take annotations as an argument. */
export const expected = (description: Described): { readonly [key]: Described } => ({ [key]: description })

/** The annotations of a check that JSON Schema can make, too: its description, and the check in JSON Schema. */
export const checked = (description: Described, jsonSchema: JsonSchema.JsonSchema) => ({
  ...expected(description),
  toJsonSchema: () => jsonSchema
})

/** Describes a schema: `Schema.Finite.pipe(expects({en: "a number", zh: "数字"}))`. */
export const expects =
  (description: Described) =>
  <S extends Schema.Top>(schema: S): S["Rebuild"] =>
    schema.annotate(expected(description))

/** Describes a choice of words, each with its meaning: `level (a value in one year)`. */
export const oneOf = (meanings: Readonly<Record<string, Described>>): ReturnType<typeof expects> => {
  const words = Object.entries(meanings)
  return expects({
    en: `one of: ${words.map(([word, { en }]) => `${word} (${en})`).join(", ")}`,
    zh: `以下之一：${words.map(([word, { zh }]) => `${word}（${zh}）`).join("、")}`
  })
}

/** The description among annotations, if there is one. */
export const read = (annotations: Readonly<Record<string, unknown>> | undefined): Described | undefined =>
  annotations?.[key] as Described | undefined
