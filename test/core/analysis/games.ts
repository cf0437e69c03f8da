/** Games for the tests of Shapley values: tables of what each coalition is worth. */
import type { Game } from "@gongfu/core/analysis/Shapley"
import * as fc from "fast-check"

/** What each coalition is worth, by its players as bits; one list of outputs each. */
export type Table = ReadonlyArray<ReadonlyArray<number>>

/** A game of a table, and a list of the coalitions that were tried. */
export const gameOf = (
  table: Table
): { readonly game: Game<string>; readonly tried: Array<number>; now: () => number } => {
  const tried: Array<number> = []
  let coalition = 0
  return {
    tried,
    now: () => coalition,
    game: {
      players: Math.log2(table.length),
      outputs: table[0]!.length,
      toggle: (player) => {
        coalition ^= 1 << player
      },
      value: (into, at) => {
        tried.push(coalition)
        const worth = table[coalition]!
        if (worth.some((value) => !Number.isFinite(value))) return `stopped at ${coalition}`
        into.set(worth, at)
        return undefined
      }
    }
  }
}

/** The table of a rule. */
export const tableOf = (players: number, rule: (coalition: number) => ReadonlyArray<number>): Table =>
  Array.from({ length: 2 ** players }, (_, coalition) => rule(coalition))

/** Any game of one to `most` players and one to three outputs. */
export const anyTable = (most: number): fc.Arbitrary<Table> =>
  fc.tuple(fc.integer({ min: 1, max: most }), fc.integer({ min: 1, max: 3 })).chain(([players, outputs]) =>
    fc.array(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: outputs, maxLength: outputs }), {
      minLength: 2 ** players,
      maxLength: 2 ** players
    })
  )

/** Whether a player is in a coalition. */
export const has = (coalition: number, player: number): boolean => ((coalition >> player) & 1) === 1
