/** What a layout cannot be had over. */
import * as Fault from "../document/Fault.ts"
import * as Span from "../document/Span.ts"
import * as Layout from "./Layout.ts"

/** More inputs than a low-discrepancy sequence has dimensions for. */
export const TooManyAxes = Fault.define<{
  readonly kind: "design" | "saltelli"
  readonly axes: number
  readonly most: number
}>("TooManyAxes", ({ axes, kind, most }) => ({
  problem: {
    en: `${axes} inputs vary, and a Sobol' sequence ${kind === "design" ? "has dimensions for" : "lets the variance be shared out among"} ${most} at most`,
    zh: `共有 ${axes} 项输入变动，而 Sobol 序列最多${kind === "design" ? "支持" : "可在其间分解方差者为"} ${most} 项`
  },
  remedy:
    kind === "design"
      ? {
          en: "take --sampler latin-hypercube, or set some of them in the scenario: what it sets does not vary",
          zh: "请改用 --sampler latin-hypercube，或在情景中设定其中一些：情景设定的假设不再变动"
        }
      : {
          en: "take --method morris, or set some of them in the scenario: an assumption that it sets does not vary",
          zh: "请改用 --method morris，或在情景中设定其中一些：情景设定的假设不再变动"
        }
}))

/** What is wrong with a layout over so many axes. */
export const of = (layout: Layout.Layout, axes: number): ReadonlyArray<Fault.Fault> => {
  const most = Layout.mostAxes(layout)
  return layout.kind === "morris" || axes <= most
    ? []
    : [TooManyAxes(Span.whole(layout.kind === "design" ? "--sampler" : "--method"), { kind: layout.kind, axes, most })]
}
