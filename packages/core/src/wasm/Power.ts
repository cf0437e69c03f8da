/**
 * `pow` of two numbers at once, the same to the bit as `@stdlib/math-base-special-pow`.
 *
 * The algorithm is that of FreeBSD's `e_pow.c` as the package carries it out, operation by operation: the logarithm
 * to the base 2 in two parts, times the exponent, and 2 to the power of that. Ordinary is a positive normal base with
 * an exponent that is not one of the package's special ones (`ordinaryExponent`) and a result far from the limits;
 * anything else goes to the package itself. The notice of the algorithm:
 *
 *   Copyright (C) 1993, 2004 by Sun Microsystems, Inc. All rights reserved.
 *   Developed at SunPro, a Sun Microsystems, Inc. business. Permission to use, copy, modify, and distribute this
 *   software is freely granted, provided that this notice is preserved.
 */
import * as Emit from "./Emit.ts"
import { eachLane, exponent, halfLike, magnitude, scaled, significand, smallestNormal } from "./Exponential.ts"
import * as Graph from "./Graph.ts"

type Node = Graph.Node

/** The higher word of a number: the package splits numbers there. */
const high = 0xffffffff00000000n

interface Split {
  readonly large: Node
  readonly small: Node
}

/** The logarithm of positive normal numbers to the base 2, in two parts. */
const logarithm = (g: Graph.Graph, x: Node): Split => {
  const { add, sub, mul, div, and, number, bits } = g
  const upper = (value: Node): Node => and(value, bits(high))
  const unit = g.or(and(x, bits(significand)), number(1))
  // Above about sqrt(3/2) the logarithm is taken from 1.5, above about sqrt(3) from 2.
  const fromHalf = g.of("f64x2.le", bits(0x3ff3988f00000000n), unit)
  const fromTwo = g.of("f64x2.le", bits(0x3ffbb67a00000000n), unit)
  const middle = g.of("v128.andnot", fromHalf, fromTwo)
  const n = add(exponent(g, g.shift("right", 52, x), 1023), and(fromTwo, number(1)))
  const ax = g.of("i64x2.sub", unit, and(fromTwo, bits(0x0010000000000000n)))
  const centre = g.or(number(1), and(middle, bits(0x0008000000000000n)))

  const u = sub(ax, centre)
  const v = div(number(1), add(ax, centre))
  const ss = mul(u, v)
  const hs = upper(ss)
  const sumHigh = g.of(
    "i64x2.add",
    g.of("i64x2.add", upper(g.shift("right", 1, ax)), bits(0x2008000000000000n)),
    and(middle, bits(0x0004000000000000n))
  )
  const sumLow = sub(ax, sub(sumHigh, centre))
  const ls = mul(v, sub(sub(u, mul(hs, sumHigh)), mul(hs, sumLow)))

  const s2 = mul(ss, ss)
  const series = g.polynomial(
    s2,
    [
      0.5999999999999946, 0.4285714285785502, 0.33333332981837743, 0.272728123808534, 0.23066074577556175,
      0.20697501780033842
    ]
  )
  const r = add(mul(mul(s2, s2), series), mul(ls, add(hs, ss)))
  const square = mul(hs, hs)
  const ht = upper(add(add(number(3), square), r))
  const lt = sub(r, sub(sub(ht, number(3)), square))
  const p = mul(hs, ht)
  const q = add(mul(ls, ht), mul(lt, ss))
  const hp = upper(add(p, q))
  const lp = sub(q, sub(hp, p))
  const hz = mul(number(0.9617967009544373), hp)
  const lz = add(
    add(mul(number(-7.028461650952758e-9), hp), mul(lp, number(0.9617966939259756))),
    and(middle, number(1.350039202129749e-8))
  )
  const ofCentre = and(middle, number(0.5849624872207642))
  const large = upper(add(add(add(hz, lz), ofCentre), n))
  const small = sub(lz, sub(sub(sub(large, n), ofCentre), hz))
  return { large, small }
}

/** 2 to the power of `hp + lp`, whose sum `z` is well within the range of normal results. */
const powerOfTwo = (g: Graph.Graph, z: Node, hp: Node, lp: Node): Node => {
  const { add, sub, mul, div, and, number, bits } = g
  // The package decides by the higher word alone whether there is a whole part to take off.
  const beyondHalf = g.of("f64x2.le", bits(0x3fe0000100000000n), and(z, bits(magnitude)))
  const n = and(g.of("f64x2.trunc", add(z, halfLike(g, z))), beyondHalf)
  const rest = sub(hp, n)
  const t = and(add(lp, rest), bits(high))
  const ln2 = bits(0x3fe62e42fefa39efn)
  const u = mul(t, number(0.6931471824645996))
  const v = add(mul(sub(lp, sub(t, rest)), ln2), mul(t, number(-1.904654299957768e-9)))
  const y = add(u, v)
  const w = sub(v, sub(y, u))
  const square = mul(y, y)
  const p = g.polynomial(
    square,
    [
      0.16666666666666602, -0.0027777777777015593, 0.00006613756321437934, -0.0000016533902205465252,
      4.1381367970572385e-8
    ]
  )
  const t1 = sub(y, mul(square, p))
  const r = sub(div(mul(y, t1), sub(t1, number(2))), add(w, mul(y, w)))
  return scaled(g, sub(number(1), sub(r, y)), n)
}

/** Adds `ordinary pow`: for exponents that are not special in any lane. */
const defineOrdinary = (assembly: Emit.Assembly): void => {
  const g = Graph.make()
  const [x, y] = [g.parameter(0, "v128"), g.parameter(1, "v128")]
  const { large, small } = logarithm(g, x)
  const y1 = g.and(y, g.bits(high))
  const lp = g.add(g.mul(g.sub(y, y1), large), g.mul(y, small))
  const hp = g.mul(y1, large)
  const z = g.add(lp, hp)
  const within = (value: Node, limit: number): Node =>
    g.of("f64x2.lt", g.and(value, g.bits(magnitude)), g.number(limit))
  const base = g.and(g.of("f64x2.le", g.number(smallestNormal), x), g.of("f64x2.lt", x, g.number(Infinity)))
  const ordinary = g.and(base, g.and(within(y, 2 ** 31), within(z, 1021)))
  Emit.define(
    assembly,
    "ordinary pow",
    ["v128", "v128"],
    g.when(g.both(ordinary), powerOfTwo(g, z, hp, lp), eachLane(g, "pow", x, y))
  )
}

/** What the package gives for its special exponents without taking a logarithm. */
const special: ReadonlyArray<readonly [number, (g: Graph.Graph, x: Node) => Node]> = [
  [0.5, (g, x) => g.of("f64x2.sqrt", x)],
  [1, (_, x) => x],
  [-1, (g, x) => g.div(g.number(1), x)],
  [-0.5, (g, x) => g.div(g.number(1), g.of("f64x2.sqrt", x))],
  [2, (g, x) => g.mul(x, x)],
  [3, (g, x) => g.mul(g.mul(x, x), x)],
  [4, (g, x) => g.mul(g.mul(x, x), g.mul(x, x))]
]

/** Adds `pow`. Exponents that are special in one lane only take each lane by itself. */
export const define = (assembly: Emit.Assembly): void => {
  defineOrdinary(assembly)
  const g = Graph.make()
  const [x, y] = [g.parameter(0, "v128"), g.parameter(1, "v128")]
  const equal = (value: number): Node => g.of("f64x2.eq", y, g.number(value))
  const ordinary = (): Node => g.call("ordinary pow", "v128", x, y)
  const isSpecial = special.map(([value]) => equal(value)).reduce(g.or, equal(0))
  const chosen = special.reduceRight(
    (rest, [value, power]) => g.when(g.both(equal(value)), power(g, x), rest),
    g.when(g.any(isSpecial), eachLane(g, "pow", x, y), ordinary())
  )
  // Every special exponent is a multiple of a half; few others are.
  const doubled = g.add(y, y)
  const halves = g.any(g.of("f64x2.eq", g.of("f64x2.trunc", doubled), doubled))
  Emit.define(assembly, "pow", ["v128", "v128"], g.when(halves, chosen, ordinary()))
}

/** `x` to the power of a literal other than 0. */
export const ofLiteral = (g: Graph.Graph, x: Node, literal: number): Node => {
  const known = special.find(([value]) => value === literal)
  return known === undefined ? g.call("ordinary pow", "v128", x, g.number(literal)) : known[1](g, x)
}
