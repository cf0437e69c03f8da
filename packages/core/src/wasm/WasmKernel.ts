/**
 * A model's kernel in WebAssembly: two members side by side in the lanes of a vector, a whole projection in one call.
 *
 * `assemble` makes the module's bytes, once a model, with binaryen, which is loaded only then. `instantiate` makes
 * `model/Lanes` of them and needs nothing but the host's own WebAssembly, so bytes may be kept, or sent to other
 * threads; who only does that, a page above all, imports `Instance` alone and is bundled without binaryen. Every
 * number is the JavaScript kernel's, to the bit, whatever the inputs are.
 */
import type { Model } from "../model/Model.ts"
import * as Emit from "./Emit.ts"
import * as Exponential from "./Exponential.ts"
import { extraordinary } from "./Instance.ts"
import * as Hypercube from "./Hypercube.ts"
import * as Judgement from "./Judgement.ts"
import * as Lower from "./Lower.ts"
import * as Routines from "./Routines.ts"

export { instantiate, isSupported } from "./Instance.ts"

/**
 * The module of a checked model; the same model gives the same bytes. The first one takes a second or two, most of it
 * to load binaryen, which some thousands of projections in JavaScript take too.
 */
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
    Judgement.define(assembly, model)
    Hypercube.define(assembly)
    Emit.finish(assembly)
    return module.emitBinary()
  } finally {
    module.dispose()
  }
}
