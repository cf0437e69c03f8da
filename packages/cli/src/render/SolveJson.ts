/** An answer of `gongfu solve` as data, for programs. Numbers are the model's own, unrounded. */
import type { Cost, Standing } from "@gongfu/core/solve/Answer"
import type * as Chance from "@gongfu/core/solve/Chance"
import type { Front } from "@gongfu/core/solve/Front"
import type { Point as FrontPoint } from "./FrontText.ts"
import * as ProportionText from "./ProportionText.ts"
import type { Told } from "./SolveText.ts"

const standingOf = ({ after, aim, asked, before, binding, lack, met }: Standing) => ({
  target: aim.name,
  label: aim.label,
  unit: aim.unit,
  by: aim.by,
  comparison: aim.comparison,
  asked,
  met,
  binding,
  lack: lack + 0,
  required: after.required + 0,
  before: before === undefined ? null : before.projected + 0,
  after: after.projected + 0,
  margin: after.margin + 0
})

const tallyOf = (tally: Chance.Tally) => ({
  members: tally.members,
  all: tally.all,
  share: tally.all / tally.members,
  ...ProportionText.json(tally.all, tally.members),
  each: tally.each
})

const movesOf = (moves: Told["answer"]["moves"]) =>
  moves.map(({ by, end, from, path, share, step, tight, to }) => ({
    lever: path.indicator.name,
    label: path.indicator.label,
    unit: path.indicator.unit,
    min: path.lever.min,
    max: path.lever.max,
    before: from,
    after: to,
    change: by,
    share,
    step,
    end: end ?? null,
    tight: tight ?? null
  }))

const costOf = ({ items, notCosted, ...sums }: Cost) => ({
  ...sums,
  items: items.map(({ indicator, ...spent }) => ({ indicator: indicator.name, label: indicator.label, ...spent })),
  notCosted: notCosted.map(({ indicator }) => indicator.name)
})

/** A front as plain data: its points in order. */
export const ofFront = (
  question: Told["question"],
  { aims, projections }: Front,
  points: ReadonlyArray<FrontPoint>
) => ({
  scenario: question.scenario.name,
  place: question.place.name,
  aims: aims.map(({ label, name, unit }) => ({ name, label, unit })),
  levers: question.levers.map(({ indicator }) => indicator.name),
  projections,
  points: points.map(({ answer, path, run }) => ({
    moves: movesOf(answer.moves),
    change: answer.change,
    targets: answer.standings.map(standingOf),
    cost: answer.cost === undefined ? null : costOf(answer.cost),
    file: path,
    run: run.id,
    result: run.state.result ?? null
  }))
})

/** The answer as plain data, ready for canonical JSON. */
export const of = ({ answer, question, record }: Told) => ({
  scenario: question.scenario.name,
  place: question.place.name,
  least: question.least,
  outcome: answer.outcome,
  change: answer.change,
  levers: question.levers.map(({ indicator }) => indicator.name),
  moves: movesOf(answer.moves),
  targets: answer.standings.map(standingOf),
  cost:
    answer.cost === undefined ? null : { ...costOf(answer.cost), indicators: question.cost.map(({ name }) => name) },
  lost: answer.lost.map(({ aim, after, before }) => ({
    target: aim.name,
    label: aim.label,
    required: after.required + 0,
    before: before.projected + 0,
    after: after.projected + 0
  })),
  limits: answer.limits.map(({ name }) => name),
  projections: answer.projections,
  probability:
    answer.probability === undefined
      ? null
      : {
          wanted: answer.probability.wanted,
          before: tallyOf(answer.probability.before),
          after: tallyOf(answer.probability.after)
        },
  file: record?.path ?? null,
  run: record?.run.id ?? null,
  result: record?.run.state.result ?? null,
  recorded: record?.onRecord ?? null
})
