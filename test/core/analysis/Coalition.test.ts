import * as Coalition from "@gongfu/core/analysis/Coalition"
import { read } from "@gongfu/core/analysis/ComparedRun"
import * as Player from "@gongfu/core/analysis/Player"
import * as SideInputs from "@gongfu/core/analysis/SideInputs"
import * as ModelFiles from "@gongfu/core/model/ModelFiles"
import type * as Event from "@gongfu/core/run/Event"
import * as Run from "@gongfu/core/run/Run"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import type { Scenario } from "@gongfu/core/scenario/Scenario"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { settingOf } from "../run/settings.ts"
import { model, shared, town, townScenario } from "../run/town.ts"
import { place } from "../target/smallPlace.ts"
import { completedPair, mixed, sideOf } from "./sides.ts"

/** The game of two scenarios in their common years, for every number of the last one. */
const between = (a: Scenario, b: Scenario, by: Player.Grouping = "input") => {
  const to = Math.min(a.years.to, b.years.to)
  const years = Trajectory.years({ from: 2020, to })
  const [left, right] = [a, b].map((scenario) => SideInputs.of(read(sideOf(scenario)), years))
  const inputs = Player.differing(model, left!, right!, years)
  const players = Player.of(model, inputs, by)
  const sides = { kernel: town.kernel, a: left!, b: right! }
  const outputs = model.cells.map(({ slot }) => ({ slot, year: to }))
  return { to, players, game: Coalition.game(sides, players, outputs) }
}

describe("a coalition", () => {
  it("has, to the bit, the values of A's scenario with its inputs as in B's, whoever came and went before", () => {
    let [finished, shocked] = [0, 0]
    fc.assert(
      fc.property(
        completedPair,
        fc.constantFrom<Player.Grouping>("input", "sector", "kind"),
        fc.array(fc.nat(), { maxLength: 12 }),
        ([a, b], by, moves) => {
          const { game, players, to } = between(a, b, by)
          const inside = new Set<number>()
          const into = new Float64Array(model.slots)
          for (const move of [undefined, ...moves]) {
            if (move !== undefined && players.length > 0) {
              const player = move % players.length
              game.toggle(player)
              if (!inside.delete(player)) inside.add(player)
            }
            const taken = players.filter((_, i) => inside.has(i))
            const scenario = mixed(
              a,
              b,
              taken.flatMap(({ inputs }) => inputs)
            )
            const { state, events } = Run.project(town, scenario)
            const found = game.value(into, 0)
            const last = events.at(-1)!
            if (last.type === "RunFailed" && last.reason === "invariant_broken") continue
            if (last.type === "RunFailed") {
              const { schema: _, type: __, year, ...failure } = last
              assert.deepStrictEqual(found, { players: taken, year, failure })
              continue
            }
            finished++
            if (scenario.shocks.length > 1) shocked++
            assert.isUndefined(found)
            assert.deepStrictEqual(game.rows, state.trajectory.rows)
            const start = Trajectory.offset(state.trajectory, to)
            assert.deepStrictEqual(into, state.trajectory.rows.slice(start, start + model.slots))
          }
        }
      ),
      { numRuns: 300 }
    )
    // What is promised was tried.
    assert.isAbove(finished, 500)
    assert.isAbove(shocked, 20)
  })

  it("applies shocks of both sides on one assumption in the order of their names", () => {
    const on = { on: "trade", because: { en: "x", zh: "x" } }
    const a = townScenario({ shocks: [{ ...on, name: "slump", times: { "2022": 0.5 }, plus: {} }] })
    const b = townScenario({ shocks: [{ ...on, name: "boom", times: {}, plus: { "2022": 10 } }] })
    const { game, players } = between(a, b)
    game.toggle(players.findIndex(({ name }) => name === "boom"))
    game.value(new Float64Array(model.slots), 0)
    // 100 grows to 120 by 2022; what the boom adds is halved by the slump.
    assert.strictEqual(game.rows[2 * model.slots + model.variable.get("trade")!.cells[0]!.slot], (120 + 10) * 0.5)
  })

  it("has no -0, as a run has none", () => {
    const text = `
sector: all
label: {en: All, zh: 全部}
variables:
  rate: {label: {en: Rate, zh: 税率}, unit: share, lever: {default: 0.2, min: 0, max: 0.9}, source: {plan: "1"}}
  loss: {label: {en: Loss, zh: 损失}, unit: share, equation: -1 * rate}
  side: {label: {en: Side, zh: 方向}, unit: share, initial: 0, equation: "clamp(1 / prev(loss), -9, 9)"}
`
    const loaded = ModelFiles.load({ path: "model.yaml", text: shared }, [{ path: "all.yaml", text }])
    const setting = settingOf(Result.getOrThrow(loaded))
    const run = (rate: number) => Run.project(setting, townScenario({ levers: { rate } }))
    const side = (rate: number) => {
      const { events, id } = run(rate)
      const compared = { id, title: { en: id, zh: id }, events, model: setting.kernel.model, targets: place.targets }
      return SideInputs.of(read(compared), Trajectory.years({ from: 2020, to: 2030 }))
    }
    const sides = { kernel: setting.kernel, a: side(0.2), b: side(0) }
    const { model: own } = setting.kernel
    const inputs = Player.differing(own, sides.a, sides.b, Trajectory.years({ from: 2020, to: 2030 }))
    const game = Coalition.game(sides, Player.of(own, inputs, "input"), [{ slot: 0, year: 2030 }])
    game.toggle(0)
    game.value(new Float64Array(1), 0)
    assert.deepStrictEqual(game.rows, run(0).state.trajectory.rows)
    assert.strictEqual(game.rows.at(-1), 9)
  })

  it("goes on where a law is broken that would stop a run", () => {
    // Town and country grow as fast on either side, and in between one of them much faster.
    const growth = (rate: number) => townScenario({ assumptions: { "growth[urban]": rate, "growth[rural]": rate } })
    const [a, b] = [growth(0.05), growth(0.3)]
    const { game, players } = between(a, b)
    for (const [player, { inputs }] of players.entries()) {
      const last = Run.project(town, mixed(a, b, inputs)).events.at(-1)!
      assert.deepInclude(last, { type: "RunFailed", reason: "invariant_broken" })
      game.toggle(player)
      assert.isUndefined(game.value(new Float64Array(model.slots), 0))
      game.toggle(player)
    }
  })

  it("stops where a run would, at a value that is not finite, and goes on when another player comes", () => {
    const a = townScenario({ assumptions: { divisor: 1 } })
    const rescue = { name: "rescue", on: "divisor", times: {}, plus: { "2023": 1 }, because: { en: "x", zh: "x" } }
    const b = townScenario({
      years: { from: 2020, to: 2023 },
      assumptions: { divisor: { step: { "2020": 1, "2023": 0 } } },
      shocks: [rescue]
    })
    const { game, players } = between(a, b)
    const into = new Float64Array(model.slots)
    game.toggle(0)
    const last = Run.project(town, mixed(a, b, players[0]!.inputs)).events.at(-1)!
    assert.strictEqual(last.type, "RunFailed")
    const { schema: _, type: __, year, ...failure } = last as Event.RunFailed
    assert.deepStrictEqual(game.value(into, 0), { players: players.slice(0, 1), year, failure })
    assert.deepStrictEqual(game.value(into, 0), { players: players.slice(0, 1), year, failure }, "asked again")
    game.toggle(1)
    assert.isUndefined(game.value(into, 0))
    assert.deepStrictEqual(game.rows, Run.project(town, b).state.trajectory.rows)
  })

  it("computes no year after the last one that is asked for", () => {
    const { game } = between(
      townScenario({ years: { from: 2020, to: 2023 } }),
      townScenario({ levers: { tax_rate: 0.3 } })
    )
    assert.strictEqual(game.rows.length, 4 * model.slots)
  })
})

describe("players", () => {
  const shock = (name: string, on: string, times: number) => ({
    name,
    on,
    times: { "2022": times },
    plus: {},
    because: { en: "x", zh: "x" }
  })

  it("are the inputs that differ in the years looked at, whatever the order of files", () => {
    const a = townScenario({ levers: { aid: 20, tax_rate: 0.3 }, shocks: [shock("slump", "trade", 0.5)] })
    const b = townScenario({
      levers: { tax_rate: 0.3, aid: { "2024": 30 } },
      assumptions: { trade: 120 },
      shocks: [shock("boom", "growth[urban]", 2), shock("slump", "trade", 0.4)]
    })
    const { players } = between(a, b)
    assert.deepStrictEqual(
      players.flatMap(({ inputs }) =>
        inputs.map(({ addresses, kind, name }) => `${kind} ${name}: ${addresses.join()}`)
      ),
      ["lever aid: aid", "assumption trade: trade", "shock boom: growth[urban]", "shock slump: trade"]
    )
    assert.deepStrictEqual(players[0]!.inputs[0]!.years, Trajectory.years({ from: 2021, to: 2030 }))
    assert.deepStrictEqual(players.at(-1)!.inputs[0]!.years, [2022])
    assert.isEmpty(between(a, { ...a, levers: { tax_rate: 0.3, aid: 20 } }).players)
  })

  it("a shock that moved from one assumption to another is one player", () => {
    const { players } = between(
      townScenario({ shocks: [shock("storm", "trade", 0.5)] }),
      townScenario({ shocks: [shock("storm", "growth[urban]", 0.5)] })
    )
    assert.deepStrictEqual(
      players.map(({ inputs, name }) => [name, inputs[0]!.addresses]),
      [["storm", ["growth[urban]", "trade"]]]
    )
  })

  it("by kind hold every input once", () => {
    fc.assert(
      fc.property(completedPair, ([a, b]) => {
        const inputs = (by: Player.Grouping) =>
          between(a, b, by)
            .players.flatMap((player) => player.inputs.map(({ kind, name }) => `${kind} ${name}`))
            .toSorted()
        assert.deepStrictEqual(inputs("kind"), inputs("input"))
        assert.deepStrictEqual(inputs("sector"), inputs("input"))
      }),
      { numRuns: 30 }
    )
  })

  it("by sector come in the order of names, and a shock on several sectors is a group of its own", () => {
    const hit = (sectors: ReadonlyArray<string>): Player.DifferingInput => {
      const name = sectors.join("")
      return { kind: "shock", name, label: { en: name, zh: name }, addresses: [], sectors, years: [2022] }
    }
    const inputs = [["z"], ["b"], ["b", "z"], ["a"], ["z"]].map(hit)
    assert.deepStrictEqual(
      Player.of(model, inputs, "sector").map(({ inputs: members, name }) => [name, members.length]),
      [
        ["a", 1],
        ["b", 1],
        ["b + z", 1],
        ["z", 2]
      ]
    )
  })

  it("are policy, which is every lever, and circumstance, which is all else", () => {
    fc.assert(
      fc.property(completedPair, ([a, b]) => {
        const inputs = between(a, b, "input").players.flatMap((player) => player.inputs)
        const [policy, circumstance] = Player.policyAndCircumstance(inputs)
        assert.isTrue(policy.inputs.every(({ kind }) => kind === "lever"))
        assert.isTrue(circumstance.inputs.every(({ kind }) => kind !== "lever"))
        assert.lengthOf([...policy.inputs, ...circumstance.inputs], inputs.length)
      }),
      { numRuns: 30 }
    )
  })
})
