import * as Span from "@gongfu/core/document/Span"
import * as Steps from "@gongfu/core/document/Steps"
import type { EnsembleStarted } from "@gongfu/core/ensemble/EnsembleEvent"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import type { RunEvent, RunStarted } from "@gongfu/core/run/Event"
import * as Run from "@gongfu/core/run/Run"
import * as Scenario from "@gongfu/core/scenario/Scenario"
import * as Fit from "@gongfu/core/sharing/Fit"
import * as Reception from "@gongfu/core/sharing/Reception"
import type * as Relation from "@gongfu/core/sharing/Relation"
import type * as Bundle from "@gongfu/core/store/Bundle"
import * as BundleReader from "@gongfu/core/store/BundleReader"
import * as HashChain from "@gongfu/core/store/HashChain"
import type { Artifact } from "@gongfu/core/store/Recorded"
import type { SealedEvent } from "@gongfu/core/store/Seal"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { place, scenario } from "../target/smallPlace.ts"
import * as Bundled from "./Bundled.ts"

const received = (...files: ReadonlyArray<string>) => {
  const read = files.map((text, i) => Result.getOrThrow(BundleReader.read(`${i}.bundle`, Buffer.from(text), digest)))
  return Reception.of(read)
}

const faultsOf = (
  files: ReadonlyArray<string>,
  held: ReadonlyArray<Artifact> = [],
  here: ReadonlyMap<string, Relation.Told> = new Map()
) => {
  const reception = received(...files)
  return Result.isFailure(reception)
    ? reception.failure
    : Steps.atAStroke(
        Reception.faultsInSteps(reception.success, new Map(held.map((one) => [one.fingerprint, one])), here, digest)
      )
}

const tags = (files: ReadonlyArray<string>) => faultsOf(files).map(({ _tag }) => _tag)

const run = Bundled.whole()
const year = run.events.findIndex((event) => event.type === "YearProjected")

/** A bundle of the run with other events, sealed as if they were its own. */
const forged = (events: ReadonlyArray<RunEvent>, id = run.id, artifacts = run.artifacts): string =>
  Bundled.text(Bundled.contents({ id, events, artifacts }))

/** A bundle of one run whose rows are given as they are, with a chain that is whole. */
const chained = (rows: ReadonlyArray<Omit<SealedEvent, "hash">>): string => {
  let hash = HashChain.genesis
  const events = rows.map((row, i) => {
    hash = HashChain.link(hash, run.id, i + 1, row)
    return { ...row, hash }
  })
  const contents: Bundle.Contents = { runs: [{ id: run.id, events }], artifacts: run.artifacts }
  return Bundled.text(contents)
}

const replaced = (at: number, ...put: ReadonlyArray<RunEvent>): ReadonlyArray<RunEvent> => [
  ...run.events.slice(0, at),
  ...put,
  ...run.events.slice(at + 1)
]

describe("a run that came from elsewhere", () => {
  it("is taken whole, unfinished, failed, or forked without its parent", () => {
    const made = [
      run,
      Bundled.through(Bundled.whole({ name: "open" }), 2024),
      Bundled.through(Bundled.whole({ name: "short", years: { from: 2020, to: 2024 } }), 2024),
      Bundled.forked(run, 2023, { name: "fork", levers: { job_share: 0.9 } })
    ]
    for (const one of made) assert.deepStrictEqual(faultsOf([Bundled.text(Bundled.contents(one))]), [])
  })

  const started = run.events[0] as RunStarted
  const other = Bundled.whole({ name: "other", levers: { job_share: 0.9 } })
  const document = (kind: Artifact["kind"], content: object): Artifact => ({
    kind,
    content: Fingerprint.canonical(content),
    fingerprint: Fingerprint.of(content)
  })
  /** The run as if it had been made from another document of one kind. */
  const madeFrom = (one: Artifact, made = run): string => {
    const begun = made.events[0] as RunStarted
    const first = { ...begun, fingerprints: { ...begun.fingerprints, [one.kind]: one.fingerprint } }
    const others = made.artifacts.filter(({ kind }) => kind !== one.kind)
    return forged(made.events.with(0, first), Run.idOf(first), [...others, one])
  }
  const later = { ...started, to: 2031 }
  const ending = Bundled.whole({ name: "short", years: { from: 2020, to: 2024 } })
  const untilLast = { ...ending, events: ending.events.filter(({ type }) => type !== "RunCompleted") }
  const cases: ReadonlyArray<readonly [what: string, file: string, tag: string]> = [
    ["does not begin as one", forged(run.events.slice(1), run.id, []), "NotARun"],
    ["is called something else", forged(run.events, "base-00000000"), "OtherId"],
    ["began from something else", forged(replaced(0, { ...started, parent: { run: "x", year: 2020 } })), "OtherId"],
    ["begins twice", forged(replaced(year, started, run.events[year]!)), "NotARun"],
    ["leaves a year out", forged(run.events.filter((event) => !("year" in event && event.year === 2023))), "NotARun"],
    ...(
      [
        { type: "LeverAdjusted", schema: 2, year: 2025, lever: "job_share", from: 0.5, to: 0.6, by: "analyst" },
        { type: "AssumptionChanged", schema: 2, year: 2025, name: "demand", from: 150, to: 160, by: "analyst" },
        { type: "ShockApplied", schema: 1, year: 2025, shock: "drought", variable: "demand", times: 1, plus: 1 },
        {
          type: "RunFailed",
          schema: 1,
          year: 2025,
          reason: "not_finite",
          variable: "demand",
          equation: "",
          result: "NaN",
          inputs: {}
        }
      ] as ReadonlyArray<RunEvent>
    ).map(
      (event) =>
        [
          `has ${event.type} after its last year`,
          forged([...untilLast.events, event], untilLast.id, untilLast.artifacts),
          "NotARun"
        ] as const
    ),
    ["goes on after its end", forged([...run.events, run.events.at(-1)!]), "NotARun"],
    ["ends before its last year", forged([...Bundled.through(run, 2025).events, run.events.at(-1)!]), "NotARun"],
    [
      "assesses a year before it comes",
      forged(
        replaced(year, ...run.events.filter(({ type }) => type === "TargetAssessed").slice(-1), run.events[year]!)
      ),
      "NotARun"
    ],
    [
      "has values of another model",
      forged(replaced(year, { ...run.events[year]!, values: { gdp: 1 } } as RunEvent)),
      "NotARun"
    ],
    ["has years that its scenario has not", forged(replaced(0, later).slice(0, -1), Run.idOf(later)), "StartUnfit"],
    [
      "found something else than it says",
      forged(replaced(run.events.length - 1, { type: "RunCompleted", schema: 1, result: "0".repeat(64) })),
      "OtherResult"
    ],
    [
      "found what it says, and something more",
      forged(
        replaced(
          run.events.length - 1,
          { type: "MilestoneReached", schema: 1, year: 2030, milestone: "ratio_below_1_9" },
          run.events.at(-1)!
        )
      ),
      "OtherResult"
    ],
    ["has no model", forged(run.events, run.id, run.artifacts.slice(2)), "DocumentMissing"],
    [
      "has a model that passes for its targets",
      forged(
        run.events,
        run.id,
        run.artifacts.map((one) => (one.kind === "targets" ? { ...one, kind: "model" } : one))
      ),
      "DocumentMissing"
    ],
    [
      "comes with what it was not made from",
      forged(run.events, run.id, [...run.artifacts, ...other.artifacts]),
      "DocumentUnused"
    ],
    ["was made from a model that is none", madeFrom(document("model", { gongfu: 1 })), "DocumentUnreadable"],
    ["was made from targets that are none", madeFrom(document("targets", { gongfu: 1 })), "DocumentUnreadable"],
    ["was made from a place that is none", madeFrom(document("place", { gongfu: 1 })), "DocumentUnreadable"],
    ["was made from a scenario that is none", madeFrom(document("scenario", { gongfu: 1 })), "DocumentUnreadable"]
  ]
  it.each(cases)("is not taken when it %s", (_, file, tag) => {
    const found = tags([file])
    assert.include(found, tag)
  })

  const rows = Bundled.sealed(run.id, run.events)
  const row = (at: number, over: Partial<SealedEvent>): string =>
    chained(rows.map((one, i) => (i === at ? { ...one, ...over } : one)))

  it("is not taken when a newer program recorded it", () => {
    assert.deepStrictEqual(tags([row(4, { schema: 99 })]), ["NewerEvent"])
    assert.deepStrictEqual(tags([row(4, { type: "RunDreamt" })]), ["NewerEvent"])
    assert.deepStrictEqual(tags([row(4, { type: "constructor" })]), ["NewerEvent"])
  })

  it("is not taken when an event says too little, and all such events are told", () => {
    const file = chained(rows.map((one, i) => (i === 3 || i === 5 ? { ...one, payload: "{}" } : one)))
    const found = faultsOf([file])
    assert.deepStrictEqual(
      found.map(({ _tag, span }) => [_tag, span.line]),
      [
        ["NotARun", 2 + run.artifacts.length + 3],
        ["NotARun", 2 + run.artifacts.length + 5]
      ]
    )
  })

  it("names file and line, in both languages, and what to do", () => {
    for (const [, file] of cases)
      for (const { problem, remedy, span } of faultsOf([file])) {
        assert.strictEqual(span.file, "0.bundle")
        assert.isAbove(span.line, 1)
        for (const label of [problem, remedy]) {
          assert.match(label.zh, /\p{Script=Han}/u)
          assert.isAbove(label.en.length, 10)
        }
      }
  })

  const said = { on: "demand", name: "drought", times: { 2022: 0.5 }, plus: {}, because: { en: "dry", zh: "旱" } }
  const dry = Bundled.whole({ name: "dry", shocks: [said], levers: { job_share: 0.9 }, assumptions: { demand: 120 } })
  /** The run with its scenario as somebody wrote it who reckons all hashes anew. */
  const saying = (over: Partial<Scenario.Scenario>): string => {
    const content = scenario({ name: "dry", shocks: [said], ...over })
    return madeFrom(document("scenario", Scenario.toData(content)), dry)
  }
  /** The run with one event changed, and what follows from the first likewise. */
  const changed = <Type extends RunEvent["type"]>(
    type: Type,
    change: (event: Extract<RunEvent, { type: Type }>) => RunEvent
  ): string => {
    const at = dry.events.findIndex((event) => event.type === type)
    const events = dry.events.with(at, change(dry.events[at] as Extract<RunEvent, { type: Type }>))
    return forged(events, Run.idOf(events[0] as RunStarted), dry.artifacts)
  }
  /** The run as far as 2025, and then stopped at something. */
  const stopped = (variable: string): string => {
    const why = { reason: "not_finite", variable, equation: "", result: "NaN", inputs: {} } as const
    return forged(
      [...Bundled.through(dry, 2025).events, { type: "RunFailed", schema: 1, year: 2026, ...why }],
      dry.id,
      dry.artifacts
    )
  }

  it.each([
    ["a made-up lever", { levers: { zzz: 1 } }, /unknown lever "zzz"/],
    ["a lever past its range", { levers: { job_share: 2 } }, /job_share/],
    ["a lever that is an assumption", { levers: { demand: 1 } }, /"demand" is an assumption/],
    ["a made-up assumption", { assumptions: { zzz: 1 } }, /unknown assumption "zzz"/],
    ["a member too few", { assumptions: { growth: 0.1 } }, /growth/],
    ["a year too late", { levers: { job_share: { 2031: 1 } } }, /2031/],
    ["a shock on what is computed", { shocks: [{ ...said, on: "income" }] }, /income/],
    ["a last year too late", { years: { from: 2020, to: 2031 } }, /2031/],
    ["an expectation of what is not there", { expect: ["zzz[2025] > 1"] }, /zzz/]
  ] as ReadonlyArray<readonly [string, Partial<Scenario.Scenario>, RegExp]>)(
    "is not taken when its scenario does not fit its model: %s",
    (_, over, detail) => {
      const found = faultsOf([saying(over)])
      assert.deepStrictEqual([...new Set(found.map(({ _tag }) => _tag))], ["ScenarioUnfit"])
      assert.match(found[0]!.problem.en, /run dry-[0-9a-f]{8} does not fit its model/)
      assert.match(found[0]!.problem.en, detail)
    }
  )

  it.each([
    ["lever", changed("LeverAdjusted", (event) => ({ ...event, lever: "zzz" })), "zzz"],
    ["lever", changed("LeverAdjusted", (event) => ({ ...event, lever: "demand" })), "demand"],
    ["assumption", changed("AssumptionChanged", (event) => ({ ...event, name: "growth" })), "growth"],
    ["assumption", changed("ShockApplied", (event) => ({ ...event, variable: "nosuch" })), "nosuch"],
    ["shock", changed("ShockApplied", (event) => ({ ...event, shock: "flood" })), "flood"],
    ["target", changed("TargetAssessed", (event) => ({ ...event, target: "zzz" })), "zzz"],
    ["milestone", changed("MilestoneReached", (event) => ({ ...event, milestone: "zzz" })), "zzz"],
    ["variable", stopped("zzz"), "zzz"],
    ["parent", changed("RunStarted", (event) => ({ ...event, parent: { run: "../x", year: 2021 } })), "../x"],
    ["shared_year", changed("RunStarted", (event) => ({ ...event, parent: { run: dry.id, year: 2030 } })), "2030"]
  ] as const)("is not taken when an event names a made-up %s (%#)", (what, file, name) => {
    const [first, ...others] = faultsOf([file])
    assert.lengthOf(others, 0)
    assert.strictEqual(first!._tag, "EventUnfit")
    const data = first!.data as Readonly<Record<"run" | "what" | "name", string>> & { readonly version: number }
    assert.deepInclude(data, { what, name })
    assert.match(data.run, /^dry-[0-9a-f]{8}$/)
    assert.strictEqual(first!.span.line, 1 + dry.artifacts.length + data.version)
    assert.include(file.split("\n")[first!.span.line - 1], name)
    assert.include(first!.problem.en, name)
  })

  it("is told of a made-up name once, where it stands first", () => {
    const events = dry.events.map((event) => (event.type === "TargetAssessed" ? { ...event, target: "zzz" } : event))
    assert.isAbove(events.filter(({ type }) => type === "TargetAssessed").length, 1)
    const first = events.findIndex(({ type }) => type === "TargetAssessed")
    assert.deepStrictEqual(
      faultsOf([forged(events, dry.id, dry.artifacts)]).map(({ _tag, span }) => [_tag, span.line]),
      [["EventUnfit", 2 + dry.artifacts.length + first]]
    )
  })

  it.each([
    ["scenario", changed("RunStarted", (event) => ({ ...event, scenario: "../../etc" }))],
    ["shortage", changed("RunStarted", (event) => ({ ...event, shortage: "scale" }))]
  ] as const)("is not taken when it begins with another %s than its scenario's", (what, file) => {
    const found = faultsOf([file]).find(({ _tag }) => _tag === "StartUnfit")
    assert.deepInclude(found?.data, { what })
  })

  it("is not taken when an event sets what its model does not allow", () => {
    const [found] = faultsOf([changed("LeverAdjusted", (event) => ({ ...event, to: 7 }))])
    assert.deepInclude(found?.data, { name: "job_share", value: 7, min: 0, max: 1 })
    assert.deepStrictEqual(faultsOf([Bundled.text(Bundled.contents(dry))]), [])
    assert.deepStrictEqual(faultsOf([stopped("demand")]), [])
  })

  it("is taken as an ensemble only when it varies and tells what its model has", () => {
    const told = (over: Partial<EnsembleStarted>): ReadonlyArray<object> =>
      Fit.faults({ id: "base-ensemble-00000000", at: () => Span.whole("x") }, { ...place, scenario: scenario() }, [
        Bundled.begun({ indicators: ["ratio"], ...over })
      ]).map(({ data }) => data)
    assert.deepStrictEqual(told({}), [])
    assert.containSubset(told({ axes: ["growth", "smog"], indicators: ["zzz"] }), [
      { what: "assumption", name: "smog" },
      { what: "indicator", name: "zzz" }
    ])
    assert.containSubset(told({ scenario: "other" }), [{ what: "scenario", begun: "other", scenario: "base" }])
  })

  it("is taken when it ends before the settings of the scenario that its own extends", () => {
    const short = Bundled.whole({
      name: "short",
      years: { from: 2020, to: 2023 },
      levers: { job_share: { 2029: 0.7 } }
    })
    assert.deepStrictEqual(faultsOf([Bundled.text(Bundled.contents(short))]), [])
  })

  it("may leave to the store a document that it was made from", () => {
    const lacking = forged(run.events, run.id, run.artifacts.slice(1))
    assert.deepStrictEqual(faultsOf([lacking], run.artifacts), [])
    assert.deepStrictEqual(tags([lacking]), ["DocumentMissing"])
  })
})

describe("several bundles", () => {
  const text = (...made: ReadonlyArray<Bundled.Made>) => Bundled.text(Bundled.contents(...made))

  it("may hold the same run, and each other's documents", () => {
    const [short, long] = [text(Bundled.through(run, 2023)), text(run)]
    for (const files of [
      [short, long],
      [long, short],
      [long, long]
    ]) {
      const reception = Result.getOrThrow(received(...files))
      assert.deepStrictEqual(
        reception.runs.map(({ events, id }) => [id, events.length]),
        [[run.id, run.events.length]]
      )
    }
    const lacking = forged(run.events, run.id, run.artifacts.slice(1))
    assert.deepStrictEqual(faultsOf([lacking, text(Bundled.whole({ name: "other" }))]), [])
  })

  it("may not hold different runs of one name, and both are named", () => {
    const odd = forged(
      [...run.events.slice(0, 5), ...run.events.slice(6)].filter(({ type }) => type !== "RunCompleted")
    )
    for (const files of [
      [odd, text(run)],
      [text(run), odd]
    ]) {
      const [found] = faultsOf(files)
      assert.strictEqual(found?._tag, "RecordedOtherwise")
      assert.match(found!.problem.en, /than in [01]\.bundle/)
    }
  })

  it("are told all that is wrong in all of them", () => {
    const found = faultsOf([forged(run.events, "base-00000000"), forged(run.events.slice(1), run.id, [])])
    assert.deepStrictEqual(
      found.map(({ _tag, span }) => [_tag, span.file]),
      [
        ["OtherId", "0.bundle"],
        ["NotARun", "1.bundle"]
      ]
    )
  })
})
