/**
 * The kernel against its C twin: the plan's inputs, every year of it, again and again.
 *
 * Both sides are told in processor time, of all threads of their process: it counts what the garbage collector does
 * for the kernel, and not what other programs do on the machine.
 */
import * as Trajectory from "@gongfu/core/run/Trajectory"
import type { Ratio } from "./Ratio.ts"
import type { Subject } from "./Subject.ts"
import * as InputValues from "./twin/InputValues.ts"
import * as Loop from "./twin/Loop.ts"
import * as Twin from "./twin/Twin.ts"

const rounds = 31
const repeats = 2000
const warmUp = 6000

const against = ({ place, run }: Subject, further: ReadonlyArray<string>, bar: Ratio["bar"] | undefined): Ratio => {
  const { kernel, model } = place
  const { trajectory } = run.state
  const inputs = InputValues.make(model, 1, (_, year) =>
    trajectory.rows.subarray(Trajectory.offset(trajectory, year), Trajectory.offset(trajectory, year) + model.slots)
  )
  const twin = Twin.build(kernel, further)
  try {
    const different = Loop.difference(Loop.run(kernel, inputs, 1), Twin.run(twin, inputs, 1))
    if (different !== -1) throw new Error(`the twin differs from the kernel at number ${different} of the results`)
    Loop.run(kernel, inputs, warmUp)
    const [ours, theirs]: [Array<number>, Array<number>] = [[], []]
    for (let round = 0; round < rounds; round++) {
      ours.push((Loop.run(kernel, inputs, repeats).seconds * 1000) / repeats)
      theirs.push((Twin.run(twin, inputs, repeats).seconds * 1000) / repeats)
    }
    return {
      name: ["kernel: speed against its C twin", ...further].join(" "),
      ratios: ours.map((time, i) => theirs[i]! / time),
      bar,
      sides: { "a run in the kernel": ours, "in the twin": theirs }
    }
  } finally {
    Twin.remove(twin)
  }
}

/**
 * Measures the speed of the kernel as a part of the twin's, and, without a bar, of the twin's when the compiler joins
 * its files. Throws where results differ in any bit.
 */
export const measure = (subject: Subject): ReadonlyArray<Ratio> => [
  against(subject, [], { atLeast: 0.4 }),
  against(subject, ["-flto"], undefined)
]
