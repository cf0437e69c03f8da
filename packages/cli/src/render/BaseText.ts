/**
 * What is told in place of a growth or a multiple that has no base above zero to grow from. What is recorded as projected
 * there is a figure on the bad side of the requirement, and no measurement.
 */
import type { Label } from "@gongfu/core/document/Label"

/** In place of what is projected. */
export const projected: Label = { en: "no base above 0", zh: "基数不大于 0" }

/** In place of a margin, or of a difference of margins. */
export const margin = "–"
