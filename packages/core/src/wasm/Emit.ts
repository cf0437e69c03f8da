/**
 * From graphs of values to functions of a WebAssembly module, by binaryen.
 *
 * A value that is needed more than once stands in a local from its first use on. Constants stand in a table at the
 * beginning of the memory, because a processor loads two lanes faster than it builds them.
 */
import type binaryen from "binaryen"
import { type Node, operandsOf, type Type } from "./Graph.ts"
import { bytesOfPair, lineBytes, pageBytes } from "./Layout.ts"

const maximumPages = 65_536

/** The memory's name, in the module and outside. */
export const memory = "memory"

/** A module in the making. */
export interface Assembly {
  readonly binaryen: typeof binaryen
  readonly module: binaryen.Module
  /** Where a constant stands in memory, in bytes. */
  readonly constant: (bits: bigint) => number
  /** The constants, in the order of their places. */
  readonly constants: () => ReadonlyArray<bigint>
}

/** An empty module. */
export const make = (library: typeof binaryen): Assembly => {
  const places = new Map<bigint, number>()
  const constant = (bits: bigint): number => {
    const place = places.get(bits) ?? places.size * bytesOfPair
    places.set(bits, place)
    return place
  }
  const module = new library.Module()
  module.setFeatures(library.Features.SIMD128)
  return { binaryen: library, module, constant, constants: () => [...places.keys()] }
}

/** What a function does: it stores values, in order, or it gives one. A value that is held stands in a local from there on. */
export type Effect =
  | { readonly kind: "store"; readonly row: number; readonly place: number; readonly value: Node }
  | { readonly kind: "result" | "hold"; readonly value: Node }

/** Adds a function. Its parameters are the graph's, in order. */
export const add = (
  { binaryen: library, module, constant }: Assembly,
  name: string,
  parameters: ReadonlyArray<Type>,
  effects: ReadonlyArray<Effect>
): void => {
  const typeOf = (type: Type): binaryen.Type => library[type]
  const uses = new Map<number, number>()
  const count = (node: Node): void => {
    const before = uses.get(node.id) ?? 0
    uses.set(node.id, before + 1)
    if (before === 0) operandsOf(node).forEach(count)
  }
  effects.forEach(({ value }) => count(value))

  const locals: Array<Type> = []
  let held = new Map<number, number>()
  const scoped = (node: Node): number => {
    const outside = held
    held = new Map(outside)
    const found = expression(node)
    held = outside
    return found
  }
  const row = (index: number): number => module.local.get(index, library.i32)

  const computed = (node: Node): number => {
    switch (node.kind) {
      case "parameter":
        return module.local.get(node.index, typeOf(node.type))
      case "whole":
        return module.i32.const(node.value)
      case "bits":
        return module.v128.load(constant(node.bits), bytesOfPair, module.i32.const(0), memory)
      case "slot":
        return module.v128.load(node.slot * bytesOfPair, bytesOfPair, row(node.row), memory)
      case "operation": {
        const [room, verb] = node.operation.split(".") as ["f64x2", "add"]
        const operands = node.operands.map(expression) as [number, number]
        return module[room][verb](...operands)
      }
      case "shift": {
        const operand = expression(node.operand)
        const by = module.i32.const(node.by)
        return node.to === "left" ? module.i64x2.shl(operand, by) : module.i64x2.shr_u(operand, by)
      }
      case "lane":
        return module.f64x2.extract_lane(expression(node.operand), node.lane)
      case "pair": {
        const [first, second] = [expression(node.operands[0]), expression(node.operands[1])]
        return module.f64x2.replace_lane(module.f64x2.splat(first), 1, second)
      }
      case "call":
        return module.call(node.name, node.operands.map(expression), typeOf(node.type))
      case "if":
        return module.if(expression(node.test), scoped(node.whenTrue), scoped(node.whenFalse))
    }
  }

  const expression = (node: Node): number => {
    const type = typeOf(node.type)
    const local = held.get(node.id)
    if (local !== undefined) return module.local.get(local, type)
    const found = computed(node)
    const again = node.kind !== "parameter" && node.kind !== "bits" && node.kind !== "whole"
    if (!again || uses.get(node.id) === 1) return found
    const index = parameters.length + locals.push(node.type) - 1
    held.set(node.id, index)
    return module.local.tee(index, found, type)
  }

  const effectOf = (effect: Effect): number => {
    const value = expression(effect.value)
    if (effect.kind === "store")
      return module.v128.store(effect.place * bytesOfPair, bytesOfPair, row(effect.row), value, memory)
    return effect.kind === "hold" ? module.drop(value) : value
  }
  const body = effects.map(effectOf)
  const result = effects.find(({ kind }) => kind === "result")
  const type = result === undefined ? library.none : typeOf(result.value.type)
  module.addFunction(
    name,
    library.createType(parameters.map(typeOf)),
    type,
    locals.map(typeOf),
    module.block(null, body, type)
  )
}

/** Adds a function that gives one value. */
export const define = (assembly: Assembly, name: string, parameters: ReadonlyArray<Type>, value: Node): void =>
  add(assembly, name, parameters, [{ kind: "result", value }])

/**
 * Ends a module: its memory begins with the constants and is exported as `memory`; where what follows them begins is
 * exported as `free`, in bytes.
 */
export const finish = ({ binaryen: library, module, constants }: Assembly): void => {
  const values = constants()
  const data = new BigUint64Array(values.flatMap((bits) => [bits, bits]))
  const free = Math.ceil(data.byteLength / lineBytes) * lineBytes
  const segment = { offset: module.i32.const(0), data: new Uint8Array(data.buffer) }
  module.setMemory(Math.ceil(free / pageBytes), maximumPages, memory, [segment], false, false, memory)
  module.addGlobal("free", library.i32, false, module.i32.const(free))
  module.addGlobalExport("free", "free")
  if (module.validate() === 0) throw new Error("the module is not valid WebAssembly")
}
