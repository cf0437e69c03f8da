/**
 * Ensembles side by side as data, for programs: every target, with counts of members.
 */
import type { Shown } from "./PairedText.ts"

/** The comparison as plain data, ready for canonical JSON. A regret that cannot be told is null. */
export const of = ({ members, sides, targets }: Shown): object => ({
  kind: "ensembles",
  ensembles: sides.map(({ id, title }) => ({ id, title })),
  members,
  targets: targets.map(({ duels, met, regrets, target, year }) => ({
    target: target.name,
    label: target.label,
    year,
    met,
    duels,
    regrets: regrets.map((regret) => regret ?? null)
  }))
})
