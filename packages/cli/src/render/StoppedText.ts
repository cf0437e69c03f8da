/** What stopped members of an ensemble, or runs of a study, in a sentence. */
import type { Language } from "@gongfu/core/document/Label"
import type * as Stopped from "@gongfu/core/ensemble/Stopped"

/** How many reasons for stopping are told. */
const mostCauses = 2

/** What stopped those that were looked at. Only members are told by their numbers: runs of a study have no other use. */
export const why = (
  stopped: ReadonlyArray<Stopped.Cause>,
  language: Language,
  { namesMembers = true }: { readonly namesMembers?: boolean } = {}
): string => {
  const zh = language === "zh"
  const looked = stopped.reduce((sum, { members }) => sum + members, 0)
  const told = stopped.slice(0, mostCauses).map(({ example, label, members, name, reason }) => {
    const { member, year } = example
    const isOne = looked === 1
    const isAll = members === looked
    const isLaw = reason === "invariant_broken"
    const such = namesMembers ? { en: ` member ${member}`, zh: `第 ${member} 号成员于 ` } : { en: "", zh: "" }
    return zh
      ? `${isOne ? "" : isAll ? "均" : `${members} 个`}因${isLaw ? "约束不成立" : "结果不是有限的数"}（${label.zh}，${name}），如${such.zh}${namesMembers ? "" : " "}${year} 年`
      : `${isOne ? "" : isAll ? "all " : `${members} `}${isLaw ? "broke the law" : "had no finite number for"} "${label.en}" (${name}), such as${such.en} in ${year}`
  })
  if (looked === 1) return zh ? `抽查其中 1 个：${told.join("")}。` : `One that was looked at ${told.join("")}.`
  return zh ? `抽查其中 ${looked} 个：${told.join("；")}。` : `Of ${looked} looked at, ${told.join("; ")}.`
}
