/**
 * The check of a whole store: every event against its hash, every stream for
 * gaps and order, every artifact against its fingerprint.
 *
 * Every fault is named by where it stands. One edit makes one fault: what an
 * edit breaks further down the chain is not reported again. Which column was
 * edited is found by asking which value the hashes would have had: the hashes
 * on both sides of an event are enough to tell.
 *
 * It sees every change of a recorded event, and events that are missing, but
 * not a store that somebody wrote anew from start to end: hashes carry no key.
 */
import * as Result from "effect/Result"
import * as EventCodec from "./EventCodec.ts"
import type { Artifact } from "./Recorded.ts"
import type { Digest } from "../fingerprint/Fingerprint.ts"
import * as HashChain from "./HashChain.ts"
import type { EventRow, Reference } from "./Recorded.ts"
import * as Recording from "./Recording.ts"
import { beginnings } from "./StoredEvent.ts"
import * as StoreFault from "./StoreFault.ts"

/**
 * What was checked, and every fault that was found: those of the file that holds it first, then in order of position,
 * and last those of what has none.
 */
export interface Verification {
  readonly streams: number
  readonly events: number
  readonly artifacts: number
  readonly faults: ReadonlyArray<StoreFault.StoreFault>
}

/** The contents of a store. */
export interface Contents {
  /** Every stream, its rows in order of version. */
  readonly streams: Iterable<ReadonlyArray<EventRow>>
  readonly artifacts: Iterable<Artifact>
  /** The last position that was ever given out. */
  readonly lastPosition: number
  /** Faults of what stands in no hash, found by whoever read the contents: they are told among the others. */
  readonly faults?: ReadonlyArray<StoreFault.StoreFault>
}

/** Checks the contents of a store. */
export const verify = (contents: Contents, digest: Digest): Verification => {
  const faults: Array<StoreFault.StoreFault> = []
  const breaks: Array<Break> = []
  const positions: Array<number> = []
  const references: Array<Reference & { readonly row: EventRow }> = []
  const tails: Array<Slot> = []
  for (const rows of contents.streams) {
    const end = rows.at(-1)!
    tails.push({ stream: end.stream, version: end.version + 1, previous: end.hash })
    const broken = breaksOf(rows, digest)
    const isBroken = new Set(broken.map(({ row }) => row))
    breaks.push(...broken)
    let last = 0
    for (const row of rows) {
      positions.push(row.position)
      // Where a broken row belongs, and what it said, is not known yet.
      if (isBroken.has(row)) continue
      if (row.position < last) faults.push(StoreFault.misplaced(row))
      last = Math.max(last, row.position)
      if (beginnings.has(row.type)) references.push(...referencesOf(row).map((r) => ({ ...r, row })))
      if (!isKnown(row)) faults.push(StoreFault.unknown(row))
    }
  }
  const { resolved, missing } = resolve(breaks, tails, digest)
  const documents = checkDocuments(contents.artifacts, references, digest)
  const lost = missingPositions(positions, contents.lastPosition, missing)
  return {
    streams: tails.length,
    events: positions.length,
    artifacts: documents.count,
    faults: [...faults, ...resolved, ...lost, ...documents.faults, ...(contents.faults ?? [])].toSorted(
      (a, b) => (a.position ?? Infinity) - (b.position ?? Infinity)
    )
  }
}

// internal: the chain

/** A row that does not continue its stream. */
interface Break {
  readonly row: EventRow
  /** The version and the hash that it should follow: `expected` is one more than the version of the row before. */
  readonly expected: number
  readonly previous: string
  /** The position of the row before, 0 for none. */
  readonly after: number
  /** It is the only event of its stream: no other bears witness to the stream's name. */
  readonly alone: boolean
  /** The event after it follows from the hash that this one should have: it is the stored hash that was edited. */
  hashEdited: boolean
}

const breaksOf = (rows: ReadonlyArray<EventRow>, digest: Digest): ReadonlyArray<Break> => {
  const breaks: Array<Break> = []
  let [previous, expected, after] = [HashChain.genesis, 1, 0]
  let suspect: { readonly found: Break; readonly computed: string } | undefined
  for (const row of rows) {
    const computed = HashChain.link(previous, row.stream, row.version, row, digest)
    const found: Break = { row, expected, previous, after, alone: rows.length === 1, hashEdited: false }
    if (row.version !== expected) {
      breaks.push(found)
      suspect = undefined
    } else if (computed === row.hash) {
      suspect = undefined
    } else if (
      suspect !== undefined &&
      HashChain.link(suspect.computed, row.stream, row.version, row, digest) === row.hash
    ) {
      suspect.found.hashEdited = true
      suspect = undefined
    } else {
      breaks.push(found)
      suspect = { found, computed }
    }
    // A version before the first cannot be a place in the stream: what follows is not measured by it.
    if (row.version >= expected) [previous, expected, after] = [row.hash, row.version + 1, row.position]
  }
  return breaks
}

/** A place in a stream where an event may be missing, and the hash that it would follow. */
interface Slot {
  readonly stream: string
  readonly version: number
  readonly previous: string
}

/** Versions that a stream lacks before the row of a break. */
interface Gap {
  readonly at: Break
  readonly from: number
  readonly to: number
}

/**
 * Turns breaks into faults. A row whose stream or version was edited is a break where it stands now and has left an
 * empty slot where it belongs: in a gap, or at the end of a stream. It is known by its hash, which fits that slot.
 */
const resolve = (
  breaks: ReadonlyArray<Break>,
  tails: ReadonlyArray<Slot>,
  digest: Digest
): { readonly resolved: ReadonlyArray<StoreFault.StoreFault>; readonly missing: ReadonlyArray<Gap> } => {
  const resolved: Array<StoreFault.StoreFault> = []
  const moved = new Set<Break>()
  const byStream = Map.groupBy(breaks, ({ row }) => row.stream)
  const byVersion = Map.groupBy(breaks, ({ row }) => row.version)
  const occupant = (slot: Slot): Break | undefined => {
    // One column was edited, the other still fits.
    const home = [...(byStream.get(slot.stream) ?? []), ...(byVersion.get(slot.version) ?? [])].find(
      ({ row }) =>
        (row.stream === slot.stream) !== (row.version === slot.version) &&
        HashChain.link(slot.previous, slot.stream, slot.version, row, digest) === row.hash
    )
    if (home === undefined || moved.has(home)) return home
    moved.add(home)
    resolved.push(StoreFault.changed(home.row, [home.row.stream === slot.stream ? "version" : "stream"]))
    return home
  }
  const gaps = breaks
    .filter(({ row, expected }) => row.version > expected)
    .map((at): Gap => {
      const filled = occupant({ stream: at.row.stream, version: at.expected, previous: at.previous }) !== undefined
      return { at, from: filled ? at.expected + 1 : at.expected, to: at.row.version - 1 }
    })
  if (moved.size < breaks.length) tails.forEach(occupant)
  const missing = gaps.filter((gap) => gap.from <= gap.to && !moved.has(gap.at))
  for (const found of breaks) {
    if (moved.has(found) || found.row.version > found.expected) continue
    resolved.push(
      StoreFault.changed(found.row, found.row.version < found.expected ? ["version"] : editedColumns(found, digest))
    )
  }
  return { resolved: [...resolved, ...missing.map(lackingIn)], missing }
}

const lackingIn = ({ at: { row, after }, from, to }: Gap): StoreFault.StoreFault =>
  StoreFault.lacking(row.stream, from, to, after + 1)

const editedColumns = ({ row, previous, alone, hashEdited }: Break, digest: Digest): ReadonlyArray<string> => {
  const link = (event: EventCodec.EncodedEvent) => HashChain.link(previous, row.stream, row.version, event, digest)
  if (hashEdited || isNear(link(row), row.hash)) return ["hash"]
  for (const [type, newest] of Object.entries(EventCodec.newest)) {
    if (link({ ...row, type }) === row.hash) return ["type"]
    if (row.type !== type) continue
    for (let schema = 1; schema <= newest; schema++) if (link({ ...row, schema }) === row.hash) return ["schema"]
  }
  return alone ? ["stream", "payload"] : ["payload"]
}

/** Whether two texts differ in so few characters that one must be an edit of the other: hashes of two texts differ in most. */
const isNear = (a: string, b: string): boolean => {
  if (Math.abs(a.length - b.length) > 8) return false
  let differing = 0
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) differing++
  return differing <= 16
}

const isKnown = ({ type, schema }: EventRow): boolean => {
  const known = EventCodec.known(type)
  return known !== undefined && schema >= 1 && schema <= known
}

const missingPositions = (
  positions: ReadonlyArray<number>,
  lastPosition: number,
  known: ReadonlyArray<Gap>
): ReadonlyArray<StoreFault.StoreFault> => {
  const faults: Array<StoreFault.StoreFault> = []
  const present = [...positions.toSorted((a, b) => a - b), lastPosition + 1]
  const gaps = known.map(({ at }) => at).toSorted((a, b) => a.after - b.after)
  let next = 1
  /** How many gaps begin before the positions that are missing, and where the last of those ends. */
  let [begun, end] = [0, 0]
  for (const position of present) {
    const [from, to] = [next, position - 1]
    for (; begun < gaps.length && gaps[begun]!.after < from; begun++) end = Math.max(end, gaps[begun]!.row.position)
    if (from <= to && to >= end) faults.push(StoreFault.lost(from, to))
    next = Math.max(next, position + 1)
  }
  return faults
}

// internal: the documents

const referencesOf = (row: EventRow): ReadonlyArray<Reference> => {
  const event = EventCodec.decode(row)
  return Result.isSuccess(event) ? Recording.references(event.success) : []
}

const checkDocuments = (
  artifacts: Iterable<Artifact>,
  references: ReadonlyArray<Reference & { readonly row: EventRow }>,
  digest: Digest
): { readonly count: number; readonly faults: ReadonlyArray<StoreFault.StoreFault> } => {
  const faults: Array<StoreFault.StoreFault> = []
  /** What each fingerprint stands for; a document whose fingerprint was edited is known by both. */
  const kinds = new Map<string, string>()
  let count = 0
  for (const { fingerprint, kind, content } of artifacts) {
    count++
    const computed = digest(content)
    kinds.set(fingerprint, kind)
    if (computed === fingerprint) continue
    const edited = isNear(computed, fingerprint)
    if (edited) kinds.set(computed, kind)
    faults.push(StoreFault.documentChanged(fingerprint, kind, edited ? "fingerprint" : "content"))
  }
  const seen = new Set<string>()
  for (const { kind, fingerprint, row } of references) {
    const found = kinds.get(fingerprint)
    if (found === kind || seen.has(`${kind} ${fingerprint}`)) continue
    seen.add(`${kind} ${fingerprint}`)
    faults.push(
      found === undefined
        ? StoreFault.documentMissing(row, kind, fingerprint)
        : StoreFault.documentChanged(fingerprint, found, "kind")
    )
  }
  return { count, faults }
}
