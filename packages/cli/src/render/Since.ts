/** The column that tells the first year in which a number of one run differs from that of another: one word everywhere. */
import type { Label } from "@gongfu/core/document/Label"

/** The head. */
export const head: Label = { en: "Since", zh: "始于" }

/** The year; a dash where it never differs. */
export const text = (first: number | undefined): string => (first === undefined ? "–" : String(first))
