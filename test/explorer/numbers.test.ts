/**
 * The page's numbers: they are those of the engine, of the locks, and of whatever else tells of the same run.
 */
// What is done to one page is done in turn.
/* oxlint-disable no-await-in-loop */
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as Attribution from "@gongfu/core/analysis/Attribution"
import * as Steps from "@gongfu/core/document/Steps"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Indicator from "@gongfu/core/model/Indicator"
import * as Run from "@gongfu/core/run/Run"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as Scoreboard from "@gongfu/core/target/Scoreboard"
import * as Figure from "@gongfu/core/wording/Figure"
import * as UnitText from "@gongfu/core/wording/UnitText"
import * as Setup from "@gongfu/explorer/state/Setup"
import * as Words from "@gongfu/explorer/view/Words"
import * as Result from "effect/Result"
import { parse } from "parse5"
import Database from "better-sqlite3"
import { assert, describe, it } from "vitest"
import * as Cli from "../cli/Cli.ts"
import { dataIn, type HtmlNode } from "../report/page.ts"
import { folder as wenzhou } from "../scenarios/Wenzhou.ts"
import * as Setups from "./setups.ts"
import { download, prepare, result, resultOtherThan, slider, type Work } from "./Visit.ts"

const { place } = Setups
const { folder, visit } = prepare()
const languages = ["en", "zh"] as const

/** The first eight texts of what was found. */
const firstTexts = (found: ReadonlyArray<{ readonly textContent: string | null }>): ReadonlyArray<string | null> =>
  found.slice(0, 8).map(({ textContent }) => textContent)

/** What a scenario comes to, by its lock. */
const locked = (name: string): string =>
  /^result: "([0-9a-f]{64})"$/m.exec(readFileSync(join(wenzhou, `scenarios/${name}.lock.yaml`), "utf8"))![1]!

const run = (setup: Setup.Setup): Run.Run => Run.project(place, Setups.scenarioOf(setup))

const asked = Indicator.find(place.model, "low_income_income")!
const plan = run(Setup.untouched("plan"))

/** What the plan's parts gave of an indicator's difference to business as usual, as `gongfu attribute` says. */
const attributed = (): Attribution.Attributed => {
  const side = ({ events, id }: Run.Run) => ({
    id,
    events,
    title: asked.label,
    model: place.model,
    targets: place.targets
  })
  const planned = Attribution.plan(place.kernel, [side(run(Setup.untouched("business-as-usual"))), side(plan)], {
    indicators: [asked],
    years: [2025],
    by: "input",
    pairs: 50,
    seed: 1
  })
  return Result.getOrThrow(Steps.atAStroke(Attribution.carryOutInSteps(Result.getOrThrow(planned))))[0]!
}
let known: Attribution.Attributed | undefined

describe.each(languages)("the page in %s", (language) => {
  const say = ({ en, zh }: { readonly en: string; readonly zh: string }): string => ({ en, zh })[language]
  const start = `v=1&lang=${language}&a=plan`

  it("begins with the plan: its targets, its headline and its fingerprint", () =>
    visit(start, async (page) => {
      assert.strictEqual(await result(page), locked("plan"))
      assert.strictEqual(await page.locator("html").getAttribute("lang"), language === "zh" ? "zh-Hans" : "en")
      const standings = Scoreboard.standings(plan.events)
      const met = [...standings.values()].filter(({ status }) => status === "met").length
      assert.strictEqual(await page.locator(".counts strong").innerText(), String(met))
      assert.strictEqual(await page.locator(".target.met").count(), met)
      assert.strictEqual(await page.locator(".target").count(), place.targets.all.length)
      for (const { name, label } of place.targets.all)
        assert.include(await page.locator(`[data-target="${name}"] .label`).textContent(), say(label))
      assert.strictEqual(
        await page.locator("[data-input]").count(),
        place.model.variables.filter(({ kind }) => kind === "lever").length
      )
      for (const { label, name } of place.headline)
        assert.include(await page.locator(`[data-indicator="${name}"] h3`).innerText(), say(label))
    }))

  it("every preset gives the result that its lock has", () =>
    visit(start, async (page) => {
      const presets = page.locator(".preset select")
      let before = await result(page)
      const names = Setups.presets.map(({ key }) => key).filter((key) => key !== "plan")
      for (const name of [...(language === "zh" ? names.slice(2, 6) : names.slice(0, 2)), "plan"]) {
        await presets.selectOption(name)
        before = await resultOtherThan(page, before)
        assert.strictEqual(before, locked(name), name)
      }
    }))

  it("why: the equation with its numbers, and parts that are those of gongfu attribute", () =>
    visit(`${start}&why=low_income_income@2025`, async (page) => {
      const panel = page.locator(".why-panel")
      assert.include(await panel.locator("h2").innerText(), say(asked.label))
      const value = Trajectory.at(plan.state.trajectory, asked.slot, 2025)
      const shown = Figure.of(value, undefined, 0)
      assert.include(await panel.locator(".amount").innerText(), shown)
      await panel.locator(".contributions .total").waitFor()
      known ??= attributed()
      const parts = known.parts.slice(0, 8)
      assert.deepStrictEqual(
        await panel.locator(".contributions li > .name > :first-child").evaluateAll(firstTexts),
        parts.map(({ player }) => say(player.label))
      )
      assert.deepStrictEqual(
        await panel.locator(".contributions .kind").evaluateAll(firstTexts),
        parts.map(({ player }) => say(Words.all[player.inputs[0]!.kind]))
      )
      assert.deepStrictEqual(
        await panel.locator(".contributions li > .number").evaluateAll(firstTexts),
        parts.map(({ value: part }) =>
          Figure.difference(part, undefined, language, Figure.decimals(undefined, parts[0]!.value))
        )
      )
      // What it comes from can be asked in turn, and one comes back.
      assert.isAtLeast(await panel.locator(".equation").count(), 2)
      const first = panel.locator(".reads button").first()
      const name = await first.locator(".name").innerText()
      await first.click()
      await page.locator(".why-panel h2", { hasText: name }).waitFor()
      await panel.locator(".why-head button").click()
      await page.locator(".why-panel h2", { hasText: say(asked.label) }).waitFor()
    }))

  it("a scenario that is taken away runs to the same fingerprint", () =>
    visit(
      `${start}&a.set.talent_attraction=2021:150000,2025:250000&a.set.national_growth=0.05&a.shortage=scale`,
      async (page) => {
        const before = await result(page)
        const path = await download(page, folder, `${language}-`)
        const { code, err, out } = Cli.aside(folder, [
          "run",
          path,
          "--json",
          "--store",
          join(folder, `${language}.sqlite`)
        ])
        assert.strictEqual(code, 0, err)
        assert.include(out, `"result":"${before}"`)
        assert.include(await page.locator("[data-result]").innerText(), Fingerprint.short(before))
      }
    ))
})

describe("the page", () => {
  it("a scenario from a file of one's own says what differs, expects the same, and runs to the same fingerprint", async () => {
    const mine = `gongfu: 1
name: mine
title: {en: Mine, zh: 我的情景}
extends: wenzhou/plan
shortage: scale
levers: {welfare_posts: 30000}
shocks:
  - {name: land-slump, on: reference_land_sales, times: {2022: 0.67}, because: {en: a slump, zh: 土地市场低迷}}
expect:
  - gdp[2025] > 8000
`
    writeFileSync(join(folder, "mine.yaml"), mine)
    const written = Cli.run(folder, ["explore", "mine.yaml", "--no-open", "-o", "mine.html"])
    assert.strictEqual(written.code, 0, written.err)
    const open: Work = async (page) => {
      const kinds = page.locator(".contributions li", { hasText: "(land-slump)" }).locator(".kind")
      await kinds.waitFor()
      assert.strictEqual(await kinds.textContent(), "shock")
      const before = await result(page)
      const path = await download(page, folder)
      const said = readFileSync(path, "utf8")
      for (const line of [
        'extends: "wenzhou/plan"',
        "  dibao_growth: 0.07",
        '  - "gdp[2025] > 8000"',
        "  - name: land-slump"
      ])
        assert.include(said, line)
      assert.strictEqual(said.split("\n").filter((line) => /^ {2}[a-z_]+: [\d{]/.test(line)).length, 2, said)
      const { code, err, out } = Cli.aside(folder, ["run", path, "--json", "--store", join(folder, "mine.sqlite")])
      assert.strictEqual(code, 0, err)
      assert.include(out, `"result":"${before}"`)
    }
    const link = "v=1&lang=en&a=mine&a.set.dibao_growth=0.07&why=land_sales@2022"
    await visit(link, open, undefined, `file://${join(folder, "mine.html")}`)
  })

  it("low incomes doubled by 2025 by hand: one run, and the same numbers wherever it is told of", () =>
    visit("v=1&lang=en&a=plan&chart=posts_paid", async (page) => {
      const goal = page.locator('[data-target="low_income_doubling"]')
      assert.include(await goal.getAttribute("class"), "missed")
      const moved = { welfare_posts: 40_000, dibao_growth: 0.1, fee_relief: 1500 }
      const before = await result(page)
      for (const [name, value] of Object.entries(moved)) await slider(page, name).fill(String(value))
      const fingerprint = await resultOtherThan(page, before)
      await goal.and(page.locator(".met")).waitFor()

      const path = await download(page, folder, "doubled-")
      const store = join(folder, "doubled.sqlite")
      const say = (...args: ReadonlyArray<string>): string => {
        const { code, err, out } = Cli.aside(folder, [...args, "--store", store], { COLUMNS: "200" })
        assert.strictEqual(code, 0, err)
        return out
      }
      const terminal = say("run", path)
      assert.include(terminal, Fingerprint.short(fingerprint))

      const db = new Database(store, { readonly: true })
      const id = db.prepare<[], string>("select id from run where result is not null").pluck().get()!
      assert.strictEqual(
        db.prepare<[string], string>("select result from run where id = ?").pluck().get(id),
        fingerprint
      )
      const view = db
        .prepare<[string], { readonly target: string; readonly projected: number; readonly margin: number }>(
          "select target, projected, margin, max(year) from target_status where run = ? group by target"
        )
        .all(id)
      const valueOf = db
        .prepare<[string, string], number>(
          "select value from indicator where run = ? and indicator = ? and year = 2025"
        )
        .pluck()
      const csv = say("export", id, "--year", "2025", "--as", "csv")
      const report = join(folder, "doubled.html")
      say("report", id, "-o", report)
      const told = dataIn(parse(readFileSync(report, "utf8")) as HtmlNode)

      // What it does and what it costs: the page, the CSV and the view.
      for (const name of ["low_income_income", "posts_paid"]) {
        const value = valueOf.get(id, name)!
        const { unit } = Indicator.find(place.model, name)!
        const shown = await page.locator(`[data-indicator="${name}"] .reading strong`).innerText()
        assert.strictEqual(shown, Figure.of(value, UnitText.of(place.model.units, unit)), name)
        const rows = csv.split("\n").filter((line) => line.split(",").includes(name))
        assert.lengthOf(rows, 1, name)
        assert.include(rows[0]!.split(",").map(Number), value, name)
      }
      // What the change costs: new money over what the plan spends, item by item and year by year, from the views.
      say("run", "wenzhou/plan")
      const planId = db.prepare<[string], string>("select id from run where id <> ?").pluck().get(id)!
      const valuesOf = db
        .prepare<[string, string, number], number>(
          "select value from indicator where run = ? and indicator = ? and year between 2021 and ? order by year"
        )
        .pluck()
      const sums = [2025, 2035].map((to) => {
        let sum = 0
        for (const { name } of place.cost) {
          const usual = valuesOf.all(planId, name, to)
          assert.lengthOf(usual, to - 2020, name)
          for (const [i, value] of valuesOf.all(id, name, to).entries()) sum += Math.max(0, value - usual[i]!)
        }
        return sum
      })
      assert.isAbove(place.cost.length, 20)
      const money = UnitText.of(place.model.units, "100m_yuan")
      const costs = await page.locator(".card.cost .reading").innerText()
      for (const sum of sums)
        assert.include(costs.split(/\s+/), Figure.difference(sum, money, "en", Figure.decimals(money, sum)))
      // Every target: the page as the terminal and the report write it, and these as the view has it.
      assert.lengthOf(view, place.targets.all.length)
      for (const { margin, projected, target } of view) {
        const row = page.locator(`[data-target="${target}"]`)
        const [found] = (await row.locator(".told").textContent())!.split(" / ")
        const apart = (await row.locator(".margin").textContent())!
        const { label } = place.targets.all.find(({ name }) => name === target)!
        const isSaid = terminal
          .split("\n")
          .some((line) => line.includes(label.en.slice(0, 20)) && line.includes(found!) && line.includes(apart))
        assert.isTrue(isSaid, `${target}: ${found} ${apart}`)
        for (const [value, text] of [
          [projected, found!],
          [margin, apart]
        ] as const)
          assert.isTrue(
            told.some((one) => one.value === value && one.text === text),
            `${target}: ${value} ${text}`
          )
      }
    }))
})
