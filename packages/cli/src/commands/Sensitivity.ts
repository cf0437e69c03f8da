/**
 * `gongfu sensitivity`: which assumptions, or which levers, the results hang on.
 *
 * Members are laid out as the estimators ask for and carried out as those of an ensemble are. Nothing is recorded.
 */
import type * as Fault from "@gongfu/core/document/Fault"
import * as Span from "@gongfu/core/document/Span"
import * as LayoutFault from "@gongfu/core/ensemble/LayoutFault"
import * as EnsemblePlan from "@gongfu/core/ensemble/Plan"
import * as Stopped from "@gongfu/core/ensemble/Stopped"
import * as Tally from "@gongfu/core/ensemble/Tally"
import * as Study from "@gongfu/core/sensitivity/Study"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import * as Target from "@gongfu/core/target/Target"
import * as Effect from "effect/Effect"
import * as Choose from "../options/Choose.ts"
import * as Crew from "../ensembles/Crew.ts"
import * as Ensembles from "../ensembles/Ensembles.ts"
import { type Failure, Faulty } from "../session/Failure.ts"
import * as Load from "../places/Load.ts"
import * as Limits from "../options/Limits.ts"
import * as OptionRange from "../options/OptionRange.ts"
import * as Document from "../render/Document.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import * as SensitivityJson from "../render/SensitivityJson.ts"
import * as SensitivityText from "../render/SensitivityText.ts"
import * as UnitText from "@gongfu/core/wording/UnitText"
import * as Format from "../session/Format.ts"
import { Session } from "../session/Session.ts"

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

/** As many members as a study may have, be their numbers few enough to be kept. */
const mostOfFew = 2_000_000

const optionFaults = ({ method, most, rows, seed, threads }: Input): ReadonlyArray<Fault.Fault> => [
  ...OptionRange.within("--rows", rows, Limits.rows[method]),
  ...OptionRange.within("--seed", seed, Limits.seed),
  ...OptionRange.within("--threads", threads, Limits.threads),
  ...OptionRange.within("--most", most, Limits.most)
]

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
    const rows = input.rows ?? Limits.rows[method].otherwise
    const layout: Study.StudyPlan["layout"] =
      method === "sobol" ? { kind: "saltelli", rows, seed } : { kind: "morris", trajectories: rows, levels: 4, seed }
    const order: Crew.Order = {
      // Of other targets nothing is asked, and numbers of few columns can be kept of more members.
      place: { ...place, targets: { ...place.targets, all: targets } },
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
    const mostMembers = Math.min(mostOfFew, Tally.mostMembersKept(EnsemblePlan.columnsOf(planned)))
    const [inputs, runs, most] = [planned.axes.length, members, mostMembers].map((count) => Figure.fixed(count, 0))
    const tooMany = OptionRange.unless(members <= mostMembers, "--rows", rows, {
      en: `fewer: ${inputs} inputs take ${runs} runs, and ${most} are the most`,
      zh: `更小的值：${inputs} 项输入需推演 ${runs} 次，最多 ${most} 次`
    })
    const misfits = [...LayoutFault.of(layout, planned.axes.length), ...tooMany]
    if (misfits.length > 0) return yield* new Faulty({ faults: misfits })
    const [carried] = yield* Ensembles.carriedOut([order], input.threads)
    const plan = { ...carried!.plan, layout }
    const study = Study.of(plan, carried!.part, Study.outputsOf(plan, targets))
    const shown: SensitivityText.Shown = {
      place: place.title,
      title: scenario.title,
      over: input.over,
      method,
      inputs: plan.axes.length,
      members,
      rows,
      dropped: study.dropped,
      failed: study.failed,
      stopped: Stopped.causes(plan, { ...place, digest }, study.examples),
      seed,
      outputs: study.outputs.map((output): SensitivityText.Output => {
        const { indicator, target } = output
        return {
          ...output,
          name: (target ?? indicator).name,
          label: (target ?? indicator).label,
          unit: UnitText.of(place.model.units, target === undefined ? indicator.unit : Target.unitOf(target)),
          isMargin: target !== undefined
        }
      }),
      most: input.most,
      mostRows: Math.min(Limits.rows[method].high, Math.floor((mostMembers * rows) / members))
    }
    if (session.json) {
      session.print(Format.line("sensitivity", { sensitivity: SensitivityJson.of(scenario.name, shown) }))
      return
    }
    const document = SensitivityText.document(shown, language)
    session.print(input.markdown ? Document.markdown(document) : Document.text(document, width, palette))
  })
