/** How a target stands in a year, as a mark, a word and a colour: ✓ met, ✗ missed, … not due yet, – not assessed. */
import type { Label } from "@gongfu/core/document/Label"
import type { Status } from "@gongfu/core/run/Event"
import type { Palette } from "./Colour.ts"

/** The mark of a standing. */
export const of = (status: Status | undefined): string =>
  status === undefined ? "–" : { met: "✓", missed: "✗", on_the_way: "…" }[status]

/** The word for a standing. */
export const wordOf = (status: Status | undefined): Label =>
  status === undefined
    ? { en: "not assessed", zh: "未评估" }
    : {
        met: { en: "met", zh: "实现" },
        missed: { en: "missed", zh: "未实现" },
        on_the_way: { en: "not due yet", zh: "未到期" }
      }[status]

/** How a palette paints a standing. */
export const paintOf = (status: Status | undefined, palette: Palette): ((text: string) => string) =>
  status === undefined ? palette.faint : { met: palette.good, missed: palette.bad, on_the_way: palette.open }[status]
