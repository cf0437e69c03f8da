/**
 * `gongfu discover`: in which part of the assumptions' ranges the plan fails.
 *
 * The members of an ensemble that miss a target are told from the others by boxes of few assumptions (PRIM). Nothing is
 * recorded.
 */
import * as Fault from "@gongfu/core/document/Fault"
import * as Span from "@gongfu/core/document/Span"
import type { Label } from "@gongfu/core/document/Label"
import * as Box from "@gongfu/core/discovery/Box"
import * as Discovery from "@gongfu/core/discovery/Discovery"
import * as LayoutFault from "@gongfu/core/ensemble/LayoutFault"
import * as Stopped from "@gongfu/core/ensemble/Stopped"
import type { Sampler } from "@gongfu/core/sampling/Design"
import * as SolveFault from "@gongfu/core/solve/SolveFault"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import * as Effect from "effect/Effect"
import * as Choose from "../options/Choose.ts"
import * as Crew from "../ensembles/Crew.ts"
import * as Ensembles from "../ensembles/Ensembles.ts"
import { type Failure, Faulty } from "../session/Failure.ts"
import * as LongWork from "../session/LongWork.ts"
import * as Load from "../places/Load.ts"
import * as Limits from "../options/Limits.ts"
import * as OptionRange from "../options/OptionRange.ts"
import * as DiscoveryJson from "../render/DiscoveryJson.ts"
import * as DiscoveryText from "../render/DiscoveryText.ts"
import * as Document from "../render/Document.ts"
import * as Format from "../session/Format.ts"
import { Session } from "../session/Session.ts"

/** What a discovery is asked for with. */
export interface Input {
  readonly scenario: string
  readonly targets: ReadonlyArray<string>
  readonly met: boolean
  readonly members: number
  readonly seed: number
  readonly sampler: Sampler
  readonly threads: number | undefined
  readonly boxes: number
  readonly density: number
  readonly alpha: number
  readonly markdown: boolean
}

/** As many members as a discovery may have: it looks at each of them again and again. */
const mostMembers = Limits.membersToSearch.high

const optionFaults = ({ alpha, boxes, density, members, seed, threads }: Input): ReadonlyArray<Fault.Fault> => [
  ...OptionRange.within("--members", members, Limits.membersToSearch),
  ...OptionRange.within("--seed", seed, Limits.seed),
  ...OptionRange.within("--threads", threads, Limits.threads),
  ...OptionRange.within("--boxes", boxes, Limits.boxes),
  ...OptionRange.between("--density", density, Limits.density.low, Limits.density.high),
  ...OptionRange.between("--alpha", alpha, Limits.alpha.low, Limits.alpha.high)
]

/** A discovery needs to be told what is looked for. */
const NoTarget = Fault.define<{ readonly known: ReadonlyArray<string> }>("NoTarget", ({ known }) => ({
  problem: { en: "no target is named", zh: "未指明目标" },
  remedy: {
    en: `name one with --target; the plan has: ${Choose.listed(known).en}`,
    zh: `请用 --target 写明；规划中有：${Choose.listed(known).zh}`
  }
}))

/** How many of the members that stopped are looked at. */
const lookedAt = 8

const looking: Label = { en: "looking for boxes", zh: "查找区域" }

/** Discovers. */
export const discover = (input: Input): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { language, palette, width } = session
    const faults = optionFaults(input)
    if (faults.length > 0) return yield* new Faulty({ faults })
    const [loaded] = yield* Load.scenarios([input.scenario])
    const { place, scenario } = loaded!
    if (input.targets.length === 0)
      return yield* new Faulty({
        faults: [NoTarget(Span.whole("--target"), { known: place.targets.all.map(({ name }) => name) })]
      })
    const targets = yield* Choose.targets(place.targets, input.targets)
    const { to } = scenario.years
    const later = targets.filter(({ by }) => by > to)
    if (later.length > 0)
      return yield* new Faulty({
        faults: later.map(({ by, name }) => SolveFault.DecidedLater(Span.whole("--target"), { target: name, by, to }))
      })
    const { members, sampler, seed } = input
    const order: Crew.Order = {
      place,
      scenario,
      layout: { kind: "design", design: { members, sampler, seed } },
      indicators: []
    }
    const misfits = LayoutFault.of(order.layout, Crew.planOf(order).axes.length)
    if (misfits.length > 0) return yield* new Faulty({ faults: misfits })
    const [carried] = yield* Ensembles.carriedOut([order], input.threads)
    const { part, plan } = carried!
    const failed = Discovery.failedOf(plan, part, targets)
    const cases = Discovery.casesOf(plan, part, { targets, met: input.met })
    const { boxes, doubtful } = yield* LongWork.told(
      looking,
      100,
      (tell) => {
        let steps = 0
        const of = Discovery.stepsOf(input)
        return LongWork.inSteps(Discovery.inSteps(cases, input), () => tell((100 * ++steps) / of))
      },
      { percent: true }
    )
    const shown: DiscoveryText.Shown = {
      place: place.title,
      title: scenario.title,
      model: place.model,
      targets: targets.map(({ label }) => label),
      met: input.met,
      members,
      ofInterest: Box.interesting(cases, Box.allOf(cases)),
      failed: failed.length,
      stopped: Stopped.causes(
        plan,
        { ...place, digest },
        failed.slice(0, lookedAt).map((member) => ({ member }))
      ),
      seed,
      leastDensity: input.density,
      axes: plan.axes,
      boxes,
      doubtful,
      mostMembers
    }
    if (session.json) {
      const names = targets.map(({ name }) => name)
      session.print(Format.line("discover", { discovery: DiscoveryJson.of(scenario.name, names, shown) }))
      return
    }
    const document = DiscoveryText.document(shown, language)
    session.print(input.markdown ? Document.markdown(document) : Document.text(document, width, palette))
  })
