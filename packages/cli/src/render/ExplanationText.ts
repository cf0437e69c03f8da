/**
 * An explanation as a document: a tree that goes from what was asked to what it comes from.
 *
 * Each number is told once, where it is met first; where it is met again, `→ [3]` says which one is meant. A tree that
 * grows too deep for the width goes on below, under the same mark.
 */
import type { Account, Explanation, Law } from "@gongfu/core/analysis/Explanation"
import { key } from "@gongfu/core/analysis/History"
import type { Language } from "@gongfu/core/document/Label"
import * as AccountText from "./AccountText.ts"
import type { Block, Document } from "./Document.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import * as NumberText from "./NumberText.ts"
import * as Tree from "./Tree.ts"

/** What is explained: numbers of a run, or the law that it broke. */
export interface Shown {
  readonly numbers: NumberText.Numbers
  readonly explanation: Explanation
  readonly law: Law | undefined
  readonly run: { readonly id: string; readonly title: string }
  /** What was asked for, in words. */
  readonly asked: string
  readonly year: number
}

/** Where a number is met a second time. */
const metAgain = ({ accounts, roots }: Explanation): ReadonlySet<string> => {
  const [once, again] = [new Set(roots.map(key)), new Set<string>()]
  for (const { computed, expanded } of accounts.values())
    for (const read of expanded ? computed!.reads : []) (once.has(key(read)) ? again : once).add(key(read))
  return again
}

const trees = ({ explanation, numbers }: Shown, levels: number): ReadonlyArray<Tree.Branch> => {
  const { accounts, roots } = explanation
  const { language } = numbers
  const zh = language === "zh"
  const again = metAgain(explanation)
  const marks = new Map<string, string>()
  const markOf = (account: Account): string => {
    const mark = marks.get(key(account)) ?? `[${marks.size + 1}]`
    marks.set(key(account), mark)
    return mark
  }
  const waiting = roots.map((root) => accounts.get(key(root))!)
  const told = ({ expanded, given, computed }: Account): boolean =>
    expanded || given !== undefined || computed!.reads.length === 0
  const branchOf = (account: Account, level: number, share = ""): Tree.Branch => {
    const head = `${NumberText.head(numbers, account)}${share}`
    if (!told(account)) return { head: `${head} …`, lines: [], branches: [] }
    if (level === levels && account.expanded) {
      waiting.push(account)
      return { head: `${head} ↓ ${markOf(account)}`, lines: [], branches: [] }
    }
    const marked = marks.has(key(account)) || again.has(key(account)) ? `${markOf(account)} ` : ""
    const shares = AccountText.shares(numbers, account)
    const reads = account.expanded ? account.computed!.reads : []
    return {
      head: `${marked}${head}`,
      lines: AccountText.lines(numbers, account),
      branches: reads.map((read) => {
        const below = accounts.get(key(read))!
        const part = shares.get(key(read)) ?? ""
        const isHere = below.from !== undefined && key(below.from) === key(account)
        if (isHere) return branchOf(below, level + 1, part)
        const shown = `${NumberText.head(numbers, below)}${part}`
        return { head: told(below) ? `${shown} → ${markOf(below)}` : `${shown} …`, lines: [], branches: [] }
      })
    }
  }
  const found: Array<Tree.Branch> = []
  for (const account of waiting) found.push(branchOf(account, 0))
  return found.length === 0 ? [{ head: zh ? "无" : "nothing", lines: [], branches: [] }] : found
}

const failure = ({ law, numbers, year }: Shown): ReadonlyArray<Block> => {
  const { failed } = numbers.history
  const { language } = numbers
  const zh = language === "zh"
  if (failed === undefined || failed.year !== year) return []
  const sides = (of: Readonly<Record<string, number | string>>): string =>
    Object.entries(of)
      .map(([name, value]) => `${name} = ${value}`)
      .join(zh ? "；" : "; ")
  if (law !== undefined) {
    const label = law.invariant.label[language]
    return [
      {
        paragraph: zh
          ? `推演在 ${year} 年中止：模型约束“${label}”（${law.name}）不成立。`
          : `The run stopped in ${year}: a law of the model does not hold, “${label}” (${law.name}).`,
        tone: "bad"
      },
      { list: [law.text, sides(law.sides)] }
    ]
  }
  return [
    {
      paragraph: zh
        ? `推演在 ${year} 年因 ${failed.variable} 中止；以下该年数值未记录，由已记录的往年数值重算。`
        : `The run stopped in ${year} at ${failed.variable}. The numbers of that year are not on record: they are computed anew from those of the years before.`,
      tone: "bad"
    },
    {
      list: [
        failed.reason === "invariant_broken"
          ? failed.equation
          : `${failed.variable} = ${failed.equation} = ${failed.result}`,
        sides(failed.inputs)
      ].filter((text) => text !== "")
    }
  ]
}

const more = ({ explanation: { accounts, deeper } }: Shown, language: Language): ReadonlyArray<Block> => {
  if (deeper === 0) return []
  const depth = Math.max(...[...accounts.values()].map((account) => account.depth)) + 1
  const count = Figure.fixed(deeper, 0)
  return [
    {
      paragraph:
        language === "zh"
          ? `更深处还有 ${count} 个数值；--depth ${depth} 再深一层，--depth all 直至源头。`
          : `${count} more ${deeper === 1 ? "number lies" : "numbers lie"} deeper; --depth ${depth} goes one level on, --depth all to the roots.`,
      tone: "faint"
    }
  ]
}

/** The document; a tree goes `levels` deep at most before it goes on below. */
export const document = (shown: Shown, levels: number): Document => {
  const { asked, numbers, run, year } = shown
  const zh = numbers.language === "zh"
  return [
    { heading: zh ? `缘由：${asked}，${year} 年` : `Why: ${asked}, ${year}`, level: 1 },
    { paragraph: `${run.title} · ${run.id}`, tone: "faint" },
    ...failure(shown),
    ...trees(shown, levels).map((tree): Block => ({ tree })),
    ...more(shown, numbers.language)
  ]
}

/** How many levels a tree may have in a width, so that its texts keep room. */
export const levelsIn = (width: number): number => Math.max(3, Math.floor((width - 44) / Tree.step))
