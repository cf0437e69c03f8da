/**
 * Lanes from the bytes of a model's module: what worker threads and pages need, without what makes the bytes.
 */
import * as Arithmetic from "../model/Arithmetic.ts"
import * as Lanes from "../model/Lanes.ts"
import type { Model } from "../model/Model.ts"
import * as LatinHypercube from "../sampling/LatinHypercube.ts"
import * as Host from "./Host.ts"
import type { Hypercube } from "./Hypercube.ts"
import type { Judgement } from "./Judgement.ts"
import { bytesOfAxis, bytesOfFour, bytesOfPair, pageBytes } from "./Layout.ts"

/**
 * The functions of one lane to which the vector functions leave what is out of the ordinary: how many numbers each
 * takes, and the function itself.
 */
export const extraordinary = {
  exp: [1, Arithmetic.exp],
  ln: [1, Arithmetic.ln],
  pow: [2, Arithmetic.pow],
  normal_cdf: [3, Arithmetic.normalCdf]
} as const

/** Whether this host carries out such a module. */
export const isSupported = (): boolean => Host.hasVectors()

interface Exports extends Hypercube, Judgement {
  readonly memory: Host.Memory
  readonly free: { readonly value: number }
  readonly project: (count: number, rows: number, out: number) => void
}

/** The kernel of a model from its module, which must be what `WasmKernel.assemble` made of it, for so many years. */
export const instantiate = async (bytes: Uint8Array, model: Model, years: number): Promise<Lanes.Lanes> => {
  const functions = Object.fromEntries(Object.entries(extraordinary).map(([name, [, given]]) => [name, given]))
  const { instance } = await Host.instantiate(bytes, { host: functions })
  const { memory, free, project, hypercube, finiteStart, finiteLater, start, later, lenientStart, lenientLater } =
    instance.exports as unknown as Exports
  const lanes = 2
  const watched = 2 * model.invariants.length + model.milestones.length
  const rows = free.value
  const bytesOfRow = model.slots * bytesOfPair
  const out = rows + years * bytesOfRow
  const bytesOfWatched = watched * bytesOfPair
  // An axis is an input at the least.
  const mostAxes = Lanes.inputsOf(model)
  const axes = out + years * bytesOfWatched
  const coordinates = axes + mostAxes * bytesOfAxis
  const end = coordinates + mostAxes * bytesOfFour
  memory.grow(Math.max(0, Math.ceil((end - memory.buffer.byteLength) / pageBytes)))
  return {
    lanes,
    years,
    rows: new Float64Array(memory.buffer, rows, years * model.slots * lanes),
    out: new Float64Array(memory.buffer, out, years * watched * lanes),
    project: (count) => {
      if (count > 0) project(count, rows, out)
    },
    sound: (year, stopsForShortage) => {
      const [row, told] = [rows + year * bytesOfRow, out + year * bytesOfWatched]
      if (year === 0) return finiteStart(row) & (stopsForShortage ? start : lenientStart)(told)
      return finiteLater(row) & (stopsForShortage ? later : lenientLater)(told)
    },
    hypercube: (words, [key0, key1], members) => {
      const count = words.length / 4
      if (count > mostAxes) return undefined
      new Uint32Array(memory.buffer, axes, words.length).set(words)
      const found = new Float64Array(memory.buffer, coordinates, 4 * count)
      const mask = LatinHypercube.maskOf(members)
      return (group) => {
        hypercube(axes, axes + count * bytesOfAxis, coordinates, group, key0, key1, members, mask)
        return found
      }
    }
  }
}
