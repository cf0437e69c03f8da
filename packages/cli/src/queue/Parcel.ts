/** The part of a shard as it travels: its bytes, compressed. */
import { promisify } from "node:util"
import { gunzip, gzip } from "node:zlib"
import * as Bins from "@gongfu/core/ensemble/Bins"
import * as PartBytes from "@gongfu/core/ensemble/PartBytes"
import type { Shard } from "@gongfu/core/ensemble/Shards"
import * as Tally from "@gongfu/core/ensemble/Tally"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"

/** Packs a part. Numbers hardly repeat, so that trying harder takes time and gains nothing. */
export const pack = (part: Tally.Part): Effect.Effect<Uint8Array> =>
  Effect.promise(() => promisify(gzip)(PartBytes.write(part), { level: 1 }))

const isOf = (part: Tally.Part, shape: Tally.Shape, members: number, { end, first }: Shard): boolean => {
  const { size } = Tally.blocksOf(members)
  const isCounted = shape.ends !== undefined
  return (
    part.low.length === shape.columns &&
    part.counts.length === (isCounted ? Bins.width * shape.columns : 0) &&
    part.margins.counts.length === (isCounted ? Bins.splitWidth * shape.targets : 0) &&
    part.met.length === shape.targets &&
    part.failures.length === shape.years &&
    part.blocks.length === end - first &&
    part.blocks.every(({ count, index, kept }, i) => {
      const whole = Math.min(size, members - index * size)
      return index === first + i && count === whole && kept?.length === (isCounted ? undefined : whole * shape.columns)
    })
  )
}

/** Unpacks the part of a shard of so many members; nothing where it is not that. */
export const unpack = (
  bytes: Uint8Array,
  shape: Tally.Shape,
  members: number,
  shard: Shard
): Effect.Effect<Option.Option<Tally.Part>> =>
  Effect.tryPromise(() => promisify(gunzip)(bytes)).pipe(
    Effect.map((unpacked) => Option.filter(PartBytes.read(unpacked), (part) => isOf(part, shape, members, shard))),
    Effect.orElseSucceed(() => Option.none())
  )
