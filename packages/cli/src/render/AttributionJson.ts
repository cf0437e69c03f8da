/**
 * An attribution as data, for programs. Players are told once; parts name them.
 */
import type { Attributed, Plan } from "@gongfu/core/analysis/Attribution"
import type { DifferingInput } from "@gongfu/core/analysis/Player"
import type { Side } from "../records/Sides.ts"

const inputOf = ({ addresses, kind, label, name, sectors, years }: DifferingInput) => ({
  kind,
  name,
  label,
  addresses,
  sectors,
  years
})

const methodOf = ({ method }: Plan) =>
  method._tag === "Exact"
    ? { kind: "exact", runs: method.runs }
    : { kind: "sampled", runs: method.runs, permutations: method.permutations, seed: method.seed }

/** The attribution as plain data, ready for canonical JSON. */
export const of = (plan: Plan, attributed: ReadonlyArray<Attributed>, [a, b]: readonly [Side, Side]) => ({
  runs: [a, b].map(({ id, title }) => ({ id, title })),
  years: plan.years,
  by: plan.by,
  method: methodOf(plan),
  players: plan.players.map(({ inputs, label, name }) => ({ name, label, inputs: inputs.map(inputOf) })),
  later: plan.later.map(inputOf),
  differences: attributed.map((entry) => ({
    indicator: entry.indicator.name,
    label: entry.indicator.label,
    unit: entry.indicator.unit,
    year: entry.year,
    a: entry.a,
    b: entry.b,
    difference: entry.difference + 0,
    parts: entry.parts.map(({ player, share, standardError, value }) => ({
      kind: plan.by === "input" ? player.inputs[0]!.kind : "group",
      player: player.name,
      value,
      share: share ?? null,
      standardError: standardError ?? null
    })),
    policyAndCircumstance: {
      corners: entry.policyAndCircumstance.corners,
      policy: entry.policyAndCircumstance.policy + 0,
      circumstance: entry.policyAndCircumstance.circumstance + 0,
      interaction: entry.policyAndCircumstance.interaction + 0
    }
  }))
})
