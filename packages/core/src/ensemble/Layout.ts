/**
 * Layouts: which members there are, and where in the unit cube they lie. Plain data, so that workers can be told.
 *
 * An ensemble lies as its design says; a study of sensitivity as its estimators ask for, over the same axes.
 */
import type { Hypercube } from "../model/Lanes.ts"
import * as Morris from "../sampling/Morris.ts"
import * as Saltelli from "../sampling/Saltelli.ts"
import type * as Design from "../sampling/Design.ts"
import * as Points from "../sampling/Points.ts"
import * as SobolSequence from "../sampling/SobolSequence.ts"

/** A layout; seeds are whole numbers from 0 to `Philox.largestSeed`. */
export type Layout =
  | { readonly kind: "design"; readonly design: Design.Design }
  | { readonly kind: "saltelli"; readonly rows: number; readonly seed: number }
  | { readonly kind: "morris"; readonly trajectories: number; readonly levels: number; readonly seed: number }

/** Saltelli's design over so many axes. */
export const saltelli = ({ rows }: Extract<Layout, { kind: "saltelli" }>, axes: number): Saltelli.Design =>
  Saltelli.ofInputs(rows, axes)

/** Morris's design over so many axes. */
export const morris = (
  { levels, seed, trajectories }: Extract<Layout, { kind: "morris" }>,
  axes: number
): Morris.Design => ({
  trajectories,
  inputs: axes,
  factors: Array.from({ length: axes }, (_, input) => [input]),
  levels,
  seed
})

/** How many members a layout has over so many axes. */
export const membersOf = (layout: Layout, axes: number): number => {
  switch (layout.kind) {
    case "design":
      return layout.design.members
    case "saltelli":
      return Saltelli.size(saltelli(layout, axes))
    case "morris":
      return Morris.size(morris(layout, axes))
  }
}

/** Over how many axes a layout can be had: a Sobol' sequence has so many dimensions, of which Saltelli's takes two each. */
export const mostAxes = (layout: Layout): number => {
  switch (layout.kind) {
    case "design":
      return layout.design.sampler === "sobol" ? SobolSequence.mostDimensions : Infinity
    case "saltelli":
      return SobolSequence.mostDimensions / 2
    case "morris":
      return Infinity
  }
}

/** The points of a layout on axes of some names, at most {@link mostAxes}; `hypercube` as `sampling/Points` has it. */
export const points = (layout: Layout, names: ReadonlyArray<string>, hypercube?: Hypercube): Points.Points => {
  switch (layout.kind) {
    case "design":
      return Points.of(layout.design, names, hypercube)
    case "saltelli":
      return Saltelli.filler(saltelli(layout, names.length), (index, dimension) =>
        SobolSequence.scrambledAt(layout.seed, index, dimension)
      )
    case "morris":
      return Morris.filler(morris(layout, names.length))
  }
}
