/**
 * `gongfu sensitivity`: which assumptions, or which levers, the results hang on.
 *
 * Members are laid out as the estimators ask for and carried out as those of an ensemble are. Nothing is recorded.
 */
import type * as Fault from "@gongfu/core/document/Fault"
import * as Span from "@gongfu/core/document/Span"
import * as Layout from "@gongfu/core/ensemble/Layout"
import * as LayoutFault from "@gongfu/core/ensemble/LayoutFault"
import * as EnsemblePlan from "@gongfu/core/ensemble/Plan"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import type { Indicator } from "@gongfu/core/model/Indicator"
import * as Lanes from "@gongfu/core/model/Lanes"
import * as Philox from "@gongfu/core/sampling/Philox"
import * as Morris from "@gongfu/core/sensitivity/Morris"
import * as OneAtATime from "@gongfu/core/sensitivity/OneAtATime"
import * as Saltelli from "@gongfu/core/sensitivity/Saltelli"
import * as SobolIndices from "@gongfu/core/sensitivity/SobolIndices"
import * as Assess from "@gongfu/core/target/Assess"
import * as Target from "@gongfu/core/target/Target"
import * as Effect from "effect/Effect"
import * as Choose from "../Choose.ts"
import * as Crew from "../Crew.ts"
import * as Ensembles from "../Ensembles.ts"
import { type Failure, Faulty } from "../Failure.ts"
import * as Load from "../Load.ts"
import * as OptionRange from "../OptionRange.ts"
import * as Document from "../render/Document.ts"
import * as Figure from "../render/Figure.ts"
import * as SensitivityJson from "../render/SensitivityJson.ts"
import * as SensitivityText from "../render/SensitivityText.ts"
import * as UnitText from "../render/UnitText.ts"
import { format, Session } from "../Session.ts"

/** What a study is asked for with. */
export interface Input {
  readonly scenario: string
  readonly method: "sobol" | "morris"
  readonly over: "assumptions" | "levers"
  readonly indicators: ReadonlyArray<string>
  readonly years: ReadonlyArray<number>
  readonly targets: ReadonlyArray<string>
  /** Rows of a Saltelli design, or trajectories. */
  readonly rows: number | undefined
  readonly seed: number
  readonly threads: number | undefined
  readonly most: number
  readonly markdown: boolean
}

const defaultRows = { sobol: 256, morris: 20 } as const

/** As many members as a study may have: their numbers are kept. */
const mostMembers = 2_000_000

const optionFaults = ({ method, most, rows, seed, threads }: Input): ReadonlyArray<Fault.Fault> => [
  ...OptionRange.whole("--rows", rows, method === "sobol" ? 8 : 2, 100_000),
  ...OptionRange.whole("--seed", seed, 0, Philox.largestSeed),
  ...OptionRange.whole("--threads", threads, 1, Crew.mostThreads),
  ...OptionRange.whole("--most", most, 1, 10_000)
]

/** An output of the study: where its column is, and how it is read of a single projection. */
interface Asked {
  readonly name: string
  readonly target: Target.Target | undefined
  readonly indicator: Indicator
  readonly year: number
  readonly column: number
}

/** The outputs that are asked for: indicators in years, and margins of targets. */
const outputsOf = (
  plan: EnsemblePlan.Plan,
  indicators: ReadonlyArray<Indicator>,
  targets: ReadonlyArray<Target.Target>
): ReadonlyArray<Asked> => [
  ...indicators.flatMap((indicator, i) =>
    plan.noted.map((year, y) => ({
      name: indicator.name,
      target: undefined,
      indicator,
      year,
      column: i * plan.noted.length + y
    }))
  ),
  ...plan.targets.flatMap(({ target, year }, i) =>
    targets.includes(target)
      ? [
          {
            name: target.name,
            target,
            indicator: target.indicator,
            year,
            column: plan.indicators.length * plan.noted.length + i
          }
        ]
      : []
  )
]

const readOf =
  ({ indicator, target, year }: Asked, from: number): OneAtATime.Read =>
  (batch, lane, reached) => {
    const valueIn = (y: number): number => batch.rows[batch.at(indicator.slot, y - from, lane)]!
    if (year - from >= reached) return undefined
    return target === undefined ? valueIn(year) : Assess.of(target, valueIn, year).margin
  }

const estimate = ({ spread, value }: SobolIndices.Index): SensitivityText.Estimate => ({
  value,
  low: spread?.low,
  high: spread?.high
})

/** Whether any row of a design has come about as far as a factor's index goes. */
const hasRow = (design: Saltelli.Design, values: Float64Array, factor: number): boolean => {
  const stands = (member: number): boolean => Number.isFinite(values[member])
  return Array.from({ length: design.rows }, (_, row) => row).some(
    (row) =>
      stands(Saltelli.memberA(design, row)) &&
      stands(Saltelli.memberB(design, row)) &&
      stands(Saltelli.memberAB(design, row, factor))
  )
}

/** How many trajectories lack a member that failed. */
const brokenIn = (design: Morris.Design, values: Float64Array): number => {
  const length = Morris.size(design) / design.trajectories
  return Array.from({ length: design.trajectories }, (_, number) => number).filter((number) =>
    values.subarray(number * length, (number + 1) * length).some((value) => !Number.isFinite(value))
  ).length
}

/** Studies. */
export const sensitivity = (input: Input): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { language, palette, width } = session
    const faults = optionFaults(input)
    if (faults.length > 0) return yield* new Faulty({ faults })
    const [loaded] = yield* Load.scenarios([input.scenario])
    const { place, scenario } = loaded!
    const { from } = place.model.years
    const { to } = scenario.years
    const targets = yield* Choose.targets(place.targets, input.targets)
    const chosen = yield* Choose.indicators(place.model, input.indicators)
    const indicators = chosen.length > 0 || targets.length > 0 ? chosen : place.headline
    const outside = input.years.filter((year) => year < from || year > to)
    if (outside.length > 0)
      return yield* new Faulty({
        faults: outside.map((year) => Choose.YearNotThere(Span.whole("--year"), { year, from, to }))
      })
    const due = Target.deadlines(place.targets).find((year) => year <= to) ?? to
    const noted = input.years.length === 0 ? [due] : [...new Set(input.years)].toSorted((a, b) => a - b)

    const { method, seed } = input
    const rows = input.rows ?? defaultRows[method]
    const layout: Layout.Layout =
      method === "sobol" ? { kind: "saltelli", rows, seed } : { kind: "morris", trajectories: rows, levels: 4, seed }
    const order: Crew.Order = {
      place,
      scenario,
      layout,
      indicators,
      noted,
      levers:
        input.over === "levers"
          ? place.model.variables.filter(({ kind }) => kind === "lever").map(({ name }) => name)
          : undefined
    }
    const planned = Crew.planOf(order)
    const members = EnsemblePlan.membersOf(planned)
    const [inputs, runs, most] = [planned.axes.length, members, mostMembers].map((count) => Figure.fixed(count, 0))
    const tooMany = OptionRange.unless(members <= mostMembers, "--rows", rows, {
      en: `fewer: ${inputs} inputs take ${runs} runs, and ${most} are the most`,
      zh: `更小的值：${inputs} 项输入需推演 ${runs} 次，最多 ${most} 次`
    })
    const misfits = [...LayoutFault.of(layout, planned.axes.length), ...tooMany]
    if (misfits.length > 0) return yield* new Faulty({ faults: misfits })
    const [carried] = yield* Ensembles.carriedOut([order], input.threads)
    const { part, plan } = carried!

    const asked = outputsOf(plan, indicators, targets)
    const swings = OneAtATime.of(
      place.kernel,
      scenario,
      plan.axes,
      Lanes.javaScript(place.kernel, plan.years.length),
      asked.map((output) => readOf(output, from))
    )
    const bootstrap = { resamples: 400, seed, level: 0.95 }
    let dropped = 0
    const outputs = asked.map((output, o): SensitivityText.Output => {
      const values = Crew.column(carried!, output.column)
      const { target, indicator } = output
      const common = {
        name: output.name,
        label: target?.label ?? indicator.label,
        year: output.year,
        unit: UnitText.of(place.model.units, target === undefined ? indicator.unit : Target.unitOf(target)),
        isMargin: target !== undefined,
        base: swings.base[o]
      }
      const ofAxis = (i: number) => ({
        variable: plan.axes[i]!.variable,
        low: swings.axes[i]!.low[o],
        high: swings.axes[i]!.high[o]
      })
      if (layout.kind === "saltelli") {
        const design = Layout.saltelli(layout, plan.axes.length)
        const found = SobolIndices.estimate(design, values, bootstrap)
        dropped = Math.max(dropped, found.dropped)
        const influences = found.factors.flatMap((factor, i): ReadonlyArray<SensitivityText.Influence> =>
          factor === undefined || factor.total.value === 0
            ? []
            : [
                {
                  ...ofAxis(i),
                  sobol: { first: estimate(factor.first), total: estimate(factor.total) },
                  morris: undefined
                }
              ]
        )
        const untold = found.factors.filter(
          (factor, i) => factor === undefined && (found.rows < 2 || !hasRow(design, values, i))
        ).length
        return {
          ...common,
          mean: Number.isFinite(found.mean) ? found.mean : undefined,
          standardDeviation: Number.isFinite(found.variance) ? Math.sqrt(found.variance) : undefined,
          influences: influences.toSorted((a, b) => b.sobol!.total.value - a.sobol!.total.value),
          without: plan.axes.length - influences.length - untold,
          untold
        }
      }
      const design = Layout.morris(layout, plan.axes.length)
      const effects = Morris.effects(design, values)
      dropped = Math.max(dropped, brokenIn(design, values))
      const measures = Morris.measures(design, effects, bootstrap)
      const untold = measures.filter((measured) => measured === undefined).length
      const influences = measures.flatMap((measured, i): ReadonlyArray<SensitivityText.Influence> =>
        measured === undefined || measured.muStar === 0
          ? []
          : [
              {
                ...ofAxis(i),
                sobol: undefined,
                morris: {
                  muStar: { value: measured.muStar, low: measured.spread?.low, high: measured.spread?.high },
                  sigma: measured.sigma,
                  effects: measured.effects
                }
              }
            ]
      )
      return {
        ...common,
        mean: undefined,
        standardDeviation: undefined,
        influences: influences.toSorted((a, b) => b.morris!.muStar.value - a.morris!.muStar.value),
        without: plan.axes.length - influences.length - untold,
        untold
      }
    })
    const shown: SensitivityText.Shown = {
      place: place.title,
      title: scenario.title,
      over: input.over,
      method,
      inputs: plan.axes.length,
      members,
      rows,
      dropped,
      failed: part.failures.reduce((sum, count) => sum + count, 0),
      seed,
      outputs,
      most: input.most
    }
    if (session.json) {
      session.print(Fingerprint.canonical({ format, sensitivity: SensitivityJson.of(scenario.name, shown) }))
      return
    }
    const document = SensitivityText.document(shown, language)
    session.print(input.markdown ? Document.markdown(document) : Document.text(document, width, palette))
  })
