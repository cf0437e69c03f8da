/**
 * What the page knows, as signals: the state that a link holds, and everything that follows from it.
 *
 * Numbers follow at once, within the event that changed the state; what takes longer (the run's events, its
 * fingerprint) follows when the state has been still for a moment.
 */
import type { Language } from "@gongfu/core/document/Label"
import type { Place } from "@gongfu/core/place/Place"
import * as RunState from "@gongfu/core/run/RunState"
import * as Run from "@gongfu/core/run/Run"
import type { Scenario } from "@gongfu/core/scenario/Scenario"
import type * as Setting from "@gongfu/core/scenario/Setting"
import type { Standing } from "@gongfu/core/target/Scoreboard"
import * as Target from "@gongfu/core/target/Target"
import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals"
import * as Engine from "../Engine.ts"
import type { Payload, Preset } from "../Payload.ts"
import * as Link from "./Link.ts"
import * as Setup from "./Setup.ts"

/** A setup carried out: its run with all events. */
export interface Settled {
  readonly setup: Setup.Setup
  readonly run: Run.Run
}

/** The page's knowledge. */
export interface Store {
  readonly payload: Payload
  readonly place: Place
  readonly presets: ReadonlyArray<Preset>
  /** The scenario of no new policy. */
  readonly usual: Engine.Outcome
  readonly usualKey: string | undefined
  /** The plan's own scenario; nothing where the place has none. */
  readonly plan: Engine.Outcome | undefined
  /** The year in which most targets fall due, or the last. */
  readonly due: number
  readonly state: Signal<Link.State>
  /** Parts of the state, each by itself: who reads one is not troubled by the others. */
  readonly language: ReadonlySignal<Language>
  readonly theme: ReadonlySignal<Link.State["theme"]>
  readonly tab: ReadonlySignal<Link.State["tab"]>
  readonly on: ReadonlySignal<number>
  readonly count: ReadonlySignal<number>
  readonly why: ReadonlySignal<Link.State["why"]>
  readonly charts: ReadonlySignal<Link.State["charts"]>
  readonly active: ReadonlySignal<Setup.Setup>
  readonly preset: ReadonlySignal<Preset>
  /** What the preset alone comes to: what differs from it is the reader's doing. */
  readonly before: ReadonlySignal<Engine.Outcome>
  /** What each setup comes to. */
  readonly outcomes: ReadonlySignal<ReadonlyArray<Engine.Outcome>>
  readonly outcome: ReadonlySignal<Engine.Outcome>
  /** Where a target stands in the outcome at hand; the same as long as nothing of it changes, as most do not. */
  readonly standing: (target: string) => ReadonlySignal<Standing | undefined>
  /** The active setup carried out; nothing while it is being changed. */
  readonly settled: Signal<Settled | undefined>
  /** Whether a hand is on a slider: until it is let go, what takes longer waits. */
  readonly held: Signal<boolean>
  /** The state when it was last still. */
  readonly quiet: ReadonlySignal<Link.State>
  /** How many parts of the last link could not be used. */
  readonly unused: Signal<number>
  readonly change: (change: (state: Link.State) => Link.State) => void
  readonly set: (kind: "lever" | "assumption", name: string, setting: Setting.Setting | undefined) => void
  readonly open: (link: string) => void
  readonly runOf: (outcome: Engine.Outcome) => Run.Run
}

/** How long a state is still before the slow things follow, in milliseconds. */
const still = 150

const names = { usual: "business-as-usual", plan: "plan" } as const

/** Whether a target stands in one outcome as it does in another. */
export const stands = (a: Standing | undefined, b: Standing | undefined): boolean =>
  a?.projected === b?.projected && a?.required === b?.required && a?.status === b?.status

/** Makes the store of a place and begins with a link; in the language where the link says none. */
export const make = (payload: Payload, place: Place, link: string, language: Language): Store => {
  const { first, presets } = payload
  const context: Link.Context = { place, presets, first, language }
  const presetOf = (key: string): Preset => presets.find((preset) => preset.key === key) ?? presets[0]!
  const projectOnce = remembering((setup: Setup.Setup) =>
    Engine.project(place, Setup.scenarioOf(setup, presetOf(setup.preset)))
  )

  const usualPreset = presets.find(({ key }) => key === names.usual)
  const usual = Engine.project(
    place,
    usualPreset?.scenario ?? Engine.untouched(place, { en: "Business as usual", zh: "维持现状" })
  )
  const planPreset = presets.find(({ key }) => key === names.plan)
  const plan = planPreset === undefined ? undefined : Engine.project(place, planPreset.scenario)

  const begun = Link.read(link, context)
  const state = signal(begun.state)
  const unused = signal(begun.unused)
  const active = computed(() => state.value.setups[state.value.on]!)
  const outcomes = computed(() => state.value.setups.map(projectOnce))
  const preset = computed(() => presetOf(active.value.preset))
  const outcome = computed(() => outcomes.value[state.value.on]!)
  const standings = new Map(place.targets.all.map(({ name }) => [name, signal<Standing | undefined>(undefined)]))
  effect(() => {
    const now = outcome.value.standings
    for (const [name, standing] of standings)
      if (!stands(standing.peek(), now.get(name))) standing.value = now.get(name)
  })
  const settled = signal<Settled | undefined>(undefined)
  const runOf = remembering(({ scenario }: Engine.Outcome) => Run.project(place, scenario))

  const held = signal(false)
  const quiet = signal(begun.state)
  let waiting: ReturnType<typeof setTimeout> | undefined
  effect(() => {
    const setup = active.value
    if (settled.peek()?.setup !== setup) settled.value = undefined
    clearTimeout(waiting)
    const next = state.value
    if (held.value) return
    const carryOut = (steps: Generator<void, Run.Run>): void => {
      const { done, value } = steps.next()
      if (done === true) settled.value = { setup, run: value }
      else waiting = setTimeout(() => carryOut(steps))
    }
    waiting = setTimeout(() => {
      quiet.value = next
      if (settled.peek() === undefined) carryOut(yearByYear(place, projectOnce(setup).scenario))
    }, still)
  })

  const change: Store["change"] = (to) => {
    state.value = to(state.peek())
  }
  return {
    payload,
    place,
    presets,
    usual,
    usualKey: usualPreset?.key,
    plan,
    due: Target.deadlines(place.targets)[0] ?? place.model.years.to,
    state,
    language: computed(() => state.value.language),
    theme: computed(() => state.value.theme),
    tab: computed(() => state.value.tab),
    on: computed(() => state.value.on),
    count: computed(() => state.value.setups.length),
    why: computed(() => state.value.why),
    charts: computed(() => state.value.charts),
    active,
    preset,
    before: computed(() => Engine.project(place, preset.value.scenario)),
    outcomes,
    outcome,
    standing: (target) => standings.get(target)!,
    settled,
    held,
    quiet,
    unused,
    runOf,
    change,
    set: (kind, name, setting) =>
      change((now) => ({
        ...now,
        setups: now.setups.map((setup, i) =>
          i === now.on ? Setup.set(setup, presetOf(setup.preset), kind, name, setting) : setup
        )
      })),
    open: (text) => {
      const found = Link.read(text, context)
      batch(() => {
        state.value = found.state
        unused.value = found.unused
      })
    }
  }
}

/** A scenario carried out with a pause after each year, so that the page stays free. */
function* yearByYear(place: Place, scenario: Scenario): Generator<void, Run.Run> {
  const begun = Run.carryOut(place, RunState.initial(place.model), [Run.start(place, scenario)])
  const events = [...begun.events]
  let { state } = begun
  while (state.status === "running") {
    yield
    const year = Run.advance(place, scenario, state, state.trajectory.to + 1)
    state = year.state
    events.push(...year.events)
  }
  return { id: Run.idOf(state.started!), events, state }
}

/** A function that keeps what it gave for an object as long as the object lives. */
const remembering = <A extends object, B>(work: (of: A) => B): ((of: A) => B) => {
  const known = new WeakMap<A, { readonly value: B }>()
  return (of) => {
    const found = known.get(of) ?? { value: work(of) }
    known.set(of, found)
    return found.value
  }
}
