/** What texts of faults of a model have in common: names in a row, and a guess at what was meant. */
import type { Label } from "../document/Label.ts"

/** Names in a row; a dash for none. */
export const list = (names: ReadonlyArray<string>): string => (names.length === 0 ? "—" : names.join(", "))

/** The name that comes nearest as a question, or else another next step. */
export const hint = (nearest: string | undefined, otherwise: Label): Label =>
  nearest === undefined ? otherwise : { en: `did you mean "${nearest}"?`, zh: `是否想写“${nearest}”？` }
