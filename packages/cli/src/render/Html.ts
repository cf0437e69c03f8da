/**
 * HTML as a value: what was a text stays one, wherever it stands.
 *
 * A child that is a string is escaped, and so is the value of an attribute; names of elements and attributes are the
 * program's own. Markup comes about by {@link element} alone, or from a program that escapes, by {@link trusted}.
 */
import { printable } from "./Width.ts"

/** Markup. */
export class Html {
  readonly markup: string
  constructor(markup: string) {
    this.markup = markup
  }
}

/** What an element may hold; nothing holds nothing. */
export type Child = Html | string | undefined | ReadonlyArray<Child>

/** Values of attributes; one that is `true` stands without a value, and one that is not there is left out. */
export type Attributes = Readonly<Record<string, string | number | true | undefined>>

/** A text as it stands in HTML, in an element or between quotes: harmless, and on one line. */
export const escaped = (text: string): string =>
  printable(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;")

/** The markup of children, one after the other. */
export const markup = (...children: ReadonlyArray<Child>): string =>
  children
    .map((child) => {
      if (child === undefined) return ""
      if (typeof child === "string") return escaped(child)
      return child instanceof Html ? child.markup : markup(...child)
    })
    .join("")

/** Elements that have no end. */
const empty: ReadonlySet<string> = new Set(["meta", "br", "input", "col", "hr"])

/** An element. */
export const element = (name: string, attributes: Attributes, ...children: ReadonlyArray<Child>): Html => {
  const said = Object.entries(attributes)
    .map(([key, value]) => (value === undefined ? "" : value === true ? ` ${key}` : ` ${key}="${escaped(`${value}`)}"`))
    .join("")
  return new Html(empty.has(name) ? `<${name}${said}>` : `<${name}${said}>${markup(...children)}</${name}>`)
}

/** Children without an element around them. */
export const fragment = (...children: ReadonlyArray<Child>): Html => new Html(markup(...children))

/** Markup of a program that escapes its texts: a drawing, or a style sheet of our own. */
export const trusted = (text: string): Html => new Html(text)
