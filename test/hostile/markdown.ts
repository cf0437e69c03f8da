/** What Markdown makes of a text. */
import MarkdownIt from "markdown-it"

/** The structure of Markdown: every mark of it and none of its texts. */
export const structure = (text: string): ReadonlyArray<string> => {
  const reader = new MarkdownIt({ html: true, linkify: true })
  // Hosts of Markdown make no link of an address without a scheme.
  reader.linkify.add("//", null)
  return reader
    .parse(text, {})
    .flatMap((token) => [
      `${token.type} ${token.tag} ${JSON.stringify(token.attrs)}`,
      ...(token.children ?? [])
        .filter(({ type }) => type !== "text" && type !== "text_special")
        .map((inner) => `  ${inner.type} ${JSON.stringify(inner.attrs)}`)
    ])
}
