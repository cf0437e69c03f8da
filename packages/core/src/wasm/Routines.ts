/**
 * A model's routines as functions of a module, and the yearly loop that calls them.
 *
 * A routine is split into functions, because engines optimise functions of moderate size. Within one, a slot that it
 * has computed stands in a local. Computed slots are stored with 0 added, so that -0 is 0 when the year is done; what
 * another function of the same year reads is stored as it is, and has its 0 added before the year is watched.
 */
import type { Routine } from "../model/Generate.ts"
import * as Kernel from "../model/Kernel.ts"
import type { Model } from "../model/Model.ts"
import { reads } from "../model/Scalar.ts"
import * as Emit from "./Emit.ts"
import * as Graph from "./Graph.ts"
import { bytesOfPair } from "./Layout.ts"
import * as Lower from "./Lower.ts"

/** How many statements a function has. */
const statementsPerFunction = 100

/** The parameters of every function of a routine: where rows and output begin, in bytes, and the year in both lanes. */
const parameters = ["i32", "i32", "i32", "i32", "v128"] as const
const [now, last, first, out, year] = [0, 1, 2, 3, 4]
const rowOf = { now, last, first }

type Statements = Routine["statements"]

const slices = (statements: Statements): ReadonlyArray<Statements> =>
  Array.from({ length: Math.ceil(statements.length / statementsPerFunction) }, (_, i) =>
    statements.slice(i * statementsPerFunction, (i + 1) * statementsPerFunction)
  )

/** The slots that are read in the year of their own by another slice than the one that computes them. */
const readElsewhere = (parts: ReadonlyArray<Statements>): ReadonlySet<number> =>
  new Set(
    parts.flatMap((part) => {
      const own = new Set(part.map(({ index }) => index))
      const read = part.flatMap(({ scalar }) => reads(scalar)).filter(({ row }) => row === "now")
      return read.map(({ slot }) => slot).filter((slot) => !own.has(slot))
    })
  )

/** Adds the functions of a routine and gives their names in the order in which they are called. */
const defineRoutine = (assembly: Emit.Assembly, routine: Routine, base: number): ReadonlyArray<string> => {
  const parts = slices(routine.statements)
  const later = routine.into === "now" ? readElsewhere(parts) : new Set<number>()
  const names = parts.map((part, i) => {
    const name = `${routine.name} ${i}`
    const g = Graph.make()
    const known = new Map<number, Graph.Node>()
    const effects: Array<Emit.Effect> = []
    const surroundings: Lower.Surroundings = {
      read: (row, slot) => (row === "now" ? known.get(slot) : undefined) ?? g.slot(rowOf[row], slot),
      year: g.parameter(year, "v128"),
      base,
      hold: (value) => effects.push({ kind: "hold", value })
    }
    for (const { index, scalar } of part) {
      const value = Lower.lower(g, scalar, surroundings)
      if (routine.into === "out") {
        effects.push({ kind: "store", row: out, place: index, value })
        continue
      }
      known.set(index, value)
      const stored = later.has(index) ? value : g.add(value, g.number(0))
      effects.push({ kind: "store", row: now, place: index, value: stored })
    }
    Emit.add(assembly, name, parameters, effects)
    return name
  })
  const settled = routine.statements.filter(({ index }) => routine.into === "now" && later.has(index))
  if (settled.length === 0) return names
  const g = Graph.make()
  const effects = settled.map(({ index }): Emit.Effect => ({
    kind: "store",
    row: now,
    place: index,
    value: g.add(g.slot(now, index), g.number(0))
  }))
  Emit.add(assembly, `${routine.name} settled`, parameters, effects)
  return [...names, `${routine.name} settled`]
}

/**
 * Adds `project(count, rows, out)`, which computes and watches so many years, at least one. `rows` and `out` say where
 * the first year's begin, in bytes.
 */
export const define = (assembly: Emit.Assembly, model: Model): void => {
  const { binaryen, module } = assembly
  const { i32, f64, none } = binaryen
  const base = model.years.from
  const routines = Kernel.routines(model)
  const namesOf = (wanted: ReadonlyArray<string>): ReadonlyArray<string> =>
    routines.filter(({ name }) => wanted.includes(name)).flatMap((routine) => defineRoutine(assembly, routine, base))

  const [countAt, rowsAt, outAt, nowAt, lastAt, yearAt] = [0, 1, 2, 3, 4, 5]
  const get = (at: number): number => module.local.get(at, at === yearAt ? f64 : i32)
  const calls = (names: ReadonlyArray<string>): ReadonlyArray<number> =>
    names.map((name) =>
      module.call(name, [get(nowAt), get(lastAt), get(rowsAt), get(outAt), module.f64x2.splat(get(yearAt))], none)
    )
  const forward = (at: number, count: number): number =>
    module.local.set(at, module.i32.add(get(at), module.i32.const(count * bytesOfPair)))
  const watched = 2 * model.invariants.length + model.milestones.length

  const loop = module.block(null, [
    module.local.set(countAt, module.i32.sub(get(countAt), module.i32.const(1))),
    module.br_if("done", module.i32.eqz(get(countAt))),
    module.local.set(lastAt, get(nowAt)),
    forward(nowAt, model.slots),
    forward(outAt, watched),
    module.local.set(yearAt, module.f64.add(get(yearAt), module.f64.const(1))),
    ...calls(namesOf(["step", "watch"])),
    module.br("years")
  ])
  const body = module.block("done", [
    module.local.set(nowAt, get(rowsAt)),
    module.local.set(lastAt, get(rowsAt)),
    module.local.set(yearAt, module.f64.const(base)),
    ...calls(namesOf(["start", "watchStart"])),
    module.loop("years", loop)
  ])
  module.addFunction("project", binaryen.createType([i32, i32, i32]), none, [i32, i32, f64], body)
  module.addFunctionExport("project", "project")
}
