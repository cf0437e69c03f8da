/**
 * What a WebAssembly function computes, as a graph of values: the same value is one node, however often it is asked for.
 *
 * A value of two lanes (`v128`) holds two numbers, or two masks of 64 bits; the operations carry the names that
 * WebAssembly gives them. All are exact or rounded once, as IEEE 754 has it; none is relaxed, and none is fused.
 * Nothing here has an effect, so what is equal may be computed once, and what is not asked for never.
 */

/** Two lanes; a 32-bit whole number; one 64-bit number. */
export type Type = "v128" | "i32" | "f64"

/** Operations that stand in WebAssembly under the same name, on operands alone. */
export type Operation =
  | `f64x2.${"add" | "sub" | "mul" | "div" | "sqrt" | "trunc" | "neg" | "pmin" | "pmax" | "lt" | "le" | "eq" | "ne"}`
  | `i64x2.${"add" | "sub" | "bitmask"}`
  | `v128.${"and" | "or" | "andnot" | "not" | "bitselect"}`
  | "f64x2.splat"
  | "i32.eq"

/** A value. `id` tells it from the others of its graph. */
export type Node = { readonly id: number; readonly type: Type } & (
  | { readonly kind: "parameter"; readonly index: number }
  | { readonly kind: "whole"; readonly value: number }
  /** Both lanes hold these 64 bits. */
  | { readonly kind: "bits"; readonly bits: bigint }
  /** Both lanes of a slot; `row` is the parameter that says where its row begins. */
  | { readonly kind: "slot"; readonly row: number; readonly slot: number }
  | { readonly kind: "operation"; readonly operation: Operation; readonly operands: ReadonlyArray<Node> }
  | { readonly kind: "shift"; readonly to: "left" | "right"; readonly by: number; readonly operand: Node }
  | { readonly kind: "lane"; readonly lane: 0 | 1; readonly operand: Node }
  /** Two numbers side by side. */
  | { readonly kind: "pair"; readonly operands: readonly [Node, Node] }
  | { readonly kind: "call"; readonly name: string; readonly operands: ReadonlyArray<Node> }
  /** One or the other, by whether the test is not 0; the other one is not computed. */
  | { readonly kind: "if"; readonly test: Node; readonly whenTrue: Node; readonly whenFalse: Node }
)

type Shape = Node extends infer N ? (N extends Node ? Omit<N, "id" | "type"> : never) : never

/** What a node is computed from. */
export const operandsOf = (node: Node): ReadonlyArray<Node> => {
  switch (node.kind) {
    case "parameter":
    case "whole":
    case "bits":
    case "slot":
      return []
    case "operation":
    case "pair":
    case "call":
      return node.operands
    case "shift":
    case "lane":
      return [node.operand]
    case "if":
      return [node.test, node.whenTrue, node.whenFalse]
  }
}

const numbers = new Float64Array(1)
const words = new BigUint64Array(numbers.buffer)

/** The 64 bits of a number. */
export const bitsOf = (value: number): bigint => {
  numbers[0] = value
  return words[0]!
}

/** Makes values; every method gives the node that was there already, if there was one. */
export interface Graph {
  readonly parameter: (index: number, type: Type) => Node
  readonly slot: (row: number, slot: number) => Node
  readonly whole: (value: number) => Node
  /** 64 bits in both lanes. */
  readonly bits: (bits: bigint) => Node
  /** A number in both lanes. */
  readonly number: (value: number) => Node
  readonly add: (a: Node, b: Node) => Node
  readonly sub: (a: Node, b: Node) => Node
  readonly mul: (a: Node, b: Node) => Node
  readonly div: (a: Node, b: Node) => Node
  readonly of: (operation: Operation, ...operands: ReadonlyArray<Node>) => Node
  readonly and: (a: Node, b: Node) => Node
  readonly or: (a: Node, b: Node) => Node
  /** `a` where the mask is set, `b` elsewhere. */
  readonly select: (mask: Node, a: Node, b: Node) => Node
  readonly shift: (to: "left" | "right", by: number, operand: Node) => Node
  readonly lane: (lane: 0 | 1, operand: Node) => Node
  readonly pair: (first: Node, second: Node) => Node
  readonly call: (name: string, type: Type, ...operands: ReadonlyArray<Node>) => Node
  readonly when: (test: Node, whenTrue: Node, whenFalse: Node) => Node
  /** Whether a mask is set in both lanes, as a whole number. */
  readonly both: (mask: Node) => Node
  /** Not 0 where a mask is set in a lane. */
  readonly any: (mask: Node) => Node
  /** `c0 + x (c1 + x (c2 + …))`. */
  readonly polynomial: (x: Node, coefficients: ReadonlyArray<number>) => Node
}

/** An empty graph. */
export const make = (): Graph => {
  const known = new Map<string, Node>()
  const intern = (key: string, type: Type, shape: Shape): Node => {
    const found = known.get(key)
    if (found !== undefined) return found
    const node = { id: known.size, type, ...shape } as Node
    known.set(key, node)
    return node
  }
  const ids = (operands: ReadonlyArray<Node>): string => operands.map(({ id }) => id).join()
  const of: Graph["of"] = (operation, ...operands) =>
    intern(`${operation} ${ids(operands)}`, operation === "i64x2.bitmask" || operation === "i32.eq" ? "i32" : "v128", {
      kind: "operation",
      operation,
      operands
    })
  const bits: Graph["bits"] = (value) => intern(`bits ${value}`, "v128", { kind: "bits", bits: value })
  const whole: Graph["whole"] = (value) => intern(`whole ${value}`, "i32", { kind: "whole", value })
  const number: Graph["number"] = (value) => bits(bitsOf(value))
  const add: Graph["add"] = (a, b) => of("f64x2.add", a, b)
  const mul: Graph["mul"] = (a, b) => of("f64x2.mul", a, b)
  const any: Graph["any"] = (mask) => of("i64x2.bitmask", mask)
  return {
    parameter: (index, type) => intern(`parameter ${index}`, type, { kind: "parameter", index }),
    slot: (row, slot) => intern(`slot ${row} ${slot}`, "v128", { kind: "slot", row, slot }),
    whole,
    bits,
    number,
    add,
    sub: (a, b) => of("f64x2.sub", a, b),
    mul,
    div: (a, b) => of("f64x2.div", a, b),
    of,
    and: (a, b) => of("v128.and", a, b),
    or: (a, b) => of("v128.or", a, b),
    select: (mask, a, b) => of("v128.bitselect", a, b, mask),
    shift: (to, by, operand) => intern(`${to} ${by} ${operand.id}`, "v128", { kind: "shift", to, by, operand }),
    lane: (lane, operand) => intern(`lane ${lane} ${operand.id}`, "f64", { kind: "lane", lane, operand }),
    pair: (first, second) =>
      intern(`pair ${first.id} ${second.id}`, "v128", { kind: "pair", operands: [first, second] }),
    call: (name, type, ...operands) => intern(`${name} ${ids(operands)}`, type, { kind: "call", name, operands }),
    when: (test, whenTrue, whenFalse) =>
      intern(`if ${ids([test, whenTrue, whenFalse])}`, whenTrue.type, { kind: "if", test, whenTrue, whenFalse }),
    both: (mask) => of("i32.eq", any(mask), whole(3)),
    any,
    polynomial: (x, coefficients) =>
      coefficients.slice(0, -1).reduceRight((rest, c) => add(number(c), mul(x, rest)), number(coefficients.at(-1)!))
  }
}
