/**
 * Members for lanes: inputs for every year, written into the rows of any lanes and read back out of them.
 */
import * as Lanes from "@gongfu/core/model/Lanes"
import type { Model } from "@gongfu/core/model/Model"

/** The value of an input in a year of a member; `slot` says which. */
export type InputAt = (slot: number, year: number) => number

/** Writes a member's inputs of all years into a lane. */
export const write = (lanes: Lanes.Lanes, lane: number, model: Model, inputAt: InputAt): void => {
  const inputs = Lanes.inputsOf(model)
  for (let y = 0; y < lanes.years; y++)
    for (let slot = 0; slot < inputs; slot++)
      lanes.rows[(y * model.slots + slot) * lanes.lanes + lane] = inputAt(slot, model.years.from + y)
}

/** Every number of a lane: the rows and then what was watched. */
export const read = ({ lanes, rows, out }: Lanes.Lanes, lane: number): Float64Array => {
  const own = (_: number, i: number): boolean => i % lanes === lane
  return Float64Array.from([...rows.filter(own), ...out.filter(own)])
}

/** Numbers from 0 to 1 that depend on nothing but the seed (mulberry32). */
export const numbers = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const special = [0, -0, 1, -1, 0.5, 2, Infinity, -Infinity, NaN, 5e-324, -1e-310, 2.2250738585072014e-308, 1.7e308]

/** Any number: of moderate size mostly, else of any bits, or one that is special. */
export const anyNumber = (next: () => number): number => {
  const kind = Math.floor(next() * 10)
  if (kind < 7) return (next() - 0.5) * [1, 10, 1e-3, 1e9, 1e-300, 1e300, 100][kind]!
  if (kind === 7) return special[Math.floor(next() * special.length)]!
  if (kind === 8) return Math.floor(next() * 9) - 4
  const bits = new BigUint64Array([
    (BigInt(Math.floor(next() * 2 ** 32)) << 32n) | BigInt(Math.floor(next() * 2 ** 32))
  ])
  return new Float64Array(bits.buffer)[0]!
}

/** An input that is drawn anew for every slot and year, the same whenever it is asked for. */
export const drawn =
  (seed: number, draw: (next: () => number, slot: number) => number): InputAt =>
  (slot, year) =>
    draw(numbers(Math.imul(seed, 2654435761) + slot * 7919 + year * 104729), slot)

/** Whether lanes tell in which of them a number of a year is not finite, wherever it stands among the computed ones. */
export const tellsNotFinite = (lanes: Lanes.Lanes, model: Model, at: number, value: number): boolean => {
  const row = model.slots * lanes.lanes
  const place = at % (lanes.years * row)
  const [year, lane] = [Math.floor(place / row), place % lanes.lanes]
  lanes.rows.fill(1)
  lanes.out.fill(1)
  const all = 2 ** lanes.lanes - 1
  const before = lanes.sound(year, true)
  lanes.rows[place] = value
  const isComputed = place % row >= Lanes.inputsOf(model) * lanes.lanes
  const expected = isComputed && !Number.isFinite(value) ? all - (1 << lane) : all
  const others = Array.from({ length: lanes.years }, (_, y) => y === year || lanes.sound(y, true) === all)
  return before === all && lanes.sound(year, true) === expected && others.every((isSound) => isSound)
}
