/** Texts that try to be more than text: for terminals, Markdown, HTML, Mermaid, spreadsheets, SQL, JSON and YAML. */
import * as fc from "fast-check"

/** Texts that a file may hold: every character of them shows. */
export const shown: ReadonlyArray<string> = [
  // Markdown
  "[click](javascript:alert(1))",
  "![pixel](http://evil.example/p.png)",
  "[ref]: http://evil.example",
  "<http://evil.example>",
  "http://evil.example www.evil.example a@evil.example @someone",
  "</details><details open><summary>",
  "<script>alert(1)</script>",
  "<!-- ",
  "# heading",
  "- item",
  "+ item",
  "* item",
  "1. item",
  "7) item",
  "> quotation",
  "---",
  "- - -",
  "===",
  "    code by indentation",
  "~~~",
  "```",
  "`a`` b",
  "**bold** _it_ ~~no~~",
  "a | b | c |",
  "|---|---|",
  "ends in a backslash \\",
  "\\| \\\\| \\`",
  "two\n\nparagraphs\n# and a heading",
  "row\n| more | cells |",
  "&lt;b&gt; &#60;i&#62; &amp;",
  "$x$ and $$y$$",
  "[^1] [x] :smile: #1 GH-1",
  // HTML
  `"><img src=x onerror=alert(1)>`,
  `' onmouseover='alert(1)`,
  "</style></title></table><base href=//evil.example>",
  "]]><![CDATA[ <?php ?>",
  "javascript:alert(1)",
  // Mermaid
  `"] --> evil["`,
  "%%{init: {'theme':'base','themeCSS':'x'}}%%",
  '"`**x**`"',
  "#quot;#lt;img#gt; ; end",
  // spreadsheets
  "=1+1",
  "+1",
  "-1+1",
  "@SUM(A1)",
  "  =cmd|' /C calc'!A0",
  "\t=1",
  "＝1+1",
  `"=1`,
  `a,"b",=c`,
  // SQL
  "'; drop table event; --",
  `"; delete from artifact; --`,
  "x' or '1'='1",
  "%_\\",
  // YAML and JSON
  "&anchor *alias !tag",
  "<<: *base",
  "{a: [b",
  "key: value # comment",
  "...",
  "null",
  "constructor",
  `{"format":2}`,
  // characters that join, combine, or take no room
  "zero\u200bwidth\u200cjoin\u200d\ufeff",
  "\u200d\u200d",
  "e\u0301\u0301\u0301\u0301\u0301\u0301",
  "👩🏽‍🚀 🇨🇳 𝒳 한글 ﾊﾞ",
  "long ".repeat(400),
  "長".repeat(900),
  "x".repeat(2000)
]

/** Texts that no file may hold; a store or a command line could. */
export const unseen: ReadonlyArray<string> = [
  "\u001b[2J\u001b[31mred",
  "\u001b]0;title\u0007",
  "\u001b]8;;http://evil.example\u001b\\link\u001b]8;;\u001b\\",
  "\u001bP+q\u001b\\",
  "\u009b31m \u009d0;t\u009c \u0090",
  "bell\u0007 back\b\b\b del\u007f",
  "over\rwritten",
  "nul\u0000nul",
  "user\u202egnp.exe",
  "\u2066a\u2069 \u2067b\u2069 \u200f\u200e\u061c",
  "line\u2028para\u2029next\u0085\v\f",
  "=1\u001b[0m",
  "\u001b[0m=1",
  "\u000b=1",
  "tag\u{e0041}\u{e0042}"
]

/** Any of them, put together and with anything at all. */
export const drawn = (from: ReadonlyArray<string>): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.constantFrom(...from), fc.string({ unit: "binary", maxLength: 8 })), {
      minLength: 1,
      maxLength: 4
    })
    .map((parts) => parts.join(""))

// eslint-disable-next-line no-control-regex
const steering = /[^\P{Cc}\n]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\u{e0000}-\u{e007f}\p{Cs}]/u

/** What in a text could steer a terminal; line breaks may stand. */
export const steers = (text: string): string | undefined => steering.exec(text)?.[0]
