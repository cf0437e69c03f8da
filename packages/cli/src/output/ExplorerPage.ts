/**
 * The explorer's page of a place: the template that was built with the program, and in it the place's content.
 *
 * X1  texts of a place stay texts: its content is JSON in a data block, in which no `<` stands;
 * X2  the page runs its own scripts and no other: its policy names each script and style by its hash, allows no
 *     request to any host, and no code that is made from text.
 *
 * The kernel stands in the page as a script. It is generated from the checked model and holds numbers and fixed words
 * only, so there is nothing in it to escape, which is checked all the same.
 */
import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import * as Generate from "@gongfu/core/model/Generate"
import * as Kernel from "@gongfu/core/model/Kernel"
import type { Place } from "@gongfu/core/place/Place"
import { kernelName, type Payload, titled } from "@gongfu/explorer/Payload"

/** Where the build leaves the template, beside the bundle. */
export const templateFile = fileURLToPath(new URL("./explorer.html", import.meta.url))

/** What a page begins with, by which a page that was written before is known. */
export const beginning = "<!doctype html>\n<!-- gongfu explore -->\n"

/** A kernel's code as a script that leaves it where the page looks for it. */
const kernelScript = ({ kernel }: Place): string => {
  const code = Kernel.code(kernel.model)
  if (/<[/!]/.test(code)) throw new Error("the kernel's code would end its script")
  return `globalThis.${kernelName}=(${Generate.arithmeticNames.join(",")})=>{${code}\n}`
}

/** JSON that can stand in a script element. */
const dataText = (data: object): string =>
  JSON.stringify(data).replaceAll(
    /[<\u2028\u2029]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`
  )

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")

const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`

const contents = (html: string, pattern: RegExp): ReadonlyArray<string> =>
  Array.from(html.matchAll(pattern), ([, content]) => content!)

/** What the page may do: run what is in it, look as it says, and show pictures that it makes itself. */
export const policy = (scripts: ReadonlyArray<string>, styles: ReadonlyArray<string>): string =>
  [
    "default-src 'none'",
    `script-src ${scripts.map(hash).join(" ")}`,
    `style-src ${styles.map(hash).join(" ")}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'"
  ].join("; ")

/** What the template has where a page's own content goes. */
const [charset, root] = ['<meta charset="utf-8" />', '<div id="page"></div>']

/** The template with a text in the place of another, which has to be there: without it the page would not be whole. */
const put = (template: string, slot: string, text: string): string => {
  if (!template.includes(slot)) throw new Error(`the explorer's template has no ${slot}`)
  // Given as a function: a `$` in a text means nothing.
  return template.replace(slot, () => text)
}

/** The page. `template` is what the build left. */
export const html = (payload: Payload, place: Place, template: string = readFileSync(templateFile, "utf8")): string => {
  const kernel = kernelScript(place)
  const first = payload.presets.find(({ key }) => key === payload.first)!
  const scripts = contents(template, /<script(?! type="application)[^>]*>([^]*?)<\/script>/g)
  const styles = contents(template, /<style[^>]*>([^]*?)<\/style>/g)
  const title = escaped(titled(payload.documents.place.title, first.scenario.title, payload.language ?? "en"))
  const head = `<meta http-equiv="Content-Security-Policy" content="${policy([kernel, ...scripts], styles)}">\n<meta name="referrer" content="no-referrer">`
  const data = `<script type="application/json" id="payload">${dataText(payload)}</script>\n<script>${kernel}</script>`
  const slots: ReadonlyArray<readonly [slot: string, text: string]> = [
    ["<!doctype html>\n", beginning],
    [charset, `${charset}\n${head}`],
    ["<title>gongfu</title>", `<title>${title}</title>`],
    [root, `${root}\n${data}`]
  ]
  return slots.reduce((page, [slot, text]) => put(page, slot, text), template)
}
