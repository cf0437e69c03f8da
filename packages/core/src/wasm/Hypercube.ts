/**
 * The points of a Latin hypercube as a function of a module: what `sampling/Philox` and `sampling/LatinHypercube` say of
 * one member and axis, said of four members side by side, to the bit.
 *
 * Of an axis stand in memory, as words of 32 bits: the two that stand for it in the counter, its key, and the turn of its
 * permutation. Four coordinates come of it, as numbers of 64 bits.
 */
import * as Philox from "../sampling/Philox.ts"
import * as Emit from "./Emit.ts"
import { bytesOfAxis, bytesOfFour, bytesOfPair } from "./Layout.ts"

/** How many members are drawn at once. */
const together = 4

/**
 * What the function takes: where the axes begin and end in memory and where the coordinates go, in bytes; which four
 * members, counted in fours; the words of the seed's key; how many members there are, and the mask of their permutations.
 */
export interface Hypercube {
  readonly hypercube: (
    axes: number,
    end: number,
    into: number,
    group: number,
    key0: number,
    key1: number,
    count: number,
    mask: number
  ) => void
}

/** A local of a function. */
interface Local {
  readonly get: () => number
  readonly set: (value: number) => number
}

/** Adds the function. */
export const define = ({ binaryen, module }: Emit.Assembly): void => {
  const { f64x2, i32, i32x4, i64, i8x16, v128 } = module
  const types: Array<number> = []
  const parameter = (index: number): Local => ({
    get: () => module.local.get(index, binaryen.i32),
    set: (value) => module.local.set(index, value)
  })
  const local = (type: number): Local => {
    const index = parameters + types.push(type) - 1
    return { get: () => module.local.get(index, type), set: (value) => module.local.set(index, value) }
  }
  const parameters = 8
  const [at, end, into, group] = [parameter(0), parameter(1), parameter(2), parameter(3)]
  const [key0, key1, count, mask] = [parameter(4), parameter(5), parameter(6), parameter(7)]
  const number = (value: number): number => i32.const(value | 0)
  const all = (value: number): number => i32x4.splat(value)
  const right = (vector: number, by: number): number => i32x4.shr_u(vector, number(by))

  const [x0, x1, x2, x3] = [local(binaryen.i32), local(binaryen.i32), local(binaryen.i32), local(binaryen.i32)]
  const [k0, k1] = [local(binaryen.i32), local(binaryen.i32)]
  const [product0, product1] = [local(binaryen.i64), local(binaryen.i64)]
  const wordOfAxis = (index: number): number => i32.load(4 * index, 4, at.get(), Emit.memory)
  const product = (word: number, by: number): number => i64.mul(i64.extend_u(word), i64.extend_u(number(by)))
  const upper = (of: Local): number => i32.wrap(i64.shr_u(of.get(), i64.const(32n)))
  const round = (): ReadonlyArray<number> => [
    product0.set(product(x0.get(), Philox.multipliers[0])),
    product1.set(product(x2.get(), Philox.multipliers[1])),
    x0.set(i32.xor(i32.xor(upper(product1), x1.get()), k0.get())),
    x1.set(i32.wrap(product1.get())),
    x2.set(i32.xor(i32.xor(upper(product0), x3.get()), k1.get())),
    x3.set(i32.wrap(product0.get())),
    k0.set(i32.add(k0.get(), number(Philox.weyl[0]))),
    k1.set(i32.add(k1.get(), number(Philox.weyl[1])))
  ]
  const drawn = local(binaryen.v128)
  const draw = [
    x0.set(group.get()),
    x1.set(wordOfAxis(0)),
    x2.set(wordOfAxis(1)),
    x3.set(number(0)),
    k0.set(key0.get()),
    k1.set(key1.get()),
    ...Array.from({ length: Philox.rounds }, round).flat(),
    drawn.set([x1, x2, x3].reduce((vector, word, i) => i32x4.replace_lane(vector, i + 1, word.get()), all(x0.get())))
  ]

  const [members, counts, masks] = [local(binaryen.v128), local(binaryen.v128), local(binaryen.v128)]
  const [key, place, before, outside] = [
    local(binaryen.v128),
    local(binaryen.v128),
    local(binaryen.v128),
    local(binaryen.v128)
  ]
  const mixed = (value: number): number => place.set(v128.xor(place.get(), value))
  const times = (value: number): number => place.set(i32x4.mul(place.get(), value))
  const folded = (by: number): number => mixed(right(v128.and(place.get(), masks.get()), by))
  const walk = [
    mixed(key.get()),
    times(all(number(0xe170893d))),
    mixed(right(key.get(), 16)),
    folded(4),
    mixed(right(key.get(), 8)),
    times(all(number(0x0929eb3f))),
    mixed(right(key.get(), 23)),
    folded(1),
    times(v128.or(all(number(1)), right(key.get(), 27))),
    times(all(number(0x6935fa69))),
    folded(11),
    times(all(number(0x74dcb303))),
    folded(2),
    times(all(number(0x9e501cc3))),
    folded(2),
    times(all(number(0xc860a3df))),
    place.set(v128.and(place.get(), masks.get())),
    mixed(right(place.get(), 5))
  ]
  // A lane that has come to a stratum waits for the others.
  const permuted = [
    key.set(all(wordOfAxis(2))),
    place.set(members.get()),
    outside.set(all(number(-1))),
    module.loop(
      "walking",
      module.block(null, [
        before.set(place.get()),
        ...walk,
        place.set(v128.bitselect(place.get(), before.get(), outside.get())),
        outside.set(i32x4.ge_u(place.get(), counts.get())),
        module.br_if("walking", v128.any_true(outside.get()))
      ])
    ),
    place.set(i32x4.add(place.get(), all(wordOfAxis(3)))),
    place.set(i32x4.sub(place.get(), v128.and(counts.get(), i32x4.ge_u(place.get(), counts.get()))))
  ]

  const numbers = (lower: boolean, vector: number): number =>
    f64x2.convert_low_i32x4_u(
      lower
        ? vector
        : i8x16.shuffle(
            vector,
            vector,
            Array.from({ length: 16 }, (_, i) => (i + 8) % 16)
          )
    )
  const constant = (value: number): number => f64x2.splat(module.f64.const(value))
  const coordinates = (lower: boolean): number => {
    const inside = f64x2.mul(f64x2.add(numbers(lower, right(drawn.get(), 12)), constant(0.5)), constant(2 ** -20))
    return f64x2.div(f64x2.add(numbers(lower, place.get()), inside), numbers(true, counts.get()))
  }
  const store = (lower: boolean): number =>
    v128.store(lower ? 0 : bytesOfPair, bytesOfPair, into.get(), coordinates(lower), Emit.memory)

  const forward = (of: Local, bytes: number): number => of.set(i32.add(of.get(), number(bytes)))
  const first = Array.from({ length: together }, (_, i) => i)
  const body = module.block("done", [
    counts.set(all(count.get())),
    masks.set(all(mask.get())),
    members.set(
      first.reduce(
        (vector, i) => i32x4.replace_lane(vector, i, i32.add(i32.mul(group.get(), number(together)), number(i))),
        all(number(0))
      )
    ),
    // Where members run out, the lanes that are left repeat the last: beyond it a walk need not come to an end.
    members.set(i32x4.min_u(members.get(), i32x4.sub(counts.get(), all(number(1))))),
    module.loop(
      "axes",
      module.block(null, [
        module.br_if("done", i32.ge_u(at.get(), end.get())),
        ...draw,
        ...permuted,
        store(true),
        store(false),
        forward(at, bytesOfAxis),
        forward(into, bytesOfFour),
        module.br("axes")
      ])
    )
  ])
  const given = binaryen.createType(Array.from({ length: parameters }, () => binaryen.i32))
  module.addFunction("hypercube", given, binaryen.none, types, body)
  module.addFunctionExport("hypercube", "hypercube")
}
