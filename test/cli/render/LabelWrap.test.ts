import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as LabelWrap from "gongfu/render/LabelWrap"
import * as Width from "gongfu/render/Width"
import { hostile, sober } from "./texts.ts"

const folder = "packages/scenarios/wenzhou"

/** The Chinese labels of Wenzhou's variables and targets. */
const labels = [
  ...new Set(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => /^model.*\.yaml$|^targets\.yaml$/.test(path))
      .flatMap((path) =>
        Array.from(
          readFileSync(join(folder, path), "utf8").matchAll(/label:\s*\{en:.*?zh:\s*"?([^"}]+?)"?\s*\}/g),
          ([, label]) => label!
        )
      )
  )
]

const words = new Intl.Segmenter("zh", { granularity: "word" })

/** How many words of a label are broken over two lines. */
const broken = (label: string, lines: ReadonlyArray<string>): number => {
  const ends = new Set(Array.from(words.segment(label), ({ index, segment }) => index + segment.length))
  let at = 0
  return lines.slice(0, -1).filter((line) => {
    at += line.length
    while (label[at] === " ") at++
    return !ends.has(at)
  }).length
}

describe("LabelWrap", () => {
  it("takes as many lines as filling them does, none wider than asked, and loses nothing", () => {
    fc.assert(
      fc.property(
        fc.oneof(sober, hostile, fc.constantFrom(...labels)),
        fc.integer({ min: 2, max: 60 }),
        (text, width) => {
          const plain = Width.printable(text)
          const [lines, filled] = [LabelWrap.wrap(plain, width), Width.wrap(plain, width)]
          assert.strictEqual(lines.length, filled.length)
          assert.strictEqual(lines.join("").replaceAll(/\s/g, ""), filled.join("").replaceAll(/\s/g, ""))
          const widest = (some: ReadonlyArray<string>) => Math.max(...some.map(Width.of))
          assert.isAtMost(widest(lines), Math.max(width, widest(filled)))
        }
      ),
      { numRuns: 1000 }
    )
  })

  it("breaks no label of Wenzhou in more words than filling lines does, and all of them together in far fewer", () => {
    assert.isAbove(labels.length, 800)
    let [before, after] = [0, 0]
    for (const label of labels)
      for (let width = 16; width <= 32; width++) {
        const was = broken(label, Width.wrap(label, width))
        const is = broken(label, LabelWrap.wrap(label, width))
        assert.isAtMost(is, was, `${width}: ${label}`)
        before += was
        after += is
      }
    assert.isBelow(after, before / 20, `${before} before, ${after} after`)
  })

  it("breaks a label at a word's end", () => {
    assert.deepStrictEqual(LabelWrap.wrap("集体经济年总收入40万元以上的行政村", 24), [
      "集体经济年总收入40万元",
      "以上的行政村"
    ])
    assert.deepStrictEqual(LabelWrap.wrap("高新技术企业、科技型中小企业双倍增", 30), [
      "高新技术企业、科技型中小企业",
      "双倍增"
    ])
  })
})
