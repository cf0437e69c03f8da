/**
 * From a YAML file to a typed value, with every fault placed.
 *
 * Decoding is strict: a key that the schema does not know is a fault, so a
 * misspelt setting never passes for a default.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type * as SchemaAST from "effect/SchemaAST"
import type * as SchemaIssue from "effect/SchemaIssue"
import * as Decimal from "./Decimal.ts"
import * as Expected from "./Expected.ts"
import * as Fault from "./Fault.ts"
import * as FullWidth from "./FullWidth.ts"
import type { Label } from "./Label.ts"
import { same } from "./Label.ts"
import * as Own from "./Own.ts"
import * as Nearest from "./Nearest.ts"
import * as Spacing from "./Spacing.ts"
import * as TypedNumber from "./TypedNumber.ts"
import * as TypedYear from "./TypedYear.ts"
import type { Path, Yaml } from "./Yaml.ts"

const strict = { errors: "all", onExcessProperty: "error", reportInput: true } as const

const toWrite = (text: string): Label => ({ en: `write ${text}`, zh: `请写作 ${text}` })

/** A required key is absent; `completed` is what it is absent from, as it would be written with it. */
export const MissingKey = Fault.define<{ readonly key: string; readonly completed?: string | undefined }>(
  "MissingKey",
  ({ completed, key }) => ({
    problem: { en: `"${key}" is missing`, zh: `缺少“${key}”` },
    remedy: completed === undefined ? { en: `add "${key}: …" here`, zh: `请在此处加上“${key}: …”` } : toWrite(completed)
  })
)

/** A key that the file format does not have. */
export const UnknownKey = Fault.define<{
  readonly key: string
  readonly nearest: string | undefined
  readonly known: ReadonlyArray<string>
}>("UnknownKey", ({ key, nearest, known }) => ({
  problem: { en: `unknown key "${key}"`, zh: `未知的键“${key}”` },
  remedy:
    FullWidth.ofKey(key) ??
    (nearest === undefined
      ? { en: `known here: ${known.join(", ")}`, zh: `此处可用：${known.join("、")}` }
      : { en: `did you mean "${nearest}"?`, zh: `是否想写“${nearest}”？` })
}))

const plainNumber = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(%?)$/

/** A text as it was typed, without quotes of any kind around it; nothing for what is no text. */
const unquoted = (found: string): string | undefined =>
  /^"(.*)"$/.exec(found)?.[1]!.replaceAll(/^(?:\\"|[“”‘’「」'\s])+|(?:\\"|[“”‘’「」'\s])+$/g, "")

/**
 * What to write where a number was written as a text: in quotes, as a percentage, with separators, in full width, or
 * with words, which only a unit tells the meaning of.
 */
const numberMeant = (found: string, expected: string, unit: Label | undefined): Label | undefined => {
  const typed = unquoted(found)
  if (typed === undefined || !/\bnumber\b/.test(expected)) return undefined
  const reading = TypedNumber.read(typed, unit ?? TypedNumber.noUnit)
  if (reading?.wrong !== "words") {
    const [, digits, percent] = plainNumber.exec(reading?.meant ?? FullWidth.halved(typed)) ?? []
    return digits === undefined ? undefined : toWrite(String(Decimal.shifted(digits, percent === "%" ? -2 : 0)))
  }
  if (unit === undefined) return { en: "write its digits alone, in its unit", zh: "请按其单位只写数字" }
  const meant =
    reading.meant === undefined ? { en: "", zh: "" } : { en: `: ${reading.meant}`, zh: `：${reading.meant}` }
  return {
    en: `write its digits alone, in its unit (${unit.en})${meant.en}`,
    zh: `请按其单位（${unit.zh}）只写数字${meant.zh}`
  }
}

/** What to write where a year was written as a text. */
const yearMeant = (found: string, expected: string): Label | undefined => {
  const year = expected.startsWith("a year") ? TypedYear.plain(unquoted(found) ?? "") : ""
  return /^\d{4}$/.test(year) ? toWrite(year) : undefined
}

/** What to write where a colon of full width was taken for one of YAML. */
const colonMeant = (found: string): Label | undefined =>
  found.startsWith('"') && found.includes("：")
    ? {
        en: "after a key write a colon of half width and a space, name: x",
        zh: "键与值之间请用半角冒号加空格，如 name: x"
      }
    : undefined

/**
 * A value of another type or outside what is allowed. `path` leads to it in its file; `completed` is the value as it
 * would be written, where that is known; `unit` is what a number there would be in, see {@link inUnits}.
 */
export const WrongValue = Fault.define<{
  readonly value: Label
  readonly expected: Label
  readonly path?: Path
  readonly completed?: string | undefined
  readonly unit?: Label
}>("WrongValue", ({ completed, expected, unit, value }) => ({
  problem: {
    en: `expected ${expected.en}, found ${value.en}`,
    zh: `${Spacing.joined("应为", expected.zh)}，实为：${value.zh}`
  },
  remedy: (completed === undefined ? undefined : toWrite(completed)) ??
    numberMeant(value.en, expected.en, unit) ??
    yearMeant(value.en, expected.en) ??
    colonMeant(value.en) ?? { en: "correct the value", zh: "请更正该值" }
}))

/** Faults of a file of which it is known in what unit a number at some path would be: it is told in that unit. */
export const inUnits = (
  faults: ReadonlyArray<Fault.Fault>,
  unitAt: (path: Path) => Label | undefined
): ReadonlyArray<Fault.Fault> =>
  faults.map((fault) => {
    if (fault._tag !== WrongValue.tag) return fault
    const data = fault.data as Parameters<typeof WrongValue>[1]
    const unit = data.path === undefined ? undefined : unitAt(data.path)
    return unit === undefined ? fault : WrongValue(fault.span, { ...data, unit })
  })

/** A key of a map whose keys are the file's to choose, of the wrong form. */
export const WrongKey = Fault.define<{
  readonly key: string
  readonly expected: Label
  readonly instead: Label | undefined
}>("WrongKey", ({ key, expected, instead }) => ({
  problem: {
    en: `expected ${expected.en} as key, found "${key}"`,
    zh: `${Spacing.joined("此处的键应为", expected.zh)}，实为：${key}`
  },
  remedy: FullWidth.ofKey(key) ?? instead ?? { en: "correct the key", zh: "请更正该键" }
}))

const shown = (value: unknown): Label => {
  if (value === null || value === undefined) return { en: "nothing", zh: "空值" }
  if (typeof value === "number") return same(String(value))
  const text = JSON.stringify(value)
  if (text.length <= 40) return same(text)
  if (typeof value === "string") return same(`${text.slice(0, 40)}…`)
  if (Array.isArray(value)) return { en: `a list of ${value.length}`, zh: `含 ${value.length} 项的列表` }
  const keys = Object.keys(value)
  const some = keys.length > 8 ? [...keys.slice(0, 8), "…"] : keys
  return { en: `a map with the keys ${some.join(", ")}`, zh: `含 ${some.join("、")} 等键的映射` }
}

/** What stands at a path into data; nothing where there is none. */
export const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (v, key) => (typeof v === "object" && v !== null ? Own.at(v as Record<string, unknown>, String(key)) : undefined),
    value
  )

const anAllowedValue: Label = { en: "an allowed value", zh: "允许的值" }

const typeNames: Record<string, Label> = {
  String: { en: "a text", zh: "文字" },
  Number: { en: "a number", zh: "数字" },
  Boolean: { en: "true or false", zh: "true 或 false" },
  Objects: { en: "a map of keys and values", zh: "键值映射" },
  Arrays: { en: "a list", zh: "列表" }
}

const literalsOf = (ast: SchemaAST.AST): ReadonlyArray<string> | undefined => {
  if (ast._tag === "Literal") return [String(ast.literal)]
  if (ast._tag !== "Union") return undefined
  const parts = ast.types.map((type) => literalsOf(type))
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined
}

const descriptionOf = (ast: SchemaAST.AST) =>
  Expected.read(ast.annotations) ?? Expected.read(ast.checks?.at(-1)?.annotations)

const expectedOf = (ast: SchemaAST.AST): Label => {
  const described = descriptionOf(ast)
  if (described !== undefined) return described
  const literals = literalsOf(ast)
  if (literals !== undefined) return same(literals.join(" | "))
  return typeNames[ast._tag] ?? same(ast._tag)
}

const keysOf = (ast: SchemaAST.AST): ReadonlyArray<string> =>
  ast._tag === "Objects" ? ast.propertySignatures.map((p) => String(p.name)) : []

/** Whether an issue is about a key or an item that is there, or is not, rather than about its value. */
const isKeyIssue = (issue: SchemaIssue.Issue): boolean => issue._tag === "MissingKey" || issue._tag === "UnexpectedKey"

/** What the keys of a map must look like, for a map whose keys are the file's to choose. */
const keyTypeOf = (ast: SchemaAST.AST): SchemaAST.AST | undefined =>
  ast._tag === "Objects" && ast.propertySignatures.length === 0 ? ast.indexSignatures[0]?.parameter : undefined

/**
 * How badly a value fits a member of a union: keys that the member lacks or does not know, at the value's own level.
 * A value that is not of the member's type at all does not fit.
 */
const misfit = (issue: SchemaIssue.Issue): number =>
  issue._tag === "Composite"
    ? issue.issues.filter((inner) => inner._tag === "Pointer" && isKeyIssue(inner.issue)).length
    : issue._tag === "Filter"
      ? 0
      : Infinity

/** The member of a union that was meant, when one fits better than every other. */
const meant = (issues: ReadonlyArray<SchemaIssue.Issue>): SchemaIssue.Issue | undefined => {
  const [best, second] = issues.toSorted((a, b) => misfit(a) - misfit(b))
  if (best === undefined || misfit(best) === Infinity) return undefined
  return second === undefined || misfit(best) < misfit(second) ? best : undefined
}

/** A fault that is placed in the file once it is told: a list of ten thousand wrong items has as many. */
type Late = () => Fault.Fault

/** The faults behind a schema issue, each at its place in the file. */
const faultsOf = (yaml: Yaml, issue: SchemaIssue.Issue, path: Path, enclosing?: SchemaAST.AST): ReadonlyArray<Late> => {
  /** What stands at the path as it would be written, with its key, where the schema can tell. */
  const completed = (ast: SchemaAST.AST | undefined): string | undefined => {
    const value = ast && descriptionOf(ast)?.completed?.(valueAt(yaml.value, path))
    const key = path.at(-1)
    return value === undefined || typeof key !== "string" ? value : `${key}: ${value}`
  }
  const wrong = (expected: Label, ast?: SchemaAST.AST): ReadonlyArray<Late> => [
    () => {
      const value = shown(valueAt(yaml.value, path))
      return WrongValue(yaml.spanOf(path), { value, expected, path, completed: completed(ast) })
    }
  ]
  switch (issue._tag) {
    case "Pointer": {
      const inner: Path = [...path, ...issue.path.map((key) => (typeof key === "number" ? key : String(key)))]
      if (typeof inner.at(-1) === "number" && enclosing !== undefined && isKeyIssue(issue.issue))
        return wrong(expectedOf(enclosing))
      if (issue.issue._tag === "MissingKey")
        return [() => MissingKey(yaml.keySpanOf(path), { key: String(inner.at(-1)), completed: completed(enclosing) })]
      if (issue.issue._tag === "UnexpectedKey") {
        const key = String(inner.at(-1))
        const chosen = keyTypeOf(issue.issue.ast)
        if (chosen !== undefined) {
          const [expected, instead] = [expectedOf(chosen), descriptionOf(chosen)?.instead?.(key)]
          return [() => WrongKey(yaml.keySpanOf(inner), { key, expected, instead })]
        }
        const known = keysOf(issue.issue.ast)
        return [() => UnknownKey(yaml.keySpanOf(inner), { key, nearest: Nearest.nearest(key, known), known })]
      }
      return faultsOf(yaml, issue.issue, inner)
    }
    case "Composite":
      return issue.issues.flatMap((inner) => faultsOf(yaml, inner, path, issue.ast))
    case "Encoding":
      return faultsOf(yaml, issue.issue, path)
    case "Filter": {
      if (issue.issue._tag === "Pointer" || issue.issue._tag === "Composite") return faultsOf(yaml, issue.issue, path)
      const described = Expected.read(issue.filter.annotations)
      // A schema with several checks has its description on the last; it tells of the whole.
      return wrong(described ?? (enclosing === undefined ? anAllowedValue : expectedOf(enclosing)))
    }
    case "AnyOf": {
      const member = meant(issue.issues)
      return member === undefined ? wrong(expectedOf(issue.ast)) : faultsOf(yaml, member, path)
    }
    case "InvalidType":
    case "OneOf":
      return wrong(expectedOf(issue.ast), issue.ast)
    case "InvalidValue":
      return wrong(Expected.read(issue.annotations) ?? anAllowedValue)
    case "MissingKey":
    case "UnexpectedKey":
    case "Forbidden":
      return wrong(anAllowedValue)
  }
}

/** Faults beyond these are counted and not placed. */
const placed = 2 * Fault.maxFaults

/** Decodes a file's data by a schema. Every fault is given, in the order of the file, up to {@link Fault.capped}. */
export const decode = <S extends Schema.Decoder<unknown>>(
  schema: S,
  yaml: Yaml
): Result.Result<S["Type"], ReadonlyArray<Fault.Fault>> =>
  Schema.decodeUnknownResult(
    schema,
    strict
  )(yaml.value).pipe(
    Result.mapError((error) => {
      const faults = faultsOf(yaml, error.issue, [])
      const first = faults.slice(0, placed).map((fault) => fault())
      return Fault.capped(first, faults.length - first.length)
    })
  )
