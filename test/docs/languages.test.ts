/**
 * A page in Chinese tells what its English page tells, in all that can be counted: sections, links, tables, files,
 * commands, outputs, names, numbers. A page that is made from the product itself is held to it elsewhere, and so is what
 * README.zh.md, which tells more than README.md, has in common with it.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import MarkdownIt from "markdown-it"
import { assert, describe, it } from "vitest"

const at = (path: string): URL => new URL(`../../${path}`, import.meta.url)

const generated = "commands.md"

const readmes = { en: "README.md", zh: "README.zh.md" }

const pages = readdirSync(at("docs/zh"))
  .filter((name) => name !== generated)
  .map((name) => ({ en: `docs/${name}`, zh: `docs/zh/${name}` }))

interface Block {
  readonly language: string
  readonly lines: ReadonlyArray<string>
}

interface Section {
  /** How deep its heading stands, as `##`. */
  readonly depth: string
  readonly heading: string
  readonly blocks: ReadonlyArray<Block>
  readonly tables: ReadonlyArray<ReadonlyArray<ReadonlyArray<string>>>
  /** All that is no block, table cells included, as it is written. */
  readonly prose: string
}

const lines = (content: string): ReadonlyArray<string> => content.replace(/\n$/, "").split("\n")

/** A page by its headings, as its reader has it. */
const sections = (path: string): ReadonlyArray<Section> => {
  const tokens = new MarkdownIt().parse(readFileSync(at(path), "utf8"), {})
  const starts = tokens.flatMap(({ type }, i) => (type === "heading_open" ? [i] : []))
  return starts.map((start, k) => {
    const own = tokens.slice(start, starts[k + 1])
    const tables = own.flatMap(({ type }, i) => {
      if (type !== "table_open") return []
      const table = own.slice(
        i,
        own.findIndex((token, j) => j > i && token.type === "table_close")
      )
      const rows = table.flatMap((token, j) => (token.type === "tr_open" ? [j] : []))
      return [
        rows.map((row, r) =>
          table.slice(row, rows[r + 1]).flatMap(({ content, type: kind }) => (kind === "inline" ? [content] : []))
        )
      ]
    })
    return {
      depth: own[0]!.markup,
      heading: own[1]!.content,
      blocks: own.flatMap(({ content, info, type }) =>
        type === "fence" ? [{ language: info.trim(), lines: lines(content) }] : []
      ),
      tables,
      prose: own.flatMap(({ content, type }) => (type === "inline" ? [content] : [])).join("\n")
    }
  })
}

const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text)

/** Chinese from its first to its last sign, with what stands between. */
const chinese = /\p{Script=Han}.*[\p{Script=Han}：；。]/gu

/** Whether a line of a file says the same: to the letter, or with Chinese where the English one has words. */
const saysTheSame = (told: string, retold: string): boolean => {
  if (told === retold) return true
  if (isChinese(told)) return false
  const parts = retold.split(chinese)
  if (parts.length === 1) return false
  const pattern = parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join(".+")
  return new RegExp(`^${pattern}$`).test(told)
}

/** What makes a page's commands and its workflow print Chinese. */
const chooses = /^\s*(?:export GONGFU_LANG=zh|GONGFU_LANG: zh)(?: .*)?$/

const commands = (page: ReadonlyArray<Section>): ReadonlyArray<string> =>
  page
    .flatMap(({ blocks }) => blocks)
    .filter(({ language }) => language === "sh")
    .flatMap((block) => block.lines)
    .filter((line) => !chooses.test(line))
    .map((line) => line.replace(/ *#.*/, "").replace("npx --yes pnpm@12 gongfu", "gongfu"))

/** The texts in back quotes, each once. */
const quoted = (text: string): ReadonlyArray<string> =>
  [...new Set([...text.matchAll(/`([^`]+)`/g)].map(([, inner]) => inner!))].toSorted()

/** The numbers of prose: neither code nor the target of a link. */
const numbers = (prose: string): ReadonlyArray<string> =>
  [...prose.replaceAll(/`[^`]+`|\]\([^)]*\)/g, " ").matchAll(/\d+(?:[.,]\d+)*/g)].map(([one]) => one).toSorted()

/** The longer numbers of outputs: a short one is at times a word in the other language. */
const shown = (blocks: ReadonlyArray<Block>): ReadonlyArray<string> =>
  blocks
    .filter(({ language }) => language === "text")
    .flatMap((block) => [...block.lines.join("\n").matchAll(/\d[\d.,]{2,}\d/g)].map(([one]) => one))

const slug = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-")

/** Where a page leads, each once: a file of the repository, and which of its headings. */
const links = (path: string, page: ReadonlyArray<Section>): ReadonlyArray<string> => {
  const targets = page.flatMap(({ prose }) => [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!))
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [file, anchor] = target.split("#")
      const leads = file === "" ? path : join(dirname(path), file!)
      const heading = sections(leads).findIndex((section) => slug(section.heading) === anchor)
      return anchor === undefined ? leads : `${leads}, heading ${heading}`
    })
}

const inChinese = (path: string): string =>
  path === "README.md" ? "README.zh.md" : path.replace(/^docs\/(?!zh\/)/, "docs/zh/")

describe.for([readmes, ...pages])("the way through $zh", ({ en, zh }) => {
  const [told, retold] = [sections(en), sections(zh)]

  it("has the sections of the English page, in their order", () => {
    assert.deepStrictEqual(
      retold.map(({ depth }) => depth),
      told.map(({ depth }) => depth)
    )
  })

  it("leads where the English page leads, and to Chinese where there is any", () => {
    const [from, to] = [links(en, told), links(zh, retold)]
    const others = (paths: ReadonlyArray<string>) => [...new Set(paths.filter((path) => path !== en && path !== zh))]
    const best = others(from).map((link) => (existsSync(at(inChinese(link.split(",")[0]!))) ? inChinese(link) : link))
    assert.sameMembers(others(to), best)
    assert.include(to, en)
    assert.include(from, zh)
  })
})

describe.for(pages)("$zh", ({ en, zh }) => {
  const [told, retold] = [sections(en), sections(zh)]

  it("has in each section its tables, row by row, and in each row its names and options", () => {
    const shape = (page: ReadonlyArray<Section>) =>
      page.map(({ tables }) =>
        tables.map((rows) => rows.map((cells) => ({ cells: cells.length, names: quoted(cells.join(" ")) })))
      )
    assert.deepStrictEqual(shape(retold), shape(told))
  })

  it("has in each section its blocks, and its files with nothing else in Chinese than words", () => {
    const kinds = (page: ReadonlyArray<Section>) =>
      page.map(({ blocks }) =>
        blocks.filter((block) => !block.lines.every((line) => chooses.test(line))).map(({ language }) => language)
      )
    assert.deepStrictEqual(kinds(retold), kinds(told))
    const files = (page: ReadonlyArray<Section>) =>
      page
        .flatMap(({ blocks }) => blocks)
        .filter(({ language }) => language === "yaml" || language === "diff")
        .map((block) => block.lines.filter((line) => !chooses.test(line)))
    const [originals, copies] = [files(told), files(retold)]
    for (const [i, original] of originals.entries()) {
      assert.strictEqual(copies[i]!.length, original.length, original[0])
      for (const [j, line] of original.entries())
        if (!saysTheSame(line, copies[i]![j]!)) assert.strictEqual(copies[i]![j], line)
    }
  })

  it("has all its commands, in their order, and no other", () => {
    assert.deepStrictEqual(commands(retold), commands(told))
  })

  it("names in each section what it names there", () => {
    for (const [i, { heading, prose }] of told.entries())
      assert.includeMembers([...quoted(retold[i]!.prose)], [...quoted(prose)], heading)
  })

  it("has in each section its numbers", () => {
    for (const [i, { heading, prose }] of told.entries())
      assert.deepStrictEqual(numbers(retold[i]!.prose), numbers(prose), heading)
  })

  it("shows in each section the numbers that are shown there", () => {
    for (const [i, { blocks, heading }] of told.entries())
      assert.includeMembers([...shown(retold[i]!.blocks)], [...shown(blocks)], heading)
  })
})
