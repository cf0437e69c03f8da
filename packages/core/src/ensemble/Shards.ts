/**
 * Shards: the blocks of an ensemble shared out for machines to take, as even as whole blocks can be.
 *
 * S1  the shards of an ensemble hold each of its blocks once, in their order, and differ by one block at most.
 */

/** Blocks from `first` up to but not including `end`; there is one at least. */
export interface Shard {
  readonly first: number
  readonly end: number
}

/** As many shards as may be asked for: an ensemble has no more blocks. */
export const most = 256

/** So many shards of so many blocks; as many as there are blocks where they are fewer. */
export const of = (blocks: number, asked: number): ReadonlyArray<Shard> => {
  const count = Math.min(blocks, asked)
  const from = (shard: number): number => Math.floor((shard * blocks) / count)
  return Array.from({ length: count }, (_, shard) => ({ first: from(shard), end: from(shard + 1) }))
}
