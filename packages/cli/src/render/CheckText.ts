/**
 * A check as a document: how many scenarios stand how, a table of all, and for each that is not as its lock says what
 * that means, what differs, and what to do.
 */
import type { Label, Language } from "@gongfu/core/document/Label"
import type * as Standing from "@gongfu/core/lock/Standing"
import * as Verdict from "@gongfu/core/run/Verdict"
import * as CheckFaults from "./CheckFaults.ts"
import * as CheckTable from "./CheckTable.ts"
import * as AgainstText from "./AgainstText.ts"
import type { Palette } from "./Colour.ts"
import * as ComparisonText from "./ComparisonText.ts"
import * as FailureText from "./FailureText.ts"
import * as FileFault from "@gongfu/scenarios/FileFault"
import type { Block, Document } from "./Document.ts"
import * as ExpectationsText from "./ExpectationsText.ts"
import { called, fileOf, isGood, type Judged, names, stops } from "./Judged.ts"
import * as LapseText from "./LapseText.ts"
import * as LockDifferenceText from "./LockDifferenceText.ts"
import * as LockText from "./LockText.ts"
import * as ShellWord from "../session/ShellWord.ts"

/** What the document will be drawn as. */
export type Form = "text" | "markdown"

const order = Object.keys(names) as ReadonlyArray<Standing.Name>

const causes: Record<Standing.Cause, Label> = {
  scenario: { en: "the scenario", zh: "情景" },
  files: { en: "how its files say it", zh: "情景文件的写法" },
  model: { en: "the model", zh: "模型" },
  targets: { en: "the targets", zh: "规划目标" },
  engine: { en: "the engine", zh: "引擎" },
  format: { en: "the format of locks", zh: "锁定文件格式" },
  presentation: { en: "what is shown first of the place", zh: "地区的主要指标" }
}

/** What is other than it was. Of a scenario that extends files nobody knows which of them was edited. */
const listed = ({ carried, standing }: Judged, language: Language): string => {
  const extended = (carried?.extended ?? []).join(language === "zh" ? "、" : ", ")
  const told = standing.causes.map((cause) => {
    const one = causes[cause][language]
    if (cause !== "scenario" || extended === "") return one
    return language === "zh" ? `${one}或其所继承的文件（${extended}）` : `${one} or what it extends (${extended})`
  })
  if (language === "zh") return told.join("、")
  return told.length < 2 ? (told[0] ?? "") : `${told.slice(0, -1).join(", ")} and ${told.at(-1)!}`
}

/** That a lock names another scenario than the one beside it, and what to do about it; nothing where it does not. */
const ofAnother = ({ pair, standing: { locked, now } }: Judged): Label | undefined => {
  if (locked === undefined || now === undefined || locked.scenario === now.scenario) return undefined
  return {
    en: `${pair.lock} is the lock of another scenario: it is of ${locked.scenario}, and ${pair.scenario} is called ${now.scenario}. Renamed? gongfu lock ${ShellWord.ofPath(pair.scenario)}; if not, put its own lock back`,
    zh: `${pair.lock} 是另一情景的锁定文件：所锁定的是 ${locked.scenario}，而 ${pair.scenario} 的名称是 ${now.scenario}。如属改名，请运行 gongfu lock ${ShellWord.ofPath(pair.scenario)}；否则请换回本情景的锁定文件`
  }
}

/** What a standing means and what to do about it. */
const meaning = (judged: Judged): Label | undefined => {
  const { pair, renamed, standing } = judged
  const { causes: some, faults, name } = standing
  const again = {
    en: `gongfu lock ${ShellWord.ofPath(pair.scenario)}`,
    zh: `gongfu lock ${ShellWord.ofPath(pair.scenario)}`
  }
  const other = { en: listed(judged, "en"), zh: listed(judged, "zh") }
  if (judged.against === true) return AgainstText.meaning(judged, other)
  const another = ofAnother(judged)
  switch (name) {
    case "same":
      return undefined
    case "changed":
      if (another !== undefined) return another
      return {
        en: `Edited since it was locked: ${other.en}; its result differs. Meant so? ${again.en}`,
        zh: `锁定之后改动了${other.zh}，结果不同。如属有意，请运行 ${again.zh}`
      }
    case "broken": {
      const what =
        faults.length > 0
          ? { en: "can no longer be carried out", zh: "已无法推演" }
          : { en: "its result differs", zh: "结果不同" }
      const told: Label =
        some.length === 0
          ? {
              en: `The scenario is as it was when it was locked, and ${what.en}.`,
              zh: `情景自锁定以来未变，但${what.zh}。`
            }
          : {
              en: `The scenario is as it was when it was locked, and ${what.en}: ${other.en} changed.`,
              zh: `情景自锁定以来未变，但${other.zh}有改动，${what.zh}。`
            }
      // What has faults cannot be locked.
      if (faults.length > 0)
        return {
          en: `${told.en} Meant so? Mend the scenario first, then: ${again.en}`,
          zh: `${told.zh}如属有意，请先修正情景，再运行 ${again.zh}`
        }
      return some.length === 0
        ? told
        : { en: `${told.en} Meant so? ${again.en}`, zh: `${told.zh}如属有意，请运行 ${again.zh}` }
    }
    case "stale": {
      const kept =
        standing.now?.result === undefined
          ? {
              en: "The run stops where it did, and every number of the lock is as it was",
              zh: "推演仍在同一处中止，锁定文件中的数值均未变"
            }
          : { en: "The result is the same to the last digit", zh: "结果完全一致" }
      if (another !== undefined) return { en: `${kept.en}; ${another.en}`, zh: `${kept.zh}；${another.zh}` }
      return {
        en: `${kept.en}; the lock is out of date in ${other.en}: ${again.en}`,
        zh: `${kept.zh}；但锁定之后${other.zh}有改动，请更新锁定文件：${again.zh}`
      }
    }
    case "edited":
      return {
        en: `${pair.lock} is not as gongfu lock wrote it; it is no measure. Write it anew: ${again.en}`,
        zh: `${pair.lock} 与 gongfu lock 写入时不同，不能作为依据。请重新写入：${again.zh}`
      }
    case "unlocked":
      if (renamed !== undefined)
        return {
          en: `There is no ${pair.lock}, but ${renamed.lock} has lost its scenario, and fits. If that was renamed, move its lock, too, as said there; else: ${again.en}`,
          zh: `没有 ${pair.lock}，但 ${renamed.lock} 缺少情景文件，且与本情景相符。如属改名，请按该处所述移动锁定文件；否则请运行 ${again.zh}`
        }
      return { en: `There is no ${pair.lock}: ${again.en}`, zh: `没有 ${pair.lock}：${again.zh}` }
    case "orphaned":
      if (renamed !== undefined)
        return {
          en: `There is no ${pair.scenario}, but ${renamed.scenario} says the same. Renamed? Move its lock, too:`,
          zh: `没有 ${pair.scenario}，但 ${renamed.scenario} 内容相同。如属改名，请将锁定文件一并改名：`
        }
      return FileFault.scenarioGone(pair.lock, pair.scenario)
    case "unreadable":
      return { en: `The scenario is sound, its lock is not:`, zh: `情景无误，锁定文件有问题：` }
    case "faulty":
      return { en: "It cannot be carried out:", zh: "无法推演：" }
  }
}

/** The comparison with the locked run: in full where a reader can fold it up, else how to get it. */
const fullComparison = (
  { against, carried, comparison, pair, standing }: Judged,
  form: Form,
  language: Language,
  palette: Palette
): ReadonlyArray<Block> => {
  const zh = language === "zh"
  if (comparison === undefined || carried === undefined) return []
  if (comparison === "unreadable")
    return [
      {
        paragraph: zh
          ? "推演库中的锁定推演无法读取，仅按锁定文件对照；可运行 gongfu verify 检查。"
          : "The locked run is on record and cannot be read, so only the lock was compared; gongfu verify checks the store.",
        tone: "open"
      }
    ]
  // Whoever reviews a change against another copy has no such store.
  const command = `gongfu compare ${standing.locked?.run ?? ""} ${ShellWord.ofPath(pair.scenario)}`
  if (form === "text")
    return [
      { paragraph: zh ? `锁定推演已有记录，全面比较：${command}` : `The locked run is on record; in full: ${command}` }
    ]
  const { model, targets } = carried.place
  const blocks = ComparisonText.document(
    {
      comparison,
      model,
      units: model.units,
      all: false,
      telling: "headline",
      targets,
      command: against === true ? null : command
    },
    language,
    palette
  )
  return [
    {
      details: zh ? "与已记录的锁定推演全面比较" : "In full, against the locked run on record",
      blocks: blocks.slice(1)
    }
  ]
}

const expectations = ({ carried }: Judged, language: Language): ReadonlyArray<Block> => {
  if (carried === undefined || Verdict.allHold(carried.verdicts)) return []
  const counts = ExpectationsText.counts(carried.verdicts, language)
  return [
    { paragraph: `✗ ${language === "zh" ? "情景预期：" : "Expectations: "}${counts}`, tone: "bad" },
    { list: LockText.failing(carried, language) }
  ]
}

/** The command that moves a lock to the scenario that it fits, on a line of its own. */
const move = ({ against, pair, renamed, standing }: Judged): ReadonlyArray<Block> =>
  renamed === undefined || standing.name !== "orphaned" || against === true
    ? []
    : [{ list: [`git mv ${ShellWord.ofPath(pair.lock)} ${ShellWord.ofPath(renamed.lock)}`] }]

/** All that is to be told of one scenario; nothing where all is well. */
const details = (
  judged: Judged,
  shared: ReadonlySet<string>,
  form: Form,
  language: Language,
  palette: Palette
): ReadonlyArray<Block> => {
  if (isGood(judged)) return []
  const { carried, standing } = judged
  const { difference, name } = standing
  const means = meaning(judged)?.[language]
  const differs = difference !== undefined && carried !== undefined && name !== "same"
  return [
    {
      details: `${fileOf(judged)}${language === "zh" ? "：" : ": "}${called(name, judged)[language]}`,
      blocks: [
        ...(means === undefined ? [] : [{ paragraph: means }]),
        ...move(judged),
        ...CheckFaults.own(judged, shared, language),
        ...(carried === undefined
          ? []
          : FailureText.section({ events: carried.run.events, place: carried.place }, language)),
        ...expectations(judged, language),
        ...(carried === undefined ? [] : LapseText.section(carried.place.model, carried.lapses, language)),
        ...(differs ? LockDifferenceText.blocks(difference, carried.place, name, language, palette) : []),
        ...fullComparison(judged, form, language, palette)
      ]
    }
  ]
}

/** How many stand how, in a line. */
const summary = (all: ReadonlyArray<Judged>, language: Language): Block => {
  const zh = language === "zh"
  const counts = order.flatMap((name) => {
    const count = all.filter(({ standing }) => standing.name === name).length
    const { en, zh: chinese } = called(name, all[0] ?? {})
    return count === 0 ? [] : [zh ? `${chinese} ${count} 个` : `${count} ${en}`]
  })
  const not = all
    .flatMap(({ carried }) => carried?.verdicts ?? [])
    .filter(({ standing }) => standing !== "holds").length
  const stopping = all.filter(stops).length
  const stopped =
    stopping === 0 ? [] : [zh ? `${stopping} 次推演中止` : `${stopping} ${stopping === 1 ? "run stops" : "runs stop"}`]
  const good = all.every(isGood)
  const expected =
    not === 0
      ? []
      : [zh ? `${not} 项预期不成立` : `${not} ${not === 1 ? "expectation does" : "expectations do"} not hold`]
  // A lock without its scenario is none.
  const count = all.filter(({ standing }) => standing.name !== "orphaned").length
  const scenarios = zh ? `${count} 个情景` : count === 1 ? "1 scenario" : `${count} scenarios`
  const told = [counts.join(zh ? "，" : ", "), ...stopped, ...expected].join(zh ? "；" : "; ")
  return { paragraph: `${good ? "✓" : "✗"} ${scenarios}${zh ? "：" : ": "}${told}`, tone: good ? "good" : "bad" }
}

/** The whole document. */
export const document = (all: ReadonlyArray<Judged>, form: Form, language: Language, palette: Palette): Document => {
  const shared = CheckFaults.common(all)
  return [
    { heading: language === "zh" ? "情景检查" : "Check of scenarios", level: 1 },
    summary(all, language),
    CheckTable.of(all, language, palette),
    ...CheckFaults.shared(all, shared, language),
    ...all.flatMap((judged) => details(judged, shared, form, language, palette))
  ]
}
