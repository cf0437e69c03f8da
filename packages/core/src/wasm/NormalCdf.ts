/**
 * The normal distribution of two numbers at once, the same to the bit as `@stdlib/stats-base-dists-normal-cdf`.
 *
 * It is half the complementary error function, which is that of FreeBSD's `s_erf.c` as `@stdlib/math-base-special-erfc`
 * carries it out, operation by operation: rational functions on three intervals. An interval is computed where a lane
 * needs it. Ordinary is a standard deviation above zero and a point less than 26 from the centre, in the error
 * function's measure; anything else goes to the package itself. The notice of the algorithm:
 *
 *   Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 *   Developed at SunPro, a Sun Microsystems, Inc. business. Permission to use, copy, modify, and distribute this
 *   software is freely granted, provided that this notice is preserved.
 */
import * as Emit from "./Emit.ts"
import { eachLane, magnitude } from "./Exponential.ts"
import * as Graph from "./Graph.ts"

type Node = Graph.Node

/** A quotient of polynomials in `s`. */
const rational = (g: Graph.Graph, s: Node, above: ReadonlyArray<number>, below: ReadonlyArray<number>): Node =>
  g.div(g.polynomial(s, above), g.polynomial(s, below))

/** Below 0.84375 in size. */
const centre = (g: Graph.Graph, x: Node): Node => {
  const { add, sub, mul, number } = g
  const y = rational(
    g,
    mul(x, x),
    [0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442, -0.000023763016656650163],
    [1, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766, 0.00013249473800432164, -0.000003960228278775368]
  )
  const product = mul(x, y)
  const inner = sub(number(1), add(x, product))
  const outer = sub(number(0.5), add(product, sub(x, number(0.5))))
  return g.select(g.of("f64x2.lt", x, number(0.25)), inner, outer)
}

/** Whether a number is below zero. */
const negative = (g: Graph.Graph, x: Node): Node => g.of("f64x2.lt", x, g.number(0))

/** From 0.84375 to 1.25 in size. */
const shoulder = (g: Graph.Graph, x: Node, size: Node): Node => {
  const { add, sub, number } = g
  const quotient = rational(
    g,
    sub(size, number(1)),
    [
      -0.0023621185607526594, 0.41485611868374833, -0.3722078760357013, 0.31834661990116175, -0.11089469428239668,
      0.035478304325618236, -0.002166375594868791
    ],
    [
      1, 0.10642088040084423, 0.540397917702171, 0.07182865441419627, 0.12617121980876164, 0.01363708391202905,
      0.011984499846799107
    ]
  )
  const erx = 0.8450629115104675
  return g.select(negative(g, x), add(number(1 + erx), quotient), sub(number(1 - erx), quotient))
}

/** From 1.25 to 26 in size. Lanes that are nearer are carried along at 1.25. */
const tail = (g: Graph.Graph, x: Node, nearness: Node): Node => {
  const { add, sub, mul, div, number } = g
  const size = g.of("f64x2.pmax", nearness, number(1.25))
  const s = div(number(1), mul(size, size))
  const isNear = g.of("f64x2.lt", size, number(2.857142857142857))
  const near = rational(
    g,
    s,
    [
      -0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006, -162.39666946257347,
      -184.60509290671104, -81.2874355063066, -9.814329344169145
    ],
    [
      1, 19.651271667439257, 137.65775414351904, 434.56587747522923, 645.3872717332679, 429.00814002756783,
      108.63500554177944, 6.570249770319282, -0.0604244152148581
    ]
  )
  const far = rational(
    g,
    s,
    [
      -0.0098649429247001, -0.799283237680523, -17.757954917754752, -160.63638485582192, -637.5664433683896,
      -1025.0951316110772, -483.5191916086514
    ],
    [
      1, 30.33806074348246, 325.7925129965739, 1536.729586084437, 3199.8582195085955, 2553.0504064331644,
      474.52854120695537, -22.44095244658582
    ]
  )
  const both = g.whole(3)
  const nears = g.any(isNear)
  const quotient = g.when(g.of("i32.eq", nears, both), near, g.when(nears, g.select(isNear, near, far), far))
  const z = g.and(size, g.bits(0xffffffff00000000n))
  const exp = (value: Node): Node => g.call("exp", "v128", value)
  const first = exp(sub(g.of("f64x2.neg", mul(z, z)), number(0.5625)))
  const second = exp(add(mul(sub(z, size), add(z, size)), quotient))
  const result = div(mul(first, second), size)
  return g.select(negative(g, x), sub(number(2), result), result)
}

/** Adds `normal_cdf`, which needs `exp`. */
export const define = (assembly: Emit.Assembly): void => {
  const g = Graph.make()
  const [x, mean, deviation] = [g.parameter(0, "v128"), g.parameter(1, "v128"), g.parameter(2, "v128")]
  const t = g.div(g.of("f64x2.neg", g.sub(x, mean)), g.mul(deviation, g.number(Math.sqrt(2))))
  const size = g.and(t, g.bits(magnitude))
  const below = (limit: number): Node => g.of("f64x2.lt", size, g.number(limit))
  const isCentre = below(0.84375)
  const isTail = g.of("f64x2.le", g.number(1.25), size)
  const isShoulder = g.of("v128.andnot", below(1.25), isCentre)
  const none = g.number(0)
  const part = (mask: Node, value: Node): Node => g.and(mask, g.when(g.any(mask), value, none))
  const complement = g.or(
    g.or(part(isCentre, centre(g, t)), part(isShoulder, shoulder(g, t, size))),
    part(isTail, tail(g, t, size))
  )
  const ordinary = g.and(g.of("f64x2.lt", g.number(0), deviation), below(26))
  Emit.define(
    assembly,
    "normal_cdf",
    ["v128", "v128", "v128"],
    g.when(g.both(ordinary), g.mul(g.number(0.5), complement), eachLane(g, "normal_cdf", x, mean, deviation))
  )
}
