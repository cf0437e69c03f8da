/**
 * The kernel in WebAssembly against the C twin and the JavaScript kernel: a member's whole projection, its inputs
 * written anew.
 *
 * Two members stand side by side, the plan and one whose inputs are a little off it, so that no algorithm takes the
 * same way in both lanes by itself. The twin carries out the same two, one after the other. All are told in processor
 * time of all threads, for one member.
 */
import * as Lanes from "@gongfu/core/model/Lanes"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as WasmKernel from "@gongfu/core/wasm/WasmKernel"
import type { Ratio } from "./Ratio.ts"
import type { Subject } from "./Subject.ts"
import * as InputValues from "./twin/InputValues.ts"
import type { Inputs } from "./twin/Loop.ts"
import * as Twin from "./twin/Twin.ts"

const rounds = 31
const pairs = 500
const warmUp = 6000

/** The plan's inputs, and the same up to a twentieth larger, by slot and year. */
const members = ({ place, run }: Subject): Inputs => {
  const { trajectory } = run.state
  const row = (year: number): Float64Array => {
    const at = Trajectory.offset(trajectory, year)
    return trajectory.rows.subarray(at, at + place.model.slots)
  }
  return InputValues.make(place.model, 2, (index, year) =>
    row(year).map((value, slot) => value * (1 + index * 0.05 * ((slot * 0.618 + year * 0.382) % 1)))
  )
}

/** Two members, written and projected so often: milliseconds for one. */
const project = (lanes: Lanes.Lanes, inputs: Inputs, slots: number, times: number): number => {
  const { years, count, values } = inputs
  const width = lanes.lanes
  // What a lane holds of a year stands beside the other lanes, as a caller would keep it.
  const written = Array.from({ length: 2 / width }, (_, turn) =>
    Array.from({ length: years }, (__, y) =>
      Float64Array.from(
        { length: count * width },
        (___, i) => values[((turn * width + (i % width)) * years + y) * count + Math.floor(i / width)]!
      )
    )
  )
  const begun = process.cpuUsage()
  for (let time = 0; time < times; time++)
    for (const ofYears of written) {
      for (let y = 0; y < years; y++) lanes.rows.set(ofYears[y]!, y * slots * width)
      lanes.project(years)
    }
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1000 / times / 2
}

/** The numbers of both members as the twin gives them. */
const results = (lanes: Lanes.Lanes, slots: number, watched: number): Float64Array =>
  Float64Array.from({ length: 2 * lanes.years * (slots + watched) }, (_, i) => {
    const place = i % (slots + watched)
    const year = Math.floor(i / (slots + watched)) % lanes.years
    const lane = Math.floor(i / (slots + watched) / lanes.years)
    return place < slots
      ? lanes.rows[(year * slots + place) * 2 + lane]!
      : lanes.out[(year * watched + place - slots) * 2 + lane]!
  })

/**
 * Measures the speed of WebAssembly as a part of the twin's and, without a bar, of the twin's when the compiler joins
 * its files, and of the JavaScript kernel's. Throws where results differ in any bit.
 */
export const measure = async (subject: Subject): Promise<ReadonlyArray<Ratio>> => {
  const { kernel, model } = subject.place
  const inputs = members(subject)
  const wasm = await WasmKernel.instantiate(await WasmKernel.assemble(model), model, inputs.years)
  const plain = Lanes.javaScript(kernel, inputs.years)
  const projected = (lanes: Lanes.Lanes, times: number): number => project(lanes, inputs, model.slots, times)
  const twins = [Twin.build(kernel), Twin.build(kernel, ["-flto"])]
  try {
    projected(wasm, 1)
    const ours = results(wasm, model.slots, kernel.watched)
    for (const twin of twins) {
      const different = Twin.run(twin, inputs, 1).results.findIndex((value, i) => !Object.is(value + 0, ours[i]! + 0))
      if (different !== -1) throw new Error(`the twin differs from WebAssembly at number ${different} of the results`)
    }
    for (const lanes of [wasm, plain]) projected(lanes, warmUp)
    const times = Array.from({ length: rounds }, () => [
      projected(wasm, pairs),
      (Twin.run(twins[0]!, inputs, pairs).seconds * 1000) / pairs / 2,
      (Twin.run(twins[1]!, inputs, pairs).seconds * 1000) / pairs / 2,
      projected(plain, pairs)
    ])
    const side = (at: number): ReadonlyArray<number> => times.map((round) => round[at]!)
    const against = (name: string, at: number, theirs: string, bar: Ratio["bar"]): Ratio => ({
      name,
      ratios: times.map((round) => round[at]! / round[0]!),
      bar,
      sides: { "a member in WebAssembly": side(0), [theirs]: side(at) }
    })
    return [
      against("WebAssembly: speed against the C twin", 1, "in the twin", { atLeast: 1 }),
      against("WebAssembly: speed against the C twin -flto", 2, "in the twin", undefined),
      against("WebAssembly: speed against the kernel", 3, "in JavaScript", undefined)
    ]
  } finally {
    twins.forEach(Twin.remove)
  }
}
