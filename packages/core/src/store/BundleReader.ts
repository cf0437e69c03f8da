/**
 * Reads a bundle: from the bytes of a file to runs and documents, or every fault with its line.
 *
 * What is read is what was written, to the byte: every line is canonical, every
 * document has its fingerprint, every event follows the one before it, and the
 * last line vouches for all the others. The bytes may come from anybody.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Fault } from "../document/Fault.ts"
import * as Faults from "../document/Fault.ts"
import type { Span } from "../document/Span.ts"
import * as Steps from "../document/Steps.ts"
import * as Fingerprint from "../fingerprint/Fingerprint.ts"
import * as Event from "../run/Event.ts"
import * as Bundle from "./Bundle.ts"
import * as BundleFault from "./BundleFault.ts"
import * as HashChain from "./HashChain.ts"
import type { Artifact } from "./Recorded.ts"
import { isName } from "./Recording.ts"

/** A run of a file; its event `version` stands on line `line + version - 1`. */
export interface ReadRun extends Bundle.Run {
  readonly file: string
  readonly line: number
}

/** A document of a file, and the line on which it stands. */
export interface ReadArtifact extends Artifact {
  readonly file: string
  readonly line: number
}

/** What a file holds. */
export interface Read extends Bundle.Contents {
  readonly file: string
  readonly bytes: number
  readonly runs: ReadonlyArray<ReadRun>
  readonly artifacts: ReadonlyArray<ReadArtifact>
}

/** A place in a bundle. Its lines are long and for programs, so none is shown. */
export const spanAt = (file: string, line: number): Span => ({ file, line, column: 1, length: 1, text: "" })

/** {@link read} in steps of a line; a step tells how much of the work is done, from 0 to 1. */
export function* readInSteps(
  file: string,
  bytes: Uint8Array,
  digest: Fingerprint.Digest
): Generator<number, Result.Result<Read, ReadonlyArray<Fault>>> {
  const stopped = (fault: Fault) => Result.fail([fault])
  const start = spanAt(file, 1)
  if (bytes.length > Bundle.largest)
    return stopped(BundleFault.TooLarge(start, { bytes: bytes.length, most: Bundle.largest }))
  const lines = linesOf(bytes)
  const first = lines.texts[0]
  const other = otherThanBundle(bytes, first)
  if (other !== undefined) return stopped(other(start))
  const faults: Array<Fault> = []
  const fault = (line: number, why: BundleFault.Why): undefined => {
    faults.push(BundleFault.BadLine(spanAt(file, line), { why }))
  }

  const lineAt = (text: string | undefined, i: number): Line | undefined => {
    // A last line without an end is what is left of a file that was cut short, which is said once.
    if (!lines.whole && i === lines.texts.length - 1) return undefined
    if (text === undefined) return fault(i + 1, "bytes")
    const data = Bundle.parse(text)
    if (data === undefined) return fault(i + 1, "json")
    const line = lineOf(data)
    if (line === undefined || (line.is === "header") !== (i === 0)) return fault(i + 1, "shape")
    return line
  }
  const parsed: Array<Line | undefined> = []
  for (const [i, text] of lines.texts.entries()) {
    parsed.push(lineAt(text, i))
    yield (i + 1) / lines.texts.length / 2
  }

  const end = parsed.findIndex((line) => line?.is === "end")
  if (end !== -1) for (let i = end + 1; i < parsed.length; i++) fault(i + 1, "end")
  if (end === -1 || !lines.whole) faults.push(BundleFault.CutShort(spanAt(file, lines.texts.length), {}))
  const body = parsed.slice(1, end === -1 ? undefined : end)

  const artifacts: Array<ReadArtifact> = []
  const runs: Array<ReadRun & { readonly events: Array<Bundle.Run["events"][number]> }> = []
  // An event is compared with the line before it; after a line that could not be read there is nothing to compare with.
  let gap = false
  let head = { version: 0, hash: HashChain.genesis }
  for (const [i, line] of body.entries()) {
    const at = i + 2
    if (line === undefined) gap = true
    else if (line.is === "artifact") {
      const { artifact: kind, content, fingerprint } = line
      const before = artifacts.at(-1)
      if (runs.length > 0 || (before !== undefined && before.fingerprint >= fingerprint)) fault(at, "sorting")
      const text = Fingerprint.canonical(content)
      const computed = digest(text)
      if (computed !== fingerprint)
        faults.push(BundleFault.DocumentChanged(spanAt(file, at), { kind, fingerprint, computed }))
      artifacts.push({ kind, fingerprint, content: text, file, line: at })
    } else if (line.is === "event") {
      const { event: type, hash, payload, run: id, schema, version } = line
      const current = runs.at(-1)
      const event = { type, schema, payload: Fingerprint.canonical(payload), hash }
      const isNew = current?.id !== id
      const run = isNew ? { id, events: [], file, line: at } : current
      if (isNew) {
        if (current !== undefined && current.id >= id) fault(at, "sorting")
        runs.push(run)
        head = { version: 0, hash: HashChain.genesis }
      }
      if (!gap && (version !== head.version + 1 || HashChain.link(head.hash, id, version, event, digest) !== hash))
        faults.push(BundleFault.EventChanged(spanAt(file, at), { run: id, version }))
      run.events.push(event)
      head = { version, hash }
      gap = false
    }
    yield (1 + (i + 1) / body.length) / 2
  }

  const [header, last] = [parsed[0], parsed[end]]
  if (faults.length === 0 && header?.is === "header" && last?.is === "end") {
    const { holds } = header
    const events = body.length - artifacts.length
    if (holds.artifacts !== artifacts.length || holds.runs !== runs.length || holds.events !== events) fault(1, "count")
    const before = lines.texts.slice(0, end).map((text) => `${text}\n`)
    if (last.end.lines !== end || last.end.sha256 !== digest(before.join("")))
      faults.push(BundleFault.Changed(spanAt(file, end + 1), {}))
  }
  return faults.length > 0
    ? Result.fail(Faults.capped(faults))
    : Result.succeed({ file, bytes: bytes.length, artifacts, runs })
}

/** Reads the bytes of a file, which `file` names in faults. */
export const read = (
  file: string,
  bytes: Uint8Array,
  digest: Fingerprint.Digest = Fingerprint.ofText
): Result.Result<Read, ReadonlyArray<Fault>> => Steps.atAStroke(readInSteps(file, bytes, digest))

// internal

/** The platform's own, in browsers and Node alike; no library of types that core sees declares it. */
declare const TextDecoder: new (
  label: "utf-8",
  options: { readonly fatal: boolean; readonly ignoreBOM: boolean }
) => { readonly decode: (bytes: Uint8Array) => string }

const Natural = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))
const Positive = Schema.Int.check(Schema.isGreaterThanOrEqualTo(1))
const Name = Schema.String.check(Schema.makeFilter(isName))
/** An object whose content is not looked into here: it is canonical JSON. */
const Json = Schema.declare((data): data is object => typeof data === "object" && data !== null && !Array.isArray(data))

const shapes = {
  header: Schema.Struct({
    gongfu_bundle: Schema.Literal(Bundle.format),
    holds: Schema.Struct({ artifacts: Natural, events: Natural, runs: Natural })
  }),
  artifact: Schema.Struct({
    artifact: Schema.Literals(["place", "model", "targets", "scenario"]),
    content: Json,
    fingerprint: Event.Fingerprint
  }),
  event: Schema.Struct({
    event: Schema.String,
    hash: Event.Fingerprint,
    payload: Json,
    run: Name,
    schema: Positive,
    version: Positive
  }),
  end: Schema.Struct({ end: Schema.Struct({ lines: Positive, sha256: Event.Fingerprint }) })
}

type Shapes = typeof shapes
type Line = { readonly [K in keyof Shapes]: { readonly is: K } & Shapes[K]["Type"] }[keyof Shapes]

const strict = { onExcessProperty: "error" } as const
const decoders = {
  header: Schema.decodeUnknownResult(shapes.header, strict),
  artifact: Schema.decodeUnknownResult(shapes.artifact, strict),
  event: Schema.decodeUnknownResult(shapes.event, strict),
  end: Schema.decodeUnknownResult(shapes.end, strict)
}

const lineOf = (data: unknown): Line | undefined => {
  const has = (key: string): boolean => Object.hasOwn(data as object, key)
  const is = has("gongfu_bundle") ? "header" : has("artifact") ? "artifact" : has("event") ? "event" : "end"
  const decoded = decoders[is](data) as Result.Result<Shapes[typeof is]["Type"], unknown>
  return Result.isSuccess(decoded) ? ({ is, ...decoded.success } as Line) : undefined
}

/** The lines of a file, one that is not UTF-8 as undefined; `whole` when the last is ended as every line should be. */
const linesOf = (bytes: Uint8Array): { readonly texts: ReadonlyArray<string | undefined>; readonly whole: boolean } => {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
  const texts: Array<string | undefined> = []
  let from = 0
  while (from < bytes.length) {
    const found = bytes.indexOf(0x0a, from)
    const to = found === -1 ? bytes.length : found
    try {
      texts.push(decoder.decode(bytes.subarray(from, to)))
    } catch {
      texts.push(undefined)
    }
    from = to + 1
  }
  return { texts, whole: bytes.at(-1) === 0x0a }
}

/** What is to be said of a file whose first line is not a header that this program reads. */
const otherThanBundle = (bytes: Uint8Array, first: string | undefined): ((span: Span) => Fault) | undefined => {
  const begins = (...magic: ReadonlyArray<number>): boolean => magic.every((byte, i) => bytes[i] === byte)
  const not = (found: BundleFault.Found) => (span: Span) => BundleFault.NotABundle(span, { found })
  if (bytes.length === 0) return not("empty")
  if (begins(0x50, 0x4b, 0x03, 0x04)) return not("zip")
  if (begins(0x1f, 0x8b)) return not("gzip")
  if (begins(...Array.from("SQLite format 3\0", (char) => char.charCodeAt(0)))) return not("store")
  if (first?.startsWith(`\ufeff${Bundle.signature}`) === true)
    return (span) => BundleFault.Rewritten(span, { how: "byte_order_mark" })
  if (first?.startsWith(Bundle.signature) !== true) return not("other")
  if (first.endsWith("\r")) return (span) => BundleFault.Rewritten(span, { how: "line_ends" })
  const found = /^[1-9]\d{0,15}(?=[,}])/.exec(first.slice(Bundle.signature.length))?.[0]
  return found !== undefined && Number(found) > Bundle.format
    ? (span) => BundleFault.NewerBundle(span, { found, known: Bundle.format })
    : undefined
}
