/**
 * The values of a year: a row of numbers as an event tells it, every variable by name, and back.
 *
 * Names and members come in order, so that the canonical text of a year needs no sorting. How a model's names lead
 * to its slots is worked out once a model.
 */
import { later } from "../document/Later.ts"
import type { Cell, Model } from "../model/Model.ts"
import type { Value, YearProjected } from "./Event.ts"

/** Where a number stands: the slot itself, or the way on by the members of the next dimension, in order. */
type Way = number | ReadonlyArray<readonly [member: string, way: Way]>
type Ways = ReadonlyArray<readonly [variable: string, way: Way]>

const byName = (a: readonly [string, unknown], b: readonly [string, unknown]): number => (a[0] < b[0] ? -1 : 1)

const wayTo = (cells: ReadonlyArray<Cell>, depth: number): Way =>
  cells[0]!.members.length === depth
    ? cells[0]!.slot
    : [...Map.groupBy(cells, (cell) => cell.members[depth]!)]
        .map(([member, part]) => [member, wayTo(part, depth + 1)] as const)
        .toSorted(byName)

const known = new WeakMap<Model, Ways>()

const waysOf = (model: Model): Ways => {
  const found = known.get(model)
  if (found !== undefined) return found
  const made = model.variables.map(({ cells, name }) => [name, wayTo(cells, 0)] as const).toSorted(byName)
  known.set(model, made)
  return made
}

/** The values of a year by variable. */
export interface Told {
  readonly [name: string]: Value
}

const told = (way: Way, rows: Float64Array, start: number): Value => {
  if (typeof way === "number") return rows[start + way]!
  const values: Record<string, Value> = {}
  for (const [member, inner] of way) values[member] = told(inner, rows, start)
  return values
}

/** One row as an event tells it. `start` is where the row begins in `rows`. */
export const fromRow = (model: Model, rows: Float64Array, start: number): Told =>
  told(waysOf(model), rows, start) as Told

/** What stands under a name; a recorded year has its names in order, and then `expected` is that name. */
const valueOf = (values: Readonly<Record<string, Value>>, name: string, expected: string | undefined) =>
  name === expected || Object.hasOwn(values, name) ? values[name] : undefined

/**
 * Reads a value into a row; gives what comes after the name in the address of what it lacks, or of what has a member
 * too many. Only what is wrong gets an address: a year has a thousand.
 */
const read = (way: Way, value: Value | undefined, row: Float64Array): string | undefined => {
  if (typeof way === "number") {
    if (typeof value !== "number") return ""
    row[way] = value
    return undefined
  }
  const values = typeof value === "object" ? value : {}
  const members = Object.keys(values)
  for (let i = 0; i < way.length; i++) {
    const member = way[i]![0]
    const wrong = read(way[i]![1], valueOf(values, member, members[i]), row)
    if (wrong !== undefined) return `[${member}]${wrong}`
  }
  return members.length === way.length ? undefined : ""
}

/** A row from an event. Where the event lacks a value of the model, or has one more, that name is given instead. */
export const toRow = (model: Model, values: Readonly<Record<string, Value>>): Float64Array | string => {
  const row = new Float64Array(model.slots)
  const ways = waysOf(model)
  const names = Object.keys(values)
  for (let i = 0; i < ways.length; i++) {
    const name = ways[i]![0]
    const wrong = read(ways[i]![1], valueOf(values, name, names[i]), row)
    if (wrong !== undefined) return name + wrong
  }
  return names.length === ways.length ? row : (names.find((name) => !model.variable.has(name)) ?? row)
}

const ofEvents = new WeakMap<YearProjected, { readonly model: Model; readonly row: Float64Array }>()

/**
 * The event of a year whose row is at hand. Its values are put under their names when somebody asks for them. The row
 * is the event's from now on, and nobody's to change.
 */
export const event = (model: Model, row: Float64Array, year: number): YearProjected => {
  const values = later(() => fromRow(model, row, 0))
  const made: YearProjected = {
    type: "YearProjected",
    schema: 1,
    year,
    get values() {
      return values()
    }
  }
  ofEvents.set(made, { model, row })
  return made
}

/** The row of an event, see {@link toRow}. It is not to be changed. */
export const rowOf = (model: Model, year: YearProjected): Float64Array | string => {
  const own = ofEvents.get(year)
  return own?.model === model ? own.row : toRow(model, year.values)
}
