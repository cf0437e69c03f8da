/**
 * Why a difference cannot be attributed: what is wrong with the sides, or with what was asked.
 */
import * as Fault from "../document/Fault.ts"
import type { Label } from "../document/Label.ts"

/** The events do not begin a run. */
export const NotARun = Fault.define<{ readonly run: string }>("NotARun", ({ run }) => ({
  problem: { en: `${run} has no beginning: its events are incomplete`, zh: `${run} 缺少起始事件，记录不完整` },
  remedy: { en: "gongfu verify checks the whole store", zh: "可用 gongfu verify 检查整个推演库" }
}))

/** A run that stopped on an error has no result to attribute. */
export const FailedRun = Fault.define<{ readonly run: string; readonly year: number; readonly variable: string }>(
  "FailedRun",
  ({ run, variable, year }) => ({
    problem: { en: `${run} stopped in ${year} at "${variable}"`, zh: `${run} 在 ${year} 年因“${variable}”中止` },
    remedy: {
      en: "attribute between two runs that are completed",
      zh: "请在两个已完成的推演之间分解差异"
    }
  })
)

/** A run that has not reached its last year. */
export const UnfinishedRun = Fault.define<{ readonly run: string; readonly year: number | undefined }>(
  "UnfinishedRun",
  ({ run, year }) => ({
    problem:
      year === undefined
        ? { en: `${run} has projected no year`, zh: `${run} 尚未推演任何年份` }
        : { en: `${run} is not finished: it stands at ${year}`, zh: `${run} 尚未完成，推演至 ${year} 年` },
    remedy: {
      en: `carry it on to its last year first: gongfu advance ${run} --end`,
      zh: `请先推演至最后一年：gongfu advance ${run} --end`
    }
  })
)

/** The sides were made with different models: their inputs cannot be exchanged. */
export const DifferentModels = Fault.define<{ readonly a: string; readonly b: string }>(
  "DifferentModels",
  ({ a, b }) => ({
    problem: {
      en: `${a} and ${b} were made with different models, so neither can take the other's inputs`,
      zh: `${a} 与 ${b} 使用的模型不同，无法互换输入`
    },
    remedy: {
      en: "run both scenarios with one model; gongfu compare tells how they differ",
      zh: "请用同一模型推演两个情景；可用 gongfu compare 查看差异"
    }
  })
)

/** There is no year that both sides have. */
export const NoCommonYears = Fault.define<{ readonly a: string; readonly b: string }>("NoCommonYears", ({ a, b }) => ({
  problem: { en: `${a} and ${b} have no year in common`, zh: `${a} 与 ${b} 没有共同的年份` },
  remedy: { en: "choose runs whose years overlap", zh: "请选择年份有重叠的推演" }
}))

/** A year that not both sides have. */
export const YearNotCommon = Fault.define<{ readonly year: number; readonly from: number; readonly to: number }>(
  "YearNotCommon",
  ({ from, to, year }) => ({
    problem: { en: `the two sides do not both have the year ${year}`, zh: `两次推演并非都有 ${year} 年` },
    remedy: { en: `both run from ${from} to ${to}`, zh: `两者共同的年份为 ${from} 至 ${to}` }
  })
)

/** The engine does not give a side's recorded values again. */
export const NotReproduced = Fault.define<{
  readonly run: string
  readonly year: number
  readonly indicator: string
  readonly recorded: number
  readonly computed: number
  readonly otherEngine: boolean
}>("NotReproduced", ({ computed, indicator, otherEngine, recorded, run, year }) => ({
  problem: {
    en: `${run} cannot be computed again from its inputs: ${indicator} in ${year} is recorded as ${recorded} and computed as ${computed}`,
    zh: `${run} 无法由其输入重新算出：${indicator} 在 ${year} 年记录为 ${recorded}，重算为 ${computed}`
  },
  remedy: otherEngine
    ? {
        en: "it was recorded by another version of the engine: run its scenario again",
        zh: "它由其他版本的引擎记录：请重新推演该情景"
      }
    : { en: `gongfu verify ${run} checks the record`, zh: `可用 gongfu verify ${run} 核验记录` }
}))

/** A run between the sides came to a value that is not finite. */
export const CoalitionStopped = Fault.define<{
  /** The names and labels of the players that had B's inputs. */
  readonly players: ReadonlyArray<{ readonly name: string; readonly label: Label }>
  readonly year: number
  readonly variable: string
  readonly equation: string
  readonly result: number | string
}>("CoalitionStopped", ({ equation, players, result, variable, year }) => {
  const names = players.map(({ name }) => name)
  return {
    problem: {
      en: `with B's ${names.join(", ")} and otherwise A's inputs, "${variable}" is ${result} in ${year}: ${equation}`,
      zh: `${names.join("、")} 取 B 的值、其余输入取 A 的值时，“${variable}”在 ${year} 年为 ${result}：${equation}`
    },
    remedy: {
      en: "choose an earlier --year, or make the scenarios differ in fewer inputs",
      zh: "请用 --year 指定更早的年份，或减少两个情景之间不同的输入"
    }
  }
})
