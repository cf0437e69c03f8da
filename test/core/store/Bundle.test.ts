import * as Steps from "@gongfu/core/document/Steps"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Reception from "@gongfu/core/sharing/Reception"
import * as Bundle from "@gongfu/core/store/Bundle"
import * as BundleReader from "@gongfu/core/store/BundleReader"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as Bundled from "../sharing/Bundled.ts"

const read = (content: Uint8Array | string) => BundleReader.read("x.bundle", Buffer.from(content as string), digest)

/** What is wrong with a file, and where; also what is wrong with the runs in it when the file itself is well. */
const faults = (content: Uint8Array | string): ReadonlyArray<readonly [tag: string, line: number]> => {
  const received = Result.flatMap(read(content), (one) => Reception.of([one]))
  const found = Result.isFailure(received)
    ? received.failure
    : Steps.atAStroke(Reception.faultsInSteps(received.success, new Map(), new Map(), digest))
  return found.map(({ _tag, span }) => [_tag, span.line] as const)
}

const run = Bundled.whole()
const text = Bundled.text(Bundled.contents(run))
const lines = text.trimEnd().split("\n")
const bytes = Buffer.from(text)

describe("a bundle", () => {
  it("is read in steps that tell how much of the work is done, up to all of it", () => {
    const steps = [...BundleReader.readInSteps("x.bundle", bytes, digest)]
    assert.isAbove(steps.length, lines.length)
    for (const [i, part] of steps.entries()) assert.isTrue(part > (steps[i - 1] ?? 0) && part <= 1)
    assert.strictEqual(steps.at(-1), 1)
  })

  it("is the same bytes, whatever the order in which runs and documents are given", () =>
    fc.assert(
      fc.property(Bundled.several, fc.infiniteStream(fc.nat()), (made, random) => {
        const shuffled = <A>(list: ReadonlyArray<A>): ReadonlyArray<A> =>
          list
            .map((one) => [random.next().value as number, one] as const)
            .toSorted(([a], [b]) => a - b)
            .map(([, one]) => one)
        const { artifacts, runs } = Bundled.contents(...made)
        const other = { artifacts: shuffled(artifacts), runs: shuffled(runs) }
        assert.strictEqual(Bundled.text(other), Bundled.text({ artifacts, runs }))
      }),
      { numRuns: 20 }
    ))

  it("is read as what was written", () =>
    fc.assert(
      fc.property(Bundled.several, (made) => {
        const contents = Bundled.contents(...made)
        const back = Result.getOrThrow(read(Bundled.text(contents)))
        const plain = {
          runs: back.runs.map(({ events, id }) => ({ id, events })),
          artifacts: back.artifacts.map(({ content, fingerprint, kind }) => ({ kind, fingerprint, content }))
        }
        assert.deepStrictEqual(plain, {
          runs: contents.runs.toSorted((a, b) => Bundle.ascending(a.id, b.id)),
          artifacts: contents.artifacts.toSorted((a, b) => Bundle.ascending(a.fingerprint, b.fingerprint))
        })
        assert.deepStrictEqual(faults(Bundled.text(contents)), [])
      }),
      { numRuns: 20 }
    ))

  it("is canonical JSON line by line, and its last line vouches for the others", () => {
    for (const line of lines) assert.strictEqual(Fingerprint.canonical(JSON.parse(line)), line)
    const before = lines.slice(0, -1)
    assert.deepStrictEqual(JSON.parse(lines.at(-1)!), {
      end: { lines: before.length, sha256: Fingerprint.ofText(before.map((line) => `${line}\n`).join("")) }
    })
    assert.deepStrictEqual(JSON.parse(lines[0]!), {
      gongfu_bundle: 1,
      holds: { artifacts: 4, events: run.events.length, runs: 1 }
    })
  })

  it("may hold nothing", () => {
    const empty = Bundled.text({ runs: [], artifacts: [] })
    assert.deepStrictEqual(faults(empty), [])
    assert.lengthOf(empty.trimEnd().split("\n"), 2)
  })

  it("is not made of texts that are not canonical JSON", () => {
    const contents = Bundled.contents(run)
    const [first, ...rest] = contents.runs[0]!.events
    for (const payload of ["{ }", "", '{"a":1,"a":2}', '{"b":1,"a":2}', "1", "{}\n"]) {
      const runs = [{ id: run.id, events: [{ ...first!, payload }, ...rest] }]
      assert.isTrue(Result.isFailure(Bundle.write({ ...contents, runs })), payload)
    }
  })
})

describe("a bundle that somebody has changed", () => {
  const edits = fc.record({
    at: fc.nat(bytes.length - 1),
    how: fc.constantFrom("replace", "insert", "delete"),
    byte: fc.oneof(fc.nat(255), fc.constantFrom(...'\n\r "{}[],:0123456789-'.split("").map((c) => c.charCodeAt(0))))
  })
  const edited = ({ at, byte, how }: { at: number; byte: number; how: string }): Buffer =>
    Buffer.concat([
      bytes.subarray(0, at),
      how === "delete" ? Buffer.of() : Buffer.of(byte),
      bytes.subarray(how === "insert" ? at : at + 1)
    ])

  it("is found out by any one byte that was replaced, put in or taken out", () =>
    fc.assert(
      fc.property(edits, (edit) => {
        const content = edited(edit)
        assert.strictEqual(faults(content).length === 0, content.equals(bytes))
      }),
      { numRuns: 1000 }
    ))

  it("is found out even when its last line was made to fit again", () =>
    fc.assert(
      fc.property(edits, (edit) => {
        const content = edited(edit).toString("latin1")
        const before = content.trimEnd().split("\n").slice(0, -1)
        const forged = Buffer.from(
          (() => {
            const body = before.map((line) => `${line}\n`).join("")
            const sha256 = Fingerprint.ofText(Buffer.from(body, "latin1").toString("utf8"))
            return `${body}${Bundle.closing(before.length, sha256)}\n`
          })(),
          "latin1"
        )
        assert.strictEqual(faults(forged).length === 0, forged.equals(bytes))
      }),
      { numRuns: 1000 }
    ))

  it("is found out wherever it was cut", () =>
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), (length) => {
        const [[tag] = ["nothing"]] = faults(bytes.subarray(0, length))
        assert.oneOf(tag, ["BundleCutShort", "NotABundle"])
      }),
      { numRuns: 300 }
    ))

  it("has an answer for any bytes", () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (garbage, headed) => {
        assert.isNotEmpty(faults(headed ? Buffer.concat([Buffer.from(`${lines[0]}\n`), garbage]) : garbage))
      }),
      { numRuns: 500 }
    ))

  const [header, ...rest] = lines.slice(0, -1)
  const artifact = rest[0]!
  const event = rest[5]!
  const numbered = (at: number, ...put: ReadonlyArray<string>) =>
    Bundled.closed([header!, ...rest.slice(0, at), ...put, ...rest.slice(at)])
  /** A document nested to a depth, with the fingerprint that it has. */
  const nested = (depth: number) => {
    const content = `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`
    return `{"artifact":"place","content":${content},"fingerprint":"${digest(content)}"}`
  }
  const cases: ReadonlyArray<readonly [what: string, content: Uint8Array | string, tag: string, line: number]> = [
    ["nothing in it", "", "NotABundle", 1],
    ["an archive", Buffer.from("504b030414", "hex"), "NotABundle", 1],
    ["gzip", Buffer.from("1f8b0800", "hex"), "NotABundle", 1],
    ["a SQLite file", "SQLite format 3\0\x10", "NotABundle", 1],
    ["another JSON", '{"format":1}\n', "NotABundle", 1],
    ["UTF-16", Buffer.from(text, "utf16le"), "NotABundle", 1],
    ["a newer format", text.replace('"gongfu_bundle":1', '"gongfu_bundle":2'), "NewerBundle", 1],
    ["a newer format of another shape", '{"gongfu_bundle":17}\nwhatever', "NewerBundle", 1],
    ["a format that is no number", text.replace('"gongfu_bundle":1', '"gongfu_bundle":"1"'), "BadLine", 1],
    ["line ends of another system", text.replaceAll("\n", "\r\n"), "BundleRewritten", 1],
    ["a byte order mark", `\ufeff${text}`, "BundleRewritten", 1],
    ["lines after its end", `${text}{}\n`, "BadLine", lines.length + 1],
    ["two bundles in a row", `${text}${text}`, "BadLine", lines.length + 1],
    ["an empty line", numbered(2, ""), "BadLine", 4],
    ["a document twice", numbered(0, artifact), "BadLine", 3],
    ["a document after events", numbered(6, artifact), "BadLine", 8],
    ["an event twice", numbered(5, event), "EventChanged", 8],
    ["a run twice", Bundled.closed([header!, ...rest, ...rest.slice(4)]), "EventChanged", lines.length],
    ["two headers", numbered(0, header!), "BadLine", 2],
    ["a key twice", numbered(5, event.replace('"hash"', '"event":"RunStarted","hash"')), "BadLine", 7],
    ["a key that no line has", numbered(5, `${event.slice(0, -1)},"x":1}`), "BadLine", 7],
    ["a prototype", numbered(5, '{"__proto__":{"event":"RunStarted"},"hash":"x"}'), "BadLine", 7],
    [
      "a prototype in a payload",
      numbered(5, event.replace('"payload":{', '"payload":{"__proto__":{"year":1},')),
      "EventChanged",
      7
    ],
    ["a list for a line", numbered(5, "[1]"), "BadLine", 7],
    ["a number for a line", numbered(5, "1"), "BadLine", 7],
    ["null for a line", numbered(5, "null"), "BadLine", 7],
    [
      "a payload that is a text",
      numbered(5, event.replace(/"payload":\{.*\},"run"/, '"payload":"{}","run"')),
      "BadLine",
      7
    ],
    ["a version below 1", numbered(5, event.replace(/"version":\d+/, '"version":0')), "BadLine", 7],
    ["a version beyond whole numbers", numbered(5, event.replace(/"version":\d+/, '"version":1.5')), "BadLine", 7],
    ["a name with a line feed", numbered(5, event.replace(run.id, "a\\nb")), "BadLine", 7],
    ["a schema that is a text", numbered(5, event.replace('"schema":1', '"schema":"1"')), "BadLine", 7],
    ["half a character", numbered(5, '{"event":"\\ud800"}'), "BadLine", 7],
    ["a number too large for JSON", numbered(5, '{"event":1e999}'), "BadLine", 7],
    ["nesting deeper than any stack", numbered(0, nested(1_000_000)), "BadLine", 2],
    ["nesting deeper than gongfu writes", Bundled.closed([header!, nested(Bundle.deepest)]), "BadLine", 2],
    ["a line of ten million characters", numbered(5, `{"event":"${"x".repeat(1e7)}"}`), "BadLine", 7],
    ["a count of runs that is wrong", Bundled.closed([header!.replace('"runs":1', '"runs":2'), ...rest]), "BadLine", 1],
    [
      "a count of events that is wrong",
      Bundled.closed([header!.replace('"events":', '"events":1'), ...rest]),
      "BadLine",
      1
    ],
    [
      "a count of documents that is wrong",
      Bundled.closed([header!.replace('"artifacts":4', '"artifacts":3'), ...rest]),
      "BadLine",
      1
    ],
    ["an event missing", Bundled.closed([header!, ...rest.slice(0, 5), ...rest.slice(6)]), "EventChanged", 7],
    [
      "its last line of another file",
      [...lines.slice(0, -1), '{"end":{"lines":3,"sha256":"' + "0".repeat(64) + '"}}', ""].join("\n"),
      "BundleChanged",
      lines.length
    ]
  ]
  it.each(cases)("is not taken with %s", (_, content, tag, line) => {
    const found = faults(content)
    assert.deepInclude(found, [tag, line], JSON.stringify(found))
  })

  it("is told from archives, stores and other files, which are called what they are", () => {
    const found = (content: Uint8Array | string) => {
      const answer = BundleReader.read("x", Buffer.from(content), digest)
      return Result.isFailure(answer)
        ? answer.failure.map(({ data }) => (data as { readonly found: string }).found)
        : []
    }
    assert.deepStrictEqual(found(""), ["empty"])
    assert.deepStrictEqual(found(Buffer.from("504b0304", "hex")), ["zip"])
    assert.deepStrictEqual(found(Buffer.from("504b0305", "hex")), ["other"])
    assert.deepStrictEqual(found(Buffer.from("1f8b", "hex")), ["gzip"])
    assert.deepStrictEqual(found(Buffer.from("1f8a", "hex")), ["other"])
    assert.deepStrictEqual(found("SQLite format 3\0"), ["store"])
    assert.deepStrictEqual(found("SQLite format 4\0"), ["other"])
  })

  it("is told every fault at once, each with its line", () => {
    const broken = [...lines]
    broken[2] = broken[2]!.replace("2020", "2021")
    broken[3] = "{"
    broken[9] = broken[9]!.replace('"hash":"', '"hash":"0')
    broken[15] = broken[15]!.replace(/"year":\d+/, '"year":1999')
    const told = faults(broken.join("\n") + "\n").map(([, line]) => line)
    for (const line of [4, 10, 16]) assert.include(told, line)
  })
})
