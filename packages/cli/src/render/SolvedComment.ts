/**
 * The lines of comment at the top of a file that `gongfu solve` writes, in both languages.
 */
import type { Aim } from "@gongfu/core/solve/Aim"
import type { Answer } from "@gongfu/core/solve/Answer"
import type { Probability } from "@gongfu/core/solve/Robust"
import type { Question } from "@gongfu/core/solve/Question"
import * as SolveFigure from "./SolveFigure.ts"

/** A probability as it was counted. */
const share = ({ after }: Probability): string => SolveFigure.percent(after.all / after.members)

/** Of an answer's file. */
export const ofAnswer = (
  { least, scenario }: Question,
  { outcome, probability, standings }: Answer
): ReadonlyArray<string> => {
  const names = standings.flatMap(({ aim, asked }) => (asked ? [aim.name] : []))
  const shown = names.slice(0, 6).join(", ") + (names.length > 6 ? ", …" : "")
  const what = least === "cost" ? ["change of least new money", "新增资金最少的"] : ["smallest change", "最小的"]
  return outcome === "met"
    ? [
        `Found by gongfu solve: the ${what[0]} found of chosen levers with which ${scenario.name} meets`,
        `${shown}${probability === undefined ? "" : ` with a probability of ${share(probability)} (${probability.wanted} was asked for)`}. It is not proven that there is none better.`,
        `由 gongfu solve 求得：使 ${scenario.name} ${probability === undefined ? "" : `以 ${share(probability)} 的概率（要求 ${probability.wanted}）`}实现上述目标的${what[1]!}杠杆调整（不能证明没有更优者）。`
      ]
    : [
        `Found by gongfu solve: as near as chosen levers were found to bring ${scenario.name} to`,
        `${shown}, which it does not meet.`,
        `由 gongfu solve 求得：所选杠杆使 ${scenario.name} 最接近上述目标的设定，尚未全部实现。`
      ]
}

/** Of the file of a point of a front. */
export const ofPoint = ({ scenario }: Question, aims: readonly [Aim, Aim]): ReadonlyArray<string> => [
  `Found by gongfu solve --pareto: a point of the front between ${aims[0].name} and ${aims[1].name},`,
  `starting from ${scenario.name}. Each point is the best that was found.`,
  `由 gongfu solve --pareto 求得：以 ${scenario.name} 为起点，上述两个目标之间前沿上的一点。`
]
