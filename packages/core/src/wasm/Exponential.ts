/**
 * `exp` and `ln` of two numbers at once, the same to the bit as the stdlib packages of `model/Arithmetic`.
 *
 * Both are the algorithms of FreeBSD's `e_exp.c` and `e_log.c` as `@stdlib/math-base-special-exp` and
 * `@stdlib/math-base-special-ln` carry them out, operation by operation, with selections in place of branches. What
 * those treat as a special case far from the ordinary (numbers that are not finite, subnormal results, the logarithm
 * of what is not positive) goes to the packages themselves. The notice of the algorithms:
 *
 *   Copyright (C) 1993, 2004 by Sun Microsystems, Inc. All rights reserved.
 *   Developed at SunPro, a Sun Microsystems, Inc. business. Permission to use, copy, modify, and distribute this
 *   software is freely granted, provided that this notice is preserved.
 */
import * as Emit from "./Emit.ts"
import * as Graph from "./Graph.ts"

type Node = Graph.Node

/** The name, within a module, of the function of one lane to which a function of two leaves the extraordinary. */
export const one = (name: string): string => `${name} of one`

/** Calls a function for each lane by itself. */
export const eachLane = (g: Graph.Graph, name: string, ...operands: ReadonlyArray<Node>): Node =>
  g.pair(
    g.call(one(name), "f64", ...operands.map((operand) => g.lane(0, operand))),
    g.call(one(name), "f64", ...operands.map((operand) => g.lane(1, operand)))
  )

/** All bits of a number but its sign. */
export const magnitude = 0x7fffffffffffffffn
export const sign = 0x8000000000000000n
/** The bits behind the exponent. */
export const significand = 0x000fffffffffffffn
export const smallestNormal = 2.2250738585072014e-308

/** Added to a whole number of moderate size, it leaves that number in the lowest bits. */
const shifter = 2 ** 52 + 2 ** 51

/** `y * 2^k` for a whole `k` and results that are normal: `k` is added to the exponent. */
export const scaled = (g: Graph.Graph, y: Node, k: Node): Node =>
  g.of("i64x2.add", y, g.shift("left", 52, g.add(k, g.number(shifter))))

/** A half with the sign of `x`. */
export const halfLike = (g: Graph.Graph, x: Node): Node => g.or(g.and(x, g.bits(sign)), g.number(0.5))

/** The exponents (biased) of positive numbers, less `bias`, as numbers. */
export const exponent = (g: Graph.Graph, bits: Node, bias: number): Node =>
  g.sub(g.or(bits, g.bits(Graph.bitsOf(2 ** 52))), g.number(2 ** 52 + bias))

const exponential = (g: Graph.Graph, x: Node): Node => {
  const { add, sub, mul, div, number } = g
  const k = g.of("f64x2.trunc", add(mul(g.bits(0x3ff71547652b82fen), x), halfLike(g, x)))
  const high = sub(x, mul(k, number(0.6931471803691238)))
  const low = mul(k, number(1.9082149292705877e-10))
  const r = sub(high, low)
  const t = mul(r, r)
  const p = g.polynomial(
    t,
    [
      0.16666666666666602, -0.0027777777777015593, 0.00006613756321437934, -0.0000016533902205465252,
      4.1381367970572385e-8
    ]
  )
  const c = sub(r, mul(t, p))
  const y = sub(number(1), sub(sub(low, div(mul(r, c), sub(number(2), c))), high))
  const tiny = g.of("f64x2.lt", g.and(x, g.bits(magnitude)), number(2 ** -28))
  return g.select(tiny, add(number(1), x), scaled(g, y, k))
}

const logarithm = (g: Graph.Graph, x: Node): Node => {
  const { add, sub, mul, div, number, bits } = g
  const low20 = g.and(x, bits(significand))
  // Whether the significand is taken from the interval above or below 1.
  const i = g.and(g.of("i64x2.add", low20, bits(0x00095f6400000000n)), bits(0x0010000000000000n))
  const m = g.or(low20, g.of("i64x2.sub", bits(0x3ff0000000000000n), i))
  const k = exponent(g, g.of("i64x2.add", g.shift("right", 52, x), g.shift("right", 52, i)), 1023)
  const f = sub(m, number(1))
  const s = div(f, add(number(2), f))
  const z = mul(s, s)
  const w = mul(z, z)
  const t1 = mul(w, g.polynomial(w, [0.3999999999940942, 0.22222198432149784, 0.15313837699209373]))
  const t2 = mul(z, g.polynomial(w, [0.6666666666666735, 0.2857142874366239, 0.1818357216161805, 0.14798198605116586]))
  const r = add(t2, t1)
  // The package's comparison of high words, on the number between 1 and 2 that has them.
  const unit = g.or(low20, number(1))
  const within = g.and(
    g.of("f64x2.le", bits(0x3ff6147a00000000n), unit),
    g.of("f64x2.lt", unit, bits(0x3ff6b85200000000n))
  )
  const half = mul(mul(number(0.5), f), f)
  const product = mul(s, g.select(within, add(half, r), sub(f, r)))
  const near = g.and(g.of("f64x2.le", number(-(2 ** -20)), f), g.of("f64x2.lt", f, number(2 ** -20)))
  const series = mul(mul(f, f), sub(number(0.5), mul(number(0.3333333333333333), f)))
  const low = mul(k, number(1.9082149292705877e-10))
  const inner = g.select(within, sub(half, add(product, low)), sub(g.select(near, series, product), low))
  return sub(mul(k, number(0.6931471803691238)), sub(inner, f))
}

/** Adds `exp`. Ordinary is what is at most 708 in size: neither the result nor a step towards it is subnormal. */
export const defineExponential = (assembly: Emit.Assembly): void => {
  const g = Graph.make()
  const x = g.parameter(0, "v128")
  const ordinary = g.of("f64x2.le", g.and(x, g.bits(magnitude)), g.number(708))
  Emit.define(assembly, "exp", ["v128"], g.when(g.both(ordinary), exponential(g, x), eachLane(g, "exp", x)))
}

/** Adds `ln`. Ordinary is a positive normal number. */
export const defineLogarithm = (assembly: Emit.Assembly): void => {
  const g = Graph.make()
  const x = g.parameter(0, "v128")
  const ordinary = g.and(g.of("f64x2.le", g.number(smallestNormal), x), g.of("f64x2.lt", x, g.number(Infinity)))
  Emit.define(assembly, "ln", ["v128"], g.when(g.both(ordinary), logarithm(g, x), eachLane(g, "ln", x)))
}
