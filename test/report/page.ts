/** Pages under test, read as a browser reads them. */

/** A node of a parsed page. */
export interface HtmlNode {
  readonly nodeName: string
  readonly value?: string
  readonly attrs?: ReadonlyArray<{ readonly name: string; readonly value: string }>
  readonly childNodes?: ReadonlyArray<HtmlNode>
}

/** The elements of a tree, or those of some names, in the order of the page. */
export const all = (node: HtmlNode, ...names: ReadonlyArray<string>): ReadonlyArray<HtmlNode> => {
  const inner = (node.childNodes ?? []).flatMap((child) => all(child, ...names))
  const isElement = !node.nodeName.startsWith("#") && (names.length === 0 || names.includes(node.nodeName))
  return isElement ? [node, ...inner] : inner
}

/** The value of an attribute. */
export const attribute = (node: HtmlNode, name: string): string | undefined =>
  node.attrs?.find((one) => one.name === name)?.value

/** All text in a node. */
export const texts = (node: HtmlNode): string =>
  node.nodeName === "#text" ? (node.value ?? "") : (node.childNodes ?? []).map(texts).join("")

/** The part of a page in a language. */
export const inLanguage = (page: HtmlNode, language: string): HtmlNode =>
  all(page, "div").find((node) => attribute(node, "class") === "page" && attribute(node, "lang") === language)!

/** The numbers in a part of a page, each with its text. */
export const dataIn = (node: HtmlNode): ReadonlyArray<{ readonly value: number; readonly text: string }> =>
  all(node, "data").map((data) => ({ value: Number(attribute(data, "value")), text: texts(data) }))

/** The cells of the rows of the tables of a kind. */
export const rows = (root: HtmlNode, kind: string): ReadonlyArray<HtmlNode> =>
  all(root, "table")
    .filter((table) => attribute(table, "class")?.split(" ").includes(kind) === true)
    .flatMap((table) => all(table, "tr").filter((row) => all(row, "td").length > 0 && all(row, "data").length > 0))
