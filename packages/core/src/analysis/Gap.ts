/**
 * What a comparison could not compare, or found that no single difference says.
 *
 * A gap is never silent and always counts as a difference: two runs with a gap
 * between them are not the same.
 */
import type { Label } from "../document/Label.ts"
import * as Meant from "../document/Meant.ts"
import * as Years from "./Years.ts"

/** What is wrong. The texts of {@link Gap.says} spell it out. */
export type Kind =
  | "not_a_run"
  | "failed_run"
  | "unfinished_run"
  | "missing_years"
  | "wrong_span"
  | "stray_event"
  | "repeated_event"
  | "unknown_event"
  | "missing_value"
  | "not_finite"
  | "extra_series"
  | "missing_variable"
  | "different_units"
  | "different_models"
  | "different_targets"
  | "different_engines"
  | "changed_target"
  | "missing_target"
  | "missing_assessment"
  | "different_results"
  | "different_parents"
  | "different_change"
  | "unknown_indicator"
  | "year_not_compared"
  | "nothing_compared"

/** One gap: the runs that it is found in, the indicator, target or variable that it concerns, and the years. */
export interface Gap {
  readonly kind: Kind
  /** Ids of runs, in the order of the comparison. */
  readonly runs: ReadonlyArray<string>
  readonly subject: string | undefined
  readonly years: ReadonlyArray<number>
  readonly says: Label
}

interface About {
  readonly runs?: ReadonlyArray<string>
  readonly subject?: string
  readonly years?: ReadonlyArray<number>
}

/** A gap with its texts. */
const gap = (kind: Kind, about: About, en: string, zh: string): Gap => ({
  kind,
  runs: about.runs ?? [],
  subject: about.subject,
  years: about.years ?? [],
  says: { en, zh }
})

const inYears = (years: ReadonlyArray<number>): Label =>
  years.length === 0
    ? { en: "", zh: "" }
    : { en: ` in ${Years.show(years)}`, zh: `（${Years.show(years).replaceAll(", ", "、")} 年）` }

/** The events do not begin a run. */
export const notARun = (run: string): Gap =>
  gap(
    "not_a_run",
    { runs: [run] },
    `${run} has no beginning: its events are incomplete`,
    `${run} 缺少起始事件，记录不完整`
  )

/** A run that stopped on an error: what it would have given is unknown. */
export const failedRun = (run: string, year: number, variable: string): Gap =>
  gap(
    "failed_run",
    { runs: [run], subject: variable, years: [year] },
    `${run} stopped in ${year} at "${variable}"`,
    `${run} 在 ${year} 年因“${variable}”中止`
  )

/** A run that has not reached its last year, while others have. */
export const unfinishedRun = (run: string, year: number | undefined): Gap =>
  gap(
    "unfinished_run",
    { runs: [run], years: year === undefined ? [] : [year] },
    year === undefined ? `${run} has projected no year` : `${run} is not finished: it stands at ${year}`,
    year === undefined ? `${run} 尚未推演任何年份` : `${run} 尚未完成，推演至 ${year} 年`
  )

/** Years that another run has. */
export const missingYears = (run: string, years: ReadonlyArray<number>): Gap =>
  gap(
    "missing_years",
    { runs: [run], years },
    `${run} has not projected ${Years.show(years)}`,
    `${run} 未推演 ${Years.show(years).replaceAll(", ", "、")} 年`
  )

/** A completed run that begins or ends in another year than it says it does. */
export const wrongSpan = (
  run: string,
  said: { readonly from: number; readonly to: number },
  years: ReadonlyArray<number>
): Gap =>
  gap(
    "wrong_span",
    { runs: [run], years },
    `${run} is said to go from ${said.from} to ${said.to}, and has ${years.length === 0 ? "no year" : Years.show(years)}`,
    `${run} 应自 ${said.from} 年至 ${said.to} 年，实有年份：${years.length === 0 ? "无" : Years.show(years).replaceAll(", ", "、")}`
  )

/** Events of years that a run has not projected. */
export const strayEvent = (run: string, years: ReadonlyArray<number>): Gap =>
  gap(
    "stray_event",
    { runs: [run], years },
    `${run} has events of ${Years.show(years)}, which it has not projected`,
    `${run} 含有 ${Years.show(years).replaceAll(", ", "、")} 年的事件，但未推演这些年份`
  )

/** An event that a run has once at most is there more often; `subject` is its target or milestone. */
export const repeatedEvent = (
  run: string,
  type: string,
  subject: string | undefined,
  years: ReadonlyArray<number>
): Gap => {
  const when = inYears(years)
  return gap(
    "repeated_event",
    { runs: [run], ...(subject !== undefined && { subject }), years },
    `${run} tells ${type}${subject === undefined ? "" : ` of ${subject}`} more than once${when.en}`,
    `${run} 重复记录了${subject === undefined ? "" : ` ${subject} 的`} ${type}${when.zh}`
  )
}

/** Events that no run has: what they say is unknown. */
export const unknownEvent = (run: string, types: ReadonlyArray<string>): Gap =>
  gap(
    "unknown_event",
    { runs: [run] },
    `${run} has events of an unknown type: ${types.join(", ")}`,
    `${run} 含有未知类型的事件：${types.join("、")}`
  )

/** A value that the model has and a projected year has not. */
export const missingValue = (run: string, indicator: string, years: ReadonlyArray<number>): Gap => {
  const when = inYears(years)
  return gap(
    "missing_value",
    { runs: [run], subject: indicator, years },
    `${run} has no value of ${indicator}${when.en}`,
    `${run} 缺少 ${indicator} 的数值${when.zh}`
  )
}

/** A value that is not a finite number. */
export const notFinite = (run: string, indicator: string, years: ReadonlyArray<number>): Gap => {
  const when = inYears(years)
  return gap(
    "not_finite",
    { runs: [run], subject: indicator, years },
    `${indicator} of ${run} is not a finite number${when.en}`,
    `${run} 的 ${indicator} 不是有限的数${when.zh}`
  )
}

/** A series of a run that its own model or targets do not have. */
export const extraSeries = (run: string, name: string, years: ReadonlyArray<number>): Gap => {
  const when = inYears(years)
  return gap(
    "extra_series",
    { runs: [run], subject: name, years },
    `${run} has ${name}${when.en}, which its model and targets do not have`,
    `${run} 含有其模型和目标中没有的 ${name}${when.zh}`
  )
}

/** An indicator that the models of other runs have. */
export const missingVariable = (runs: ReadonlyArray<string>, indicator: string): Gap =>
  gap(
    "missing_variable",
    { runs, subject: indicator },
    `the model of ${runs.join(", ")} has no ${indicator}`,
    `${runs.join("、")} 的模型中没有 ${indicator}`
  )

/** The same name in different units; `units` is in the order of `runs`. */
export const differentUnits = (runs: ReadonlyArray<string>, subject: string, units: ReadonlyArray<string>): Gap =>
  gap(
    "different_units",
    { runs, subject },
    `${subject} is in different units: ${runs.map((run, i) => `${units[i]} in ${run}`).join(", ")}`,
    `${subject} 的单位不同：${runs.map((run, i) => `${run} 为 ${units[i]}`).join("，")}`
  )

const things = {
  different_models: { en: "models", zh: "模型" },
  different_targets: { en: "targets", zh: "目标" },
  different_engines: { en: "versions of the engine", zh: "引擎版本" }
} as const

/** Runs of another model, other targets or another engine than the first run's. */
export const differentOrigin = (kind: keyof typeof things, runs: ReadonlyArray<string>): Gap =>
  gap(
    kind,
    { runs },
    `other ${things[kind].en} than the first run's: ${runs.join(", ")}`,
    `${things[kind].zh}与第一个推演不同：${runs.join("、")}`
  )

/** A target that says something else than in the first run. */
export const changedTarget = (runs: ReadonlyArray<string>, target: string): Gap =>
  gap(
    "changed_target",
    { runs, subject: target },
    `the target ${target} is another one in ${runs.join(", ")}`,
    `目标 ${target} 在 ${runs.join("、")} 中的定义不同`
  )

/** A target that other runs have. */
export const missingTarget = (runs: ReadonlyArray<string>, target: string): Gap =>
  gap(
    "missing_target",
    { runs, subject: target },
    `${runs.join(", ")} has no target ${target}`,
    `${runs.join("、")} 没有目标 ${target}`
  )

/** A target that was not assessed in years in which another run assessed it. */
export const missingAssessment = (run: string, target: string, years: ReadonlyArray<number>): Gap => {
  const when = inYears(years)
  return gap(
    "missing_assessment",
    { runs: [run], subject: target, years },
    `${run} has no assessment of ${target}${when.en}`,
    `${run} 没有对 ${target} 的评估${when.zh}`
  )
}

/** Runs whose results have another fingerprint although nothing that was compared differs. */
export const differentResults = (runs: ReadonlyArray<string>): Gap =>
  gap(
    "different_results",
    { runs },
    `another result fingerprint than the first run's, although nothing compared differs: ${runs.join(", ")}; verify the runs`,
    `逐项比较无差异，但结果指纹与第一个推演不同：${runs.join("、")}；请用 verify 核验`
  )

/** Runs of another parent, although nothing that was compared differs. */
export const differentParents = (runs: ReadonlyArray<string>): Gap =>
  gap(
    "different_parents",
    { runs },
    `forked from elsewhere than the first run, although nothing compared differs: ${runs.join(", ")}`,
    `逐项比较无差异，但分支来源与第一个推演不同：${runs.join("、")}`
  )

/** A change that says it began elsewhere than the first run's, although the settings before it are the same. */
export const differentChange = (run: string, name: string, years: ReadonlyArray<number>): Gap => {
  const when = inYears(years)
  return gap(
    "different_change",
    { runs: [run], subject: name, years },
    `the change of ${name}${when.en} begins elsewhere in ${run}, although the settings before it are the same; verify the run`,
    `${run} 中 ${name} 的变更${when.zh}起点不同，而此前设定一致；请用 verify 核验`
  )
}

/** A chosen indicator that no run's model has. */
export const unknownIndicator = (indicator: string, meant: ReadonlyArray<Meant.Suggestion>): Gap => {
  const question = Meant.question(meant)
  return gap(
    "unknown_indicator",
    { subject: indicator },
    `unknown indicator "${indicator}"${question === undefined ? "" : `; ${question.en}`}`,
    `未知的指标“${indicator}”${question === undefined ? "" : `；${question.zh}`}`
  )
}

/** A chosen year that not every run has. */
export const yearNotCompared = (year: number): Gap =>
  gap("year_not_compared", { years: [year] }, `not every run has the year ${year}`, `并非所有推演都有 ${year} 年`)

/** There was nothing to compare. */
export const nothingCompared: Gap = gap("nothing_compared", {}, "no value could be compared", "没有可比较的数值")
