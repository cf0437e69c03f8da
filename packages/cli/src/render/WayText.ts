/**
 * How the difference of two runs reaches a number: where most of it begins, the way that carries most of that, and how
 * much, with the largest of what comes by other ways.
 */
import type { Carried, Cause, Divergence } from "@gongfu/core/analysis/FirstDivergence"
import type { Label, Language } from "@gongfu/core/document/Label"
import { shareText } from "./AttributionFigure.ts"
import type { Block } from "./Document.ts"
import * as PairTable from "./PairTable.ts"

/** Why runs part at a number. */
export const causes: Record<Cause, Label> = {
  setting: { en: "It was set differently.", zh: "两者的设定不同。" },
  setting_and_shock: {
    en: "It was set differently, and the shocks that hit it differ.",
    zh: "两者的设定不同，所受的冲击也不同。"
  },
  shock: { en: "The shocks that hit it differ.", zh: "两者所受的冲击不同。" },
  definition: { en: "The two models define it differently.", zh: "两个模型对其定义不同。" },
  missing: { en: "Only one of the two models has it.", zh: "只有一个模型有此变量。" },
  engine: {
    en: "Nothing before it differs: the numbers come from different versions of the engine. gongfu verify checks runs.",
    zh: "此前的数值均无差异：两次推演由不同版本的引擎得出，可用 gongfu verify 核验。"
  }
}

/** Below this part of the whole, what comes by another way or from elsewhere is not named. */
const worthNaming = 0.1

/** Shares that print alike are the same to a reader. */
const alike = (a: number, b: number): boolean => shareText(a) === shareText(b)

const elsewhere = (
  both: PairTable.Both,
  { at, cause, way }: Divergence & { readonly way: Carried }
): ReadonlyArray<Block> => {
  const start = way.steps[0]!
  if (start.name === at.name) return []
  const zh = both[0].language === "zh"
  const { year } = way.steps.at(-1)!
  const [a, b] = PairTable.figures(both, start)
  const label = PairTable.labelOf(both, start)
  const share = way.beginnings.find(({ of }) => of.name === at.name)?.share ?? 0
  // What only one run has counts with the equations that read it.
  const there =
    way.beginnings.length === 0 || cause === "missing" ? "" : zh ? `（${shareText(share)}）` : ` (${shareText(share)})`
  return [
    {
      paragraph: zh
        ? `${year} 年差异的最大部分并非来自首个分歧处${there}，而来自${label}（${start.name}），${start.year} 年，A 为 ${a}，B 为 ${b}。${causes[way.cause].zh}`
        : `The largest part of the difference in ${year} begins not there${there} but at ${label} (${start.name}) in ${start.year}: A ${a}, B ${b}. ${causes[way.cause].en}`,
      tone: "open"
    }
  ]
}

/** Where another way leads from and to; with the years where only these tell one from the other. */
const between = (both: PairTable.Both, { into, of }: NonNullable<Carried["other"]>): readonly [string, string] => {
  const [from, to] = [of, into].map((pair) => PairTable.labelOf(both, pair)) as [string, string]
  if (from !== to) return [from, to]
  return both[0].language === "zh"
    ? [`${of.year} 年的${from}`, `${into.year} 年的${to}`]
    : [`${from} in ${of.year}`, `that in ${into.year}`]
}

const sums = (both: PairTable.Both, { beginnings, carries, other, steps }: Carried): string => {
  const zh = both[0].language === "zh"
  const [start, end] = [steps[0]!, steps.at(-1)!]
  const [own, next] = beginnings
  if (carries === undefined || own === undefined)
    return zh ? "差异不是有限数值，无法说明占比。" : "How much it carries cannot be said: not all numbers are finite."
  const from = PairTable.labelOf(both, start)
  const whole = alike(own.share, carries)
  const [of, into] = other === undefined ? ["", ""] : between(both, other)
  const parts: Array<string> = []
  if (zh) {
    parts.push(
      `${end.year} 年的差异有 ${shareText(own.share)} 来自${from}，` +
        (whole
          ? "全部经此路径传导。"
          : `经此路径传导的为 ${shareText(carries)}，${carries > own.share ? "其他路径抵消一部分" : "其余经其他路径"}。`)
    )
    if (!whole && other !== undefined && Math.abs(other.share) >= worthNaming)
      parts.push(`其他路径中最大的一支经${of}传至${into}，为 ${shareText(other.share)}。`)
    if (next !== undefined && Math.abs(next.share) >= worthNaming)
      parts.push(`其次来自${PairTable.labelOf(both, next.of)}，为 ${shareText(next.share)}。`)
    return parts.join("")
  }
  parts.push(
    `Of the difference in ${end.year}, ${shareText(own.share)} comes from ${from}: ` +
      (whole
        ? "all of it by this way."
        : `${shareText(carries)} by this way, ${carries > own.share ? "some of which other ways take back" : "the rest by others"}.`)
  )
  if (!whole && other !== undefined && Math.abs(other.share) >= worthNaming)
    parts.push(`The largest of these goes from ${of} to ${into}: ${shareText(other.share)}.`)
  if (next !== undefined && Math.abs(next.share) >= worthNaming)
    parts.push(`Next comes ${PairTable.labelOf(both, next.of)}: ${shareText(next.share)}.`)
  return parts.join(" ")
}

/** What a number carries beyond the whole is taken back by others that the next one is made from. */
const isOffset = ({ share = 0 }: Carried["steps"][number]): boolean => share > 1 && !alike(share, 1)

const carriesColumn = (language: Language, end: Carried["steps"][number], steps: Carried["steps"]) => {
  const zh = language === "zh"
  const explained = zh
    ? "占下一行超过 100% 的，超出部分被其他来源的反向变化抵消（部分抵消）。"
    : "Where a number carries more than 100% of the next, others that act against it offset a part."
  return {
    column: {
      head: zh ? "占下一行" : "Carries",
      align: "right",
      ...(steps.some((step) => step !== end && isOffset(step)) && { explained })
    } as const,
    text: (step: Carried["steps"][number]): string => (step === end ? "" : shareText(step.share))
  }
}

/** From where the difference begins to what was asked for, or why it does not get there. */
export const blocks = (both: PairTable.Both, divergence: Divergence, asked: string): ReadonlyArray<Block> => {
  const { arrives, chain, way } = divergence
  const { language } = both[0]
  const zh = language === "zh"
  const lost: ReadonlyArray<Block> = arrives
    ? []
    : [
        {
          paragraph: zh
            ? "该差异未由此传到所问变量：路径上有数值在两次推演中相同。"
            : "By itself this difference does not reach it: on every way there, some number is the same in both runs.",
          tone: "open"
        }
      ]
  if (way === undefined)
    return [
      { heading: zh ? `由此至${asked}` : `From there to ${asked}`, level: 2 },
      ...lost,
      { table: PairTable.table(both, chain, [PairTable.since(language)]) }
    ]
  const [start, end] = [way.steps[0]!, way.steps.at(-1)!]
  const begins = start.name === divergence.at.name
  return [
    {
      heading: begins
        ? zh
          ? `由此至${asked}`
          : `From there to ${asked}`
        : zh
          ? `传导至${asked}的主要路径`
          : `What carries most to ${asked}`,
      level: 2
    },
    ...lost,
    ...elsewhere(both, { ...divergence, way }),
    { table: PairTable.table(both, way.steps, [carriesColumn(language, end, way.steps), PairTable.since(language)]) },
    ...(way.steps.length === 1 ? [] : [{ paragraph: sums(both, way), tone: "faint" } as const])
  ]
}
