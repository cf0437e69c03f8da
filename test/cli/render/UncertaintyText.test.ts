/** What is said of ensembles, studies and discoveries, where it could mislead. */
import type * as Discovery from "@gongfu/core/discovery/Discovery"
import * as Axis from "@gongfu/core/ensemble/Axis"
import * as Ensemble from "@gongfu/core/ensemble/Ensemble"
import * as Paired from "@gongfu/core/ensemble/Paired"
import * as Indicator from "@gongfu/core/model/Indicator"
import * as Lanes from "@gongfu/core/model/Lanes"
import type { Target } from "@gongfu/core/target/Target"
import * as Crew from "gongfu/ensembles/Crew"
import * as Ensembles from "gongfu/ensembles/Ensembles"
import * as Colour from "gongfu/render/Colour"
import * as DiscoveryJson from "gongfu/render/DiscoveryJson"
import * as DiscoveryText from "gongfu/render/DiscoveryText"
import * as Document from "gongfu/render/Document"
import * as EnsembleText from "gongfu/render/EnsembleText"
import * as PairedText from "gongfu/render/PairedText"
import * as SensitivityText from "gongfu/render/SensitivityText"
import { assert, describe, it } from "vitest"
import * as Small from "../../core/target/smallPlace.ts"

const { place } = Small
const plain = Colour.palette(false)
const textOf = (document: Document.Document, width = 140): string => Document.text(document, width, plain)
const targetOf = (name: string): Target => place.targets.all.find((one) => one.name === name)!

const study = (over: Partial<SensitivityText.Output>, shown: Partial<SensitivityText.Shown> = {}) =>
  SensitivityText.document(
    {
      place: place.title,
      title: { en: "Base", zh: "基准" },
      over: "levers",
      method: "morris",
      inputs: 3,
      members: 16,
      rows: 4,
      dropped: 2,
      failed: 5,
      seed: 1,
      most: 10,
      stopped: [],
      mostRows: 1000,
      outputs: [
        {
          name: "smog",
          label: { en: "Smog", zh: "雾霾" },
          year: 2025,
          unit: { label: { en: "share", zh: "比例" }, decimals: 2 },
          isMargin: false,
          base: 0.4,
          mean: undefined,
          standardDeviation: undefined,
          influences: [
            {
              variable: place.model.variables.find(({ name }) => name === "cleaning")!,
              sobol: undefined,
              morris: { muStar: { value: 0.1, low: 0.1, high: 0.1 }, sigma: undefined, effects: 1, isFew: true },
              low: 0.5,
              high: undefined
            }
          ],
          without: 1,
          untold: 1,
          ...over
        }
      ],
      ...shown
    },
    "en"
  )

/** A law that stopped two members. */
const stopping = {
  reason: "invariant_broken",
  name: "asked",
  label: { en: "Asked", zh: "需求" },
  members: 2,
  example: { member: 7, year: 2023 }
} as const

describe("an ensemble as text", () => {
  it("says over how many members the numbers of a year are, where some had stopped, and nothing where none had", () => {
    for (const [law, stops] of [
      ["", false],
      [`invariants:\n  no_boom: {label: {en: No boom, zh: 无过热}, within: ["income[rural]", 0, 60000]}\n`, true]
    ] as const) {
      const town = Small.placeOf({ sector: `${Small.sector}${law}` })
      const design = { members: 100, sampler: "latin-hypercube", seed: 3 } as const
      const indicators = [Indicator.find(town.model, "income[rural]")!]
      const order = { place: town, scenario: Small.scenario(), layout: { kind: "design", design } as const, indicators }
      const plan = Crew.planOf(order)
      const carried = Ensemble.carryOut(plan, Lanes.javaScript(plan.kernel, plan.years.length))
      const [started, summarised] = Ensembles.eventsOf(order, design, true, { plan, ...carried })
      const { result, summary } = summarised
      const shown = { id: "e", title: town.title, place: town, started, summary, result, stopped: [] } as const
      const text = (language: "en" | "zh") =>
        textOf(
          EnsembleText.document(
            { ...shown, onRecord: undefined, store: "" },
            { indicators, brief: false },
            language,
            plain
          ),
          1000
        )
      assert.match(text("en"), /Likely +Std\. error +Margin 5%/)
      assert.match(text("zh"), /概率 +标准误 +余量 5%/)
      assert.strictEqual(summary.failed.members > 0, stops)
      assert.strictEqual(/came to the year/.test(text("en")), stops)
      assert.strictEqual(/尚未中止/.test(text("zh")), stops)
      const told = [...text("en").matchAll(/(\d+) in (\d{4})(?=[,.] )/g)].filter(([, , year]) => year !== undefined)
      for (const [, count, year] of told)
        assert.strictEqual(Number(count), carried.part.reached[Number(year) - town.model.years.from], year)
      if (stops) assert.isAbove(told.length, 1)
    }
  })
})

describe("a study of sensitivity", () => {
  it("says which runs stopped, how many effects there are, and of what nothing can be told", () => {
    const text = textOf(study({}))
    assert.match(text, /5 runs stopped, on 2 of 4 trajectories/)
    assert.match(text, / Cleaning +0\.10 +1\/4 \? +0\.50 +stopped +│█+\n/)
    assert.match(text, /1 has no effect, of 1 nothing can be told, because runs stopped\./)
  })

  it("does not call an output still of which nothing can be told", () => {
    assert.match(
      textOf(study({ influences: [], without: 0, untold: 3 })),
      /Too many runs stopped to tell what moves it/
    )
    assert.match(textOf(study({ influences: [], without: 3, untold: 0 })), /Nothing that varies moves it\./)
  })

  it("keeps both ends of an input in its table, or neither", () => {
    for (let width = 40; width <= 140; width += 5) {
      const text = textOf(study({}), width)
      assert.strictEqual(text.includes("At 5%"), text.includes("At 95%"), String(width))
    }
  })
})

describe("what a study cannot tell", () => {
  const cleaning = place.model.variables.find(({ name }) => name === "cleaning")!
  const at = (value: number) => ({ value, low: value, high: value })
  const sobol = (first: number, total: number, isImpossible: boolean) => ({
    variable: cleaning,
    sobol: { first: at(first), total: at(total), isImpossible },
    morris: undefined,
    low: 0.5,
    high: 0.6
  })

  it("is marked where an index cannot be, with a number of rows to ask for, as long as there is one", () => {
    const asked = { method: "sobol", over: "assumptions", rows: 32, dropped: 0, failed: 0 } as const
    const influences = [sobol(0.18, 0.05, true), sobol(0.1, 0.2, false)]
    const text = textOf(study({ influences }, asked))
    assert.match(text, /marked \? cannot be: .* 32\s+rows are too few: --rows 128\./s)
    assert.match(text, / 0\.05 \(0\.05–0\.05\)\? .* 0\.20 \(0\.20–0\.20\) {2,}/s)
    assert.match(textOf(study({ influences }, { ...asked, mostRows: 32 })), /rows are too few\./)
    assert.notMatch(textOf(study({ influences: influences.slice(1) }, asked)), /\?/)
  })

  it("has an interval of what an input explains alone, as of the total, and its mark in as narrow a window", () => {
    const between = (value: number, low: number, high: number) => ({ value, low, high })
    const told = { first: between(0.18, -0.02, 0.31), total: between(0.2, 0.1, 0.3), isImpossible: true }
    const influences = [{ ...sobol(0.1, 0.2, false), sobol: told }]
    const asked = { method: "sobol", over: "assumptions", rows: 32, dropped: 0, failed: 0 } as const
    assert.match(textOf(study({ influences }, asked), 100), / 0\.20 \(0\.10–0\.30\)\? +0\.18 \(-0\.02–0\.31\) +0\.50 /)
    for (let width = 50; width <= 140; width += 10)
      assert.match(textOf(study({ influences }, asked), width), / 0\.20 \(0\.10–0\.30\)\?/, String(width))
    assert.match(textOf(study({ influences }, asked)), /Intervals, in brackets, are of 95%/)
  })

  it("is said of ranks that rest on few effects, with what stopped the runs and what to do", () => {
    const text = textOf(study({}, { stopped: [stopping] }))
    assert.match(text, /Of 2 looked at, all broke the law "Asked" \(asked\), such as in 2023\..*shortage: scale/s)
    assert.match(text, /1 of these 1, marked \?, rests on too few effects to rank by.*shortage: scale.*1\/4 \?/s)
    assert.notMatch(textOf(study({}, { over: "levers" })), /narrow/)
    assert.match(textOf(study({}, { over: "assumptions" })), /or narrow\s+the\s+ranges/)
  })

  it("has effects of a percentage in percentage points", () => {
    const unit = { label: { en: "share", zh: "比例" }, percent: true, decimals: 1 }
    const morris = { muStar: at(0.016), sigma: 0.003, effects: 4, isFew: false }
    const influences = [{ variable: cleaning, sobol: undefined, morris, low: 0.015, high: 0.025 }]
    assert.match(textOf(study({ unit, influences })), / 1\.6 pp +0\.3 pp +4\/4 +1\.5% +2\.5% /)
    const spread = { unit, influences, mean: 0.019, standardDeviation: 0.004 }
    assert.match(textOf(study(spread)), /mean 1\.9%, standard deviation 0\.4 pp/)
  })
})

describe("paired ensembles as text", () => {
  const sides = [
    { id: "a", title: { en: "One", zh: "甲" } },
    { id: "b", title: { en: "Two", zh: "乙" } }
  ]
  const paired = (name: string, year: number, ...margins: ReadonlyArray<ReadonlyArray<number>>) =>
    Paired.of(margins.map((one) => ({ target: targetOf(name), year, margins: new Float64Array(one) })))

  it("say both ways how often one is better, and leave out what comes out alike unless all is asked for", () => {
    const targets = [
      paired("rural_income", 2025, [1, 2, 3, 4], [2, 3, 3, 1]),
      paired("rural_gain", 2025, [1, 1, 1, 1], [1, 1, 1, 1])
    ]
    const shown = { place, sides, members: 4, targets, all: false }
    const text = textOf(PairedText.document(shown, "en"))
    assert.match(text, / Rural income .*100\.0% +100\.0% +50\.0% +25\.0% /)
    assert.notMatch(text, /Rural gain/)
    assert.match(text, /1 other target comes out alike\./)
    assert.match(textOf(PairedText.document({ ...shown, all: true }, "en")), / Rural gain .* 0\.0% +0\.0% /)
  })

  it("have no probability for a target that is not due", () => {
    const targets = [paired("rural_income", 2024, [1, -1], [2, -2])]
    const shown = { place, sides, members: 2, targets, all: false }
    assert.match(textOf(PairedText.document(shown, "en")), / Rural income .*not due yet +not due yet +50\.0% +50\.0%/)
    assert.match(textOf(PairedText.document(shown, "zh")), /未到期/)
  })
})

describe("a discovery as text", () => {
  const axes = Axis.assumptions(place.model, Small.scenario()).axes
  const dimension = axes.findIndex(({ variable }) => variable.name === "demand")
  const holding = { members: 40, ofInterest: 30, mass: 0.4, density: 0.75, coverage: 0.9, restricted: 1 }
  const everything = { low: axes.map(() => -Infinity), high: axes.map(() => Infinity) }
  const finding = (quasiP: number, density = holding.density): Discovery.Finding => ({
    step: { ...holding, density, box: { ...everything, high: everything.high.with(dimension, 3) } },
    restrictions: [{ dimension, side: "high", limit: 3, quasiP, without: { ...holding, density: 0.5 } }],
    reproduced: axes.map(() => 0.7)
  })
  const box = (leastDensity = 0.7): Discovery.Found => {
    const found = finding(0.001)
    return { ...found, leastDensity, trajectory: [{ ...found.step, by: "start" }] }
  }
  const shown = (
    boxes: ReadonlyArray<Discovery.Found>,
    { doubtful, met = false }: { readonly doubtful?: Discovery.Doubtful; readonly met?: boolean } = {}
  ): DiscoveryText.Shown => ({
    place: place.title,
    title: { en: "Base", zh: "基准" },
    model: place.model,
    targets: [targetOf("all_jobs").label],
    met,
    members: 100,
    ofInterest: 33,
    failed: 0,
    stopped: [],
    seed: 1,
    leastDensity: 0.7,
    axes,
    boxes,
    doubtful,
    mostMembers: 100_000
  })

  it("says what members of a box do, and by what rule its conditions hold up", () => {
    const sure = textOf(DiscoveryText.document(shown([box()]), "en"))
    assert.match(sure, /75\.0% of them miss it \(density\), and they are 90\.0% of all that do \(coverage\)/)
    assert.match(sure, / Demand +≤ \+3\b.*50\.0% +0\.001 +70\.0%/)
    assert.match(
      sure,
      /Every condition holds up: its quasi-p is at most 0\.05.* at\s+least\s+50%\s+of ten\s+resamples\./s
    )
    assert.notMatch(sure, /Without any condition/)
    assert.match(textOf(DiscoveryText.document(shown([box()], { met: true }), "en")), /75\.0% of them meet it/)
  })

  it("says how many members stopped, what stopped them, and that they count as missing", () => {
    const stopped = (failed: number) => ({ ...shown([box()]), failed, stopped: [stopping] })
    const text = textOf(DiscoveryText.document(stopped(17), "en"))
    assert.match(text, /17 members \(17\.0%\) stopped before it was due, and count as missing it\. Of 2 looked at/)
    assert.match(text, /such\s+as\s+member\s+7\s+in\s+2023/)
    assert.match(textOf(DiscoveryText.document(stopped(1), "en")), /1 member \(1\.0%\) .* and counts as missing it/)
    assert.match(textOf(DiscoveryText.document(stopped(17), "zh")), /17 个成员（17\.0%）在目标到期前中止，计为未实现。/)
    assert.notMatch(textOf(DiscoveryText.document(shown([box()]), "en")), /stopped/)
    assert.deepInclude(DiscoveryJson.of("base", ["all_jobs"], stopped(17)), { failed: 17, stopped: [stopping] })
  })

  it("says so where all members are as dense as asked without any condition", () => {
    const text = textOf(DiscoveryText.document(shown([box(0.9)]), "en"))
    assert.match(text, /Without any condition the density is 75\.0% already.* box of 90\.0% is sought/s)
    assert.match(textOf(DiscoveryText.document(shown([box(0.9)]), "zh")), /不加任何条件，密度已达 75\.0%/)
  })

  it("tells apart a box that is not reliable, after what holds up, and how to learn more", () => {
    const doubtful = { ...box(), ...finding(0.3), densest: finding(0.01, 0.6) }
    const text = textOf(DiscoveryText.document(shown([], { doubtful }), "en"))
    assert.match(text, /No box is reliable: .*--members 400\./s)
    assert.match(text, /What holds up\n.*60\.0% of them miss it.* 0\.010 .*Not reliable.*75\.0% of them.* 0\.300 /s)
    const nothing = { ...doubtful, densest: undefined }
    const asked = { ...shown([], { doubtful: nothing }), members: 100_000 }
    const bare = textOf(DiscoveryText.document(asked, "en"))
    assert.match(bare, /There is no condition that holds up\./)
    assert.notMatch(bare, /--members|What holds up/)
    const zh = textOf(DiscoveryText.document(shown([], { doubtful }), "zh"))
    assert.match(zh, /没有可靠的区域.*--members 400.*通过检验的条件.*未通过检验，可能出于偶然/s)
  })

  it("says so where there is no box", () => {
    assert.match(textOf(DiscoveryText.document(shown([]), "en")), /No box has a density of 70\.0%/)
    assert.match(textOf(DiscoveryText.document({ ...shown([]), ofInterest: 0 }, "zh")), /没有可供区分之处/)
  })
})
