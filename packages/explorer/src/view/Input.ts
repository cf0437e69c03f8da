/** What can be set: a lever or an assumption, and the range and the steps of its slider. */
import type { Indicator } from "@gongfu/core/model/Indicator"
import * as Check from "@gongfu/core/scenario/Check"
import * as Scale from "../chart/Scale.ts"

/** What a slider is about. */
export interface Input {
  readonly kind: "lever" | "assumption"
  readonly indicator: Indicator
  readonly min: number
  readonly max: number
  readonly step: number
}

/** The slider of an indicator that can be set. */
export const inputOf = (indicator: Indicator): Input => {
  const [min, max] = Check.boundsOf(indicator.variable, indicator.name)!
  const kind = indicator.variable.kind === "lever" ? "lever" : "assumption"
  return { kind, indicator, min, max, step: Scale.roundStep((max - min) / 250) }
}
