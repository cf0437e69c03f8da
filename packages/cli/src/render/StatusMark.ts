/** How a target stands in a year, as a mark and a colour: ✓ met, ✗ missed, … on the way, – not assessed. */
import type { Status } from "@gongfu/core/run/Event"
import type { Palette } from "./Colour.ts"

/** The mark of a standing. */
export const of = (status: Status | undefined): string =>
  status === undefined ? "–" : { met: "✓", missed: "✗", on_the_way: "…" }[status]

/** How a palette paints a standing. */
export const paintOf = (status: Status | undefined, palette: Palette): ((text: string) => string) =>
  status === undefined ? palette.faint : { met: palette.good, missed: palette.bad, on_the_way: palette.open }[status]
