/** Texts to try renderers on: Chinese and English, and everything that a hostile file could hold. */
import * as fc from "fast-check"

const words = [
  "低收入农户",
  "人均可支配收入",
  "年均增长（目标）",
  "Per-capita",
  "disposable income",
  "of low-income rural households",
  "100,000",
  "≥ 15.0%",
  "a|b",
  "\\|",
  "`code`",
  "<b>",
  "[link](http://x)",
  "🧑🏽‍🚀",
  "é",
  "ﾊﾞ",
  "한글",
  "\u001b[31mred\u001b[0m",
  "\u001b]0;title\u0007",
  "\r\n",
  "\t",
  "\u0000",
  "\u009b31m",
  "\u202egnp",
  "\ud800",
  "\u2028"
]

/** Words of both languages mixed with marks, controls and escapes. */
export const hostile: fc.Arbitrary<string> = fc.oneof(
  fc
    .array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: "binary", maxLength: 6 })), { maxLength: 8 })
    .map((w) => w.join(" ")),
  fc.string({ unit: "binary", maxLength: 40 })
)

/** Words of both languages only. */
export const sober: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...words.slice(0, 8)), { maxLength: 8 })
  .map((w) => w.join(" "))

// eslint-disable-next-line no-control-regex
const controls = /[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028\u2029]/u

/** Whether a text, line breaks aside, could steer a terminal. */
export const steers = (text: string): boolean => controls.test(text.replaceAll("\n", ""))
