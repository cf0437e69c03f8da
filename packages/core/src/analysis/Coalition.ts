/**
 * The runs of coalitions: side A's inputs, where the players of the coalition take side B's.
 *
 * A coalition goes on with what there is, as under `shortage: scale`, and no law stops it: it is a run that nobody
 * asked for. A value that is not finite does stop it.
 *
 * All years stand side by side in one array, inputs included. When a player comes or goes, the inputs that it changes
 * are written and the years from the first of them on are computed again; years before that are as they were.
 *
 * C1  the empty coalition has A's values and the full one B's, to the bit, when the engine is the one of the record;
 * C2  a coalition's values do not depend on the coalitions before it.
 */
import * as Indicator from "../model/Indicator.ts"
import type { Kernel } from "../model/Kernel.ts"
import * as Projection from "../run/Projection.ts"
import * as YearInputs from "../run/YearInputs.ts"
import type { Hit } from "../scenario/Inputs.ts"
import type { Player } from "./Player.ts"
import type { Game } from "./Shapley.ts"
import * as SideInputs from "./SideInputs.ts"

/** A number of a run. */
export interface Output {
  readonly slot: number
  readonly year: number
}

/** Why a coalition came to no end: its players, and the value that is not finite. */
export interface Stopped {
  readonly players: ReadonlyArray<Player>
  readonly year: number
  readonly failure: Projection.Failure
}

/** The two sides, of one model. */
export interface Sides {
  readonly kernel: Kernel
  readonly a: SideInputs.SideInputs
  readonly b: SideInputs.SideInputs
}

/** The game of coalitions; `rows` holds every year of the coalition whose value was asked for last. */
export interface Coalition extends Game<Stopped> {
  readonly rows: Float64Array
}

type Hits = ReadonlyArray<Hit>

/** An input's value in a year as it depends on who is in: its setting, and then each shock's hits, by name. */
interface Settled {
  readonly at: number
  readonly yearIndex: number
  readonly player: number
  readonly a: number
  readonly b: number
  readonly shocks: ReadonlyArray<{ readonly player: number; readonly a: Hits; readonly b: Hits }>
}

const valueOf = (settled: Settled, taken: Uint8Array): number => {
  let value = taken[settled.player] === 1 ? settled.b : settled.a
  for (const { a, b, player } of settled.shocks)
    for (const { plus, times } of taken[player] === 1 ? b : a) value = value * times + plus
  return value + 0
}

/** Makes -0 into 0 in a part of the rows, as a run does, and says whether all of it is finite. */
const settle = (rows: Float64Array, from: number, to: number): boolean => {
  // Nothing but a finite number less itself is 0. Four sums, so that none waits for another.
  let p = 0
  let q = 0
  let r = 0
  let s = 0
  let i = from
  for (; i + 3 < to; i += 4) {
    const w = rows[i]! + 0
    const x = rows[i + 1]! + 0
    const y = rows[i + 2]! + 0
    const z = rows[i + 3]! + 0
    rows[i] = w
    rows[i + 1] = x
    rows[i + 2] = y
    rows[i + 3] = z
    p += w - w
    q += x - x
    r += y - y
    s += z - z
  }
  for (; i < to; i++) {
    const w = rows[i]! + 0
    rows[i] = w
    p += w - w
  }
  return p + q + r + s === 0
}

/** Every input of a year that a player changes. */
const settledIn = ({ a, b, kernel }: Sides, players: ReadonlyArray<Player>, year: number): ReadonlyArray<Settled> => {
  const { model } = kernel
  // An input that is nobody's in this year has the same on both sides, and a seat where nobody ever sits.
  const nobody = players.length
  const inputs = players.flatMap((player, seat) =>
    player.inputs.filter(({ years }) => years.includes(year)).map((input) => ({ ...input, seat }))
  )
  const yearIndex = year - model.years.from
  return [...new Set(inputs.flatMap(({ addresses }) => addresses))].map((address): Settled => {
    const shocks = [a, b].flatMap((side) => side.hits.get(year) ?? []).filter(({ variable }) => variable === address)
    const on = (side: SideInputs.SideInputs, name: string): Hits =>
      SideInputs.hitsOf(side, name, year).filter(({ variable }) => variable === address)
    return {
      at: yearIndex * model.slots + Indicator.find(model, address)!.slot,
      yearIndex,
      player: inputs.find(({ kind, name }) => kind !== "shock" && name === address)?.seat ?? nobody,
      a: a.settings.get(address)!.get(year)!,
      b: b.settings.get(address)!.get(year)!,
      shocks: [...new Set(shocks.map(({ shock }) => shock))].toSorted().map((name) => ({
        player: inputs.find((input) => input.kind === "shock" && input.name === name)?.seat ?? nobody,
        a: on(a, name),
        b: on(b, name)
      }))
    }
  })
}

/** The game of some players for some outputs. No year after the last output's is computed. */
export const game = (sides: Sides, players: ReadonlyArray<Player>, outputs: ReadonlyArray<Output>): Coalition => {
  const { a, kernel } = sides
  const { model, start, step } = kernel
  const { slots } = model
  const { from } = model.years
  const count = Math.max(...outputs.map(({ year }) => year)) - from + 1
  const years = Array.from({ length: count }, (_, i) => from + i)

  const rows = new Float64Array(count * slots)
  for (const [i, year] of years.entries())
    YearInputs.writeInputs(model, SideInputs.inYear(a, year), year, rows.subarray(i * slots, (i + 1) * slots))

  const settled = years.flatMap((year) => settledIn(sides, players, year))
  const ofPlayer = players.map((_, seat) =>
    settled.filter(({ player, shocks }) => player === seat || shocks.some((shock) => shock.player === seat))
  )
  const first = ofPlayer.map((own) => Math.min(count, ...own.map(({ yearIndex }) => yearIndex)))
  const taken = new Uint8Array(players.length + 1)
  const read = Int32Array.from(outputs, ({ slot, year }) => (year - from) * slots + slot)
  // The first year that has to be computed again.
  let stale = 0

  return {
    players: players.length,
    outputs: outputs.length,
    rows,
    toggle: (player) => {
      taken[player]! ^= 1
      for (const own of ofPlayer[player]!) rows[own.at] = valueOf(own, taken)
      stale = Math.min(stale, first[player]!)
    },
    value: (into, at) => {
      for (; stale < count; stale++) {
        const now = stale * slots
        if (stale === 0) start(rows, 0, 0, 0, from)
        else step(rows, now, now - slots, 0, from + stale)
        if (settle(rows, now, now + slots)) continue
        const last = stale === 0 ? undefined : now - slots
        return {
          players: players.filter((_, seat) => taken[seat] === 1),
          year: from + stale,
          failure: Projection.whyNotFinite(model, rows, { now, last, first: 0 })
        }
      }
      for (let i = 0; i < read.length; i++) into[at + i] = rows[read[i]!]!
      return undefined
    }
  }
}
