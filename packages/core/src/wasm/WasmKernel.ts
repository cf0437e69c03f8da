/**
 * A model's kernel in WebAssembly: two members side by side in the lanes of a vector, a whole projection in one call.
 *
 * `assemble` makes the module's bytes, once a model, with binaryen, which is loaded only then. `instantiate` makes
 * {@link Lanes.Lanes} of them and needs nothing but the host's own WebAssembly, so bytes may be kept, or sent to other
 * threads; who only does that, a page above all, imports `Instance` alone and is bundled without binaryen. Every
 * number is the JavaScript kernel's, to the bit, whatever the inputs are.
 */
import type { Kernel } from "../model/Kernel.ts"
import * as Lanes from "../model/Lanes.ts"
import type { Model } from "../model/Model.ts"
import * as Emit from "./Emit.ts"
import * as Exponential from "./Exponential.ts"
import { extraordinary, instantiate, isSupported } from "./Instance.ts"
import * as Lower from "./Lower.ts"
import * as Routines from "./Routines.ts"

export { instantiate, isSupported } from "./Instance.ts"

/** The module of a checked model. The same model gives the same bytes. */
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

/**
 * The quickest lanes that this host has for a kernel: two in WebAssembly, or one in JavaScript where it does not carry
 * that out. Making a module takes a second or so; `bytes` of the same model's, if there are any, spare it.
 */
export const quickest = async (kernel: Kernel, years: number, bytes?: Uint8Array): Promise<Lanes.Lanes> => {
  if (!isSupported()) return Lanes.javaScript(kernel, years)
  return instantiate(bytes ?? (await assemble(kernel.model)), kernel.model, years)
}
