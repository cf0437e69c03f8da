/**
 * The notation that equations are read in: signs of arithmetic, words for functions, and the brackets that are needed.
 *
 * Brackets follow the tree, never the text: what is read is what is computed.
 */
import type { Label } from "../document/Label.ts"
import type { BinaryOperator, FoldName, FunctionName, GivenName } from "../model/Expression.ts"

/** Signs between two sides. */
export const signs: Record<BinaryOperator, Label> = {
  "+": { en: " + ", zh: " + " },
  "-": { en: " − ", zh: " − " },
  "*": { en: " × ", zh: " × " },
  "/": { en: " ÷ ", zh: " ÷ " },
  "<": { en: " < ", zh: " < " },
  "<=": { en: " ≤ ", zh: " ≤ " },
  ">": { en: " > ", zh: " > " },
  ">=": { en: " ≥ ", zh: " ≥ " },
  "==": { en: " = ", zh: " = " },
  "!=": { en: " ≠ ", zh: " ≠ " },
  "&&": { en: " and ", zh: " 且 " },
  "||": { en: " or ", zh: " 或 " }
}

/** What a function is called. */
export const functions: Record<FunctionName, Label> = {
  min: { en: "least of", zh: "最小值" },
  max: { en: "greatest of", zh: "最大值" },
  abs: { en: "size of", zh: "绝对值" },
  sqrt: { en: "square root of", zh: "平方根" },
  exp: { en: "exp", zh: "exp" },
  ln: { en: "ln", zh: "ln" },
  pow: { en: "power", zh: "幂" },
  clamp: { en: "kept within", zh: "限定于" },
  normal_cdf: { en: "normal distribution", zh: "正态分布函数" },
  lookup: { en: "read from a curve at", zh: "按曲线取值" }
}

/** What a fold over a dimension is called. */
export const folds: Record<FoldName, Label> = {
  sum: { en: "sum", zh: "合计" },
  mean: { en: "mean", zh: "平均" },
  smallest: { en: "smallest", zh: "最小值" },
  largest: { en: "largest", zh: "最大值" }
}

/** What every equation may read. */
export const givens: Record<GivenName, Label> = {
  year: { en: "the year", zh: "年份" },
  elapsed: { en: "years since the first", zh: "距首年年数" }
}

/** How tightly an operator holds; a part that holds less tightly than its place asks for takes brackets. */
export const tightness: Record<BinaryOperator, number> = {
  "||": 1,
  "&&": 2,
  "==": 3,
  "!=": 3,
  "<": 4,
  "<=": 4,
  ">": 4,
  ">=": 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6
}
/** How tightly a sign before a number holds, a power, and what needs no brackets anywhere. */
export const unary = 7
export const power = 8
export const whole = 9
