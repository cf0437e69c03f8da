/**
 * What the parser of equations says of a text that it cannot read, in both languages.
 *
 * Its own words are English and speak of JavaScript. Those for what happens in equations are known here; of anything
 * else the mark alone tells in Chinese where it is.
 */
import type { Label } from "../document/Label.ts"

const known: ReadonlyArray<readonly [message: RegExp, says: (part: string) => Label]> = [
  [/^Unexpected character '(.+)'$/, (part) => ({ en: `unexpected character ${part}`, zh: `不能使用字符“${part}”` })],
  [/^Identifier directly after number$/, () => ({ en: "words right after a number", zh: "数值之后不能直接写文字" })],
  [/^Unterminated string constant$/, () => ({ en: "a quote without its other one", zh: "引号不成对" })],
  [
    /^(?:Invalid number|Expected number in radix \d+|Numeric separator .*)$/,
    () => ({ en: "a number that is not written as one", zh: "数值写法不正确" })
  ],
  [/^Assigning to rvalue$/, () => ({ en: "nothing can be set here", zh: "此处不能赋值" })],
  [/^Unterminated comment$/, () => ({ en: "a comment", zh: "其中有注释" })],
  [/^The keyword '(.+)' is reserved$/, (part) => ({ en: `${part} cannot be a name`, zh: `${part} 不能用作名称` })]
]

/** What is said of a text that the parser stops in at a place, by the message that it stops with. */
export const of = (message: string, text: string, at: number): Label => {
  const said = message.replace(/ \(\d+:\d+\)$/, "")
  if (said === "Unexpected token")
    return at >= text.trimEnd().length
      ? { en: "it ends before it is complete", zh: "内容不完整" }
      : { en: "this is not expected here", zh: "标记处不应出现此内容" }
  for (const [form, says] of known) {
    const found = form.exec(said)
    if (found !== null) return says(found[1] ?? "")
  }
  return { en: said, zh: "标记处无法解读" }
}
