/**
 * A model's kernel in WebAssembly: two members side by side in the lanes of a vector, a whole projection in one call.
 *
 * `assemble` makes the module's bytes, once a model, with binaryen, which is loaded only then. `instantiate` makes
 * {@link Lanes} of them and needs nothing but the host's own WebAssembly, so bytes may be kept, or sent to other
 * threads. Every number is the JavaScript kernel's, to the bit, whatever the inputs are.
 */
import * as Arithmetic from "../model/Arithmetic.ts"
import type { Lanes } from "../model/Lanes.ts"
import type { Model } from "../model/Model.ts"
import * as Exponential from "./Exponential.ts"
import * as Host from "./Host.ts"
import * as Emit from "./Emit.ts"
import * as Lower from "./Lower.ts"
import * as Routines from "./Routines.ts"

/** The functions of one lane to which the vector functions leave what is out of the ordinary. */
const extraordinary = {
  exp: [1, Arithmetic.exp],
  ln: [1, Arithmetic.ln],
  pow: [2, Arithmetic.pow],
  normal_cdf: [3, Arithmetic.normalCdf]
} as const

/** Whether this host carries out what `assemble` makes. */
export const isSupported = (): boolean => Host.hasVectors()

/** The module of a checked model. */
export const assemble = async (model: Model): Promise<Uint8Array> => {
  const { default: binaryen } = await import("binaryen")
  const assembly = Emit.make(binaryen)
  const { module } = assembly
  try {
    for (const [name, [count]] of Object.entries(extraordinary))
      module.addFunctionImport(
        Exponential.one(name),
        "host",
        name,
        binaryen.createType(Array.from({ length: count }, () => binaryen.f64)),
        binaryen.f64
      )
    Lower.defineFunctions(assembly)
    Routines.define(assembly, model)
    Emit.finish(assembly)
    return module.emitBinary()
  } finally {
    module.dispose()
  }
}

interface Exports {
  readonly memory: Host.Memory
  readonly free: { readonly value: number }
  readonly project: (count: number, rows: number, out: number) => void
}

/** The kernel of a model from its module, which must be what {@link assemble} made of that model, for so many years. */
export const instantiate = async (bytes: Uint8Array, model: Model, years: number): Promise<Lanes> => {
  const functions = Object.fromEntries(Object.entries(extraordinary).map(([name, [, given]]) => [name, given]))
  const { instance } = await Host.instantiate(bytes, { host: functions })
  const { memory, free, project } = instance.exports as unknown as Exports
  const lanes = 2
  const watched = 2 * model.invariants.length + model.milestones.length
  const rows = free.value
  const out = rows + years * model.slots * Emit.bytesOfPair
  const end = out + years * watched * Emit.bytesOfPair
  memory.grow(Math.max(0, Math.ceil((end - memory.buffer.byteLength) / Emit.pageBytes)))
  return {
    lanes,
    years,
    rows: new Float64Array(memory.buffer, rows, years * model.slots * lanes),
    out: new Float64Array(memory.buffer, out, years * watched * lanes),
    project: (count) => {
      if (count > 0) project(count, rows, out)
    }
  }
}
