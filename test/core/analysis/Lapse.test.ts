/** Lapses: years in which a scenario's own path says nothing yet, and its parent said something else. */
import * as Lapse from "@gongfu/core/analysis/Lapse"
import * as Indicator from "@gongfu/core/model/Indicator"
import * as Run from "@gongfu/core/run/Run"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as Resolution from "@gongfu/core/scenario/Resolution"
import type { Scenario } from "@gongfu/core/scenario/Scenario"
import type { Source } from "@gongfu/core/scenario/ScenarioFile"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { settingOf } from "../run/settings.ts"
import { childData, model, read, rootData, success, written } from "../scenario/fixture.ts"

type Chain = readonly [Source, ...ReadonlyArray<Source>]

const lapsesOf = (...chain: Chain) => Lapse.of(chain, success(Resolution.of(chain, model)), model)

const projection = settingOf(model)

/** What a run of a scenario was given, as its own years hold it; shocks are left out of it. */
const given = (scenario: Scenario) => {
  const { trajectory } = Run.project(projection, { ...scenario, shocks: [], expect: [] }).state
  return (name: string, year: number): number => Trajectory.at(trajectory, Indicator.find(model, name)!.slot, year)
}

/** The first year of a path in a file's data; nothing for a number. */
const begins = (setting: unknown): number | undefined => {
  if (typeof setting !== "object" || setting === null) return undefined
  const points = "step" in setting ? (setting.step as object) : setting
  return Math.min(...Object.keys(points).map(Number))
}

const base = `gongfu: 1
name: base
title: {en: B, zh: 乙}
place: ..
`
const child = (name: string, body: string): Source =>
  read(`gongfu: 1\nname: ${name}\ntitle: {en: A, zh: 甲}\nextends: base.yaml\n${body}`)

describe("lapses", () => {
  it("L1 are the years before an own path in which a run was given something else than the parent's", () => {
    let told = 0
    let silent = 0
    fc.assert(
      fc.property(rootData, childData, childData, (root, middle, own) => {
        const chain = [written(own), written(middle), written(root)] as const
        const scenario = success(Resolution.of(chain, model))
        const parent = success(Resolution.of([chain[1], chain[2]], model))
        const [here, there] = [given(scenario), given(parent)]
        const expected = (["levers", "assumptions"] as const).flatMap((block) =>
          Object.entries(own[block] ?? {})
            .toSorted(([a], [b]) => (a < b ? -1 : 1))
            .flatMap(([name, setting]) => {
              const first = begins(setting)
              if (first === undefined) return []
              const years = Array.from({ length: first - 2020 }, (_, i) => 2020 + i)
                .map((year) => ({ year, before: there(name, year), now: here(name, year) }))
                .filter(({ before, now }) => before !== now)
              if (years.length === 0) silent++
              return years.length === 0 ? [] : [{ block, indicator: name, extends: middle.name, begins: first, years }]
            })
        )
        told += expected.length
        assert.deepStrictEqual(Lapse.of(chain, scenario, model), expected)
      }),
      { numRuns: 150 }
    )
    assert.isAbove(told, 30)
    assert.isAbove(silent, 30)
  })

  it("tells a number, a path and jumps of the parent that a later path replaces, by the year", () => {
    const parent = read(
      `${base}levers: {tax: 0.4, posts: {step: {2021: 20, 2023: 10}}}\nassumptions: {growth: {2020: 0.1}}\n`
    )
    const own = child(
      "own",
      "levers: {tax: {2023: 0.5}, posts: {2025: 20}}\nassumptions: {growth: {2021: 0.1}, outlook: {2025: 1}}\n"
    )
    assert.deepStrictEqual(
      lapsesOf(own, parent).map(({ begins: first, indicator, years }) => [
        indicator,
        first,
        years.map(({ before, now, year }) => [year, before, now])
      ]),
      [
        // From 2023 on the parent itself had what holds by default.
        [
          "posts",
          2025,
          [
            [2021, 20, 10],
            [2022, 20, 10]
          ]
        ],
        [
          "tax",
          2023,
          [
            [2021, 0.4, 0.3],
            [2022, 0.4, 0.3]
          ]
        ],
        ["growth", 2021, [[2020, 0.1, 0.05]]]
      ]
    )
  })

  it("are none of a number, of a path from the first policy year on, of what only the child sets, and of a root", () => {
    const parent = read(`${base}levers: {tax: 0.4, posts: {2021: 20}}\n`)
    const own = child("own", "levers: {tax: 0.5, posts: {2021: 30}}\nassumptions: {growth: {2025: 0.1}}\n")
    assert.deepStrictEqual(lapsesOf(own, parent), [])
    assert.deepStrictEqual(lapsesOf(read(`${base}levers: {tax: {2025: 0.5}}\n`)), [])
  })

  it("are told where they arise, and not again in a scenario that extends that one", () => {
    const parent = read(`${base}levers: {tax: 0.4}\n`)
    const middle = child("middle", "levers: {tax: {2023: 0.5}}\n")
    assert.lengthOf(lapsesOf(middle, parent), 1)
    assert.deepStrictEqual(lapsesOf(child("own", "levers: {posts: {2024: 20}}\n"), middle, parent), [])
  })

  it("are only of years that the scenario has", () => {
    const parent = read(`${base}levers: {tax: 0.4}\n`)
    const short = child("short", "years: {from: 2020, to: 2022}\nlevers: {tax: {2022: 0.5}}\n")
    assert.deepStrictEqual(
      lapsesOf(short, parent).map(({ years }) => years.map(({ year }) => year)),
      [[2021]]
    )
  })
})
