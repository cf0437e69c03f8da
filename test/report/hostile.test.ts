/** Whatever text a place or a scenario holds, it is text in a report: no element, no attribute, no address of its own. */
// Reports of places are made one after the other: each is small.
/* oxlint-disable no-await-in-loop */
import { readFileSync } from "node:fs"
import { createHash } from "node:crypto"
import { join } from "node:path"
import { parse } from "parse5"
import { assert, describe, it } from "vitest"
import { printable } from "gongfu/render/Width"
import { say } from "../hostile/Terminal.ts"
import * as Texts from "../hostile/texts.ts"
import * as Town from "../hostile/Town.ts"
import { all, attribute, type HtmlNode, texts } from "./page.ts"

const elements = new Set(
  "html head meta title style body input div label header h1 h2 h3 h4 p nav ol ul li a main section table caption thead tbody tr th td data span b strong code svg path circle rect polygon polyline text g defs clipPath figure figcaption details summary footer br".split(
    " "
  )
)
const attributes =
  /^(lang|charset|http-equiv|content|name|type|class|id|checked|for|aria-(label|labelledby|hidden)|role|scope|colspan|tabindex|href|value|data-(target|indicator|head)|viewBox|width|height|d|fill|fill-opacity|stroke(-.+)?|paint-order|cx|cy|r|x|y|rx|ry|points|transform|text-anchor|dominant-baseline|font-(size|weight|style)|clip-path|opacity)$/

const reportOf = async (textIn: (slot: number) => string): Promise<string> => {
  const at = Town.folder(Town.files(textIn))
  const scenario = (name: string): string => join(at, "scenarios", `${name}.yaml`)
  const { code, err } = await say(at, ["report", scenario("base"), scenario("more"), "-o", "page.html"])
  assert.strictEqual(code, 0, err)
  return readFileSync(join(at, "page.html"), "utf8")
}

/** Every element and attribute is the page's own, and its policy allows its own style and nothing else. */
const own = (page: string): HtmlNode => {
  const root = parse(page) as HtmlNode
  for (const node of all(root)) {
    assert.isTrue(elements.has(node.nodeName), node.nodeName)
    for (const { name, value } of node.attrs ?? []) {
      assert.match(name, attributes, `${node.nodeName} ${name}`)
      if (name === "href") assert.match(value, /^#(en|zh)-[a-z]+$/)
    }
  }
  const [style, ...others] = all(root, "style")
  assert.lengthOf(others, 0)
  const hash = createHash("sha256").update(texts(style!)).digest("base64")
  const policy = all(root, "meta").find((node) => attribute(node, "http-equiv") === "Content-Security-Policy")!
  assert.strictEqual(
    attribute(policy, "content"),
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`
  )
  return root
}

const squeezed = (text: string): string => text.replaceAll(/\s+/g, "")

describe("a report", () => {
  it("keeps a hostile text in any place a text", async () => {
    // Each place holds every text somewhere, the next one elsewhere.
    for (const shift of [0, 23]) {
      const used = new Map<number, string>()
      const page = await reportOf((slot) => {
        const text = Texts.shown[(slot * 7 + shift) % Texts.shown.length]!
        used.set(slot, text)
        return text
      })
      const root = own(page)
      // Nothing is lost: the titles of both scenarios are on the page as they can be shown.
      const said = squeezed(texts(root))
      assert.isAbove(used.size, 60)
      const found = [...used.values()].filter((text) => said.includes(squeezed(printable(text))))
      assert.isAbove(found.length, used.size / 2)
      assert.isUndefined(Texts.steers(page))
    }
  })
})
