/** Things as they are counted in English: `1 law`, `1,204 laws`. Chinese has one form for both. */
import * as Figure from "./Figure.ts"

/** The thing, or the things: `several` where it takes more than an s. */
export const noun = (count: number, one: string, several = `${one}s`): string => (count === 1 ? one : several)

/** How many there are. */
export const of = (count: number, one: string, several?: string): string =>
  `${Figure.fixed(count, 0)} ${noun(count, one, several)}`

/** All of them: `all 3 laws`, and `the one law` where there are no more. */
export const all = (count: number, one: string, several?: string): string =>
  count === 1 ? `the one ${one}` : `all ${of(count, one, several)}`
