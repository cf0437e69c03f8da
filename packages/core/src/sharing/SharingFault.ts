/**
 * Why a run that came from elsewhere is not taken in: it is whole as a file, but not a run, or not this run.
 */
import * as Fault from "../document/Fault.ts"
import type { Label } from "../document/Label.ts"
import { sendAgain } from "../store/BundleFault.ts"
import { documents } from "../store/DocumentNames.ts"
import type { ArtifactKind } from "../store/Recorded.ts"
import { shown } from "../document/ForeignText.ts"

const askTheMaker: Label = {
  en: "nothing was imported; gongfu did not record this, so ask who made the file",
  zh: "未导入任何内容；这不是 gongfu 记录的内容，请询问文件的制作者"
}

/** The events are not those of a run: `detail` says what stands against it. */
export const NotARun = Fault.define<{ readonly run: string; readonly detail: Label }>("NotARun", ({ detail, run }) => ({
  problem: { en: `${shown(run)} is not a run: ${detail.en}`, zh: `${shown(run)} 不是一次推演：${detail.zh}` },
  remedy: askTheMaker
}))

/** The scenario that the run was made from is none of its model: `detail` says what it has that the model has not. */
export const ScenarioUnfit = Fault.define<{ readonly run: string; readonly detail: Label }>(
  "ScenarioUnfit",
  ({ detail, run }) => ({
    problem: {
      en: `the scenario of run ${shown(run)} does not fit its model: ${detail.en}`,
      zh: `推演 ${shown(run)} 的情景与其模型不符：${detail.zh}`
    },
    remedy: askTheMaker
  })
)

const said = {
  scenario: { en: "the name", zh: "名称" },
  from: { en: "the first year", zh: "起始年" },
  to: { en: "the last year", zh: "结束年" },
  shortage: { en: "the shortage rule", zh: "资金不足时的处理方式" }
} as const satisfies Record<string, Label>

/** The run begins with something else than the scenario says that it was made from. */
export const StartUnfit = Fault.define<{
  readonly run: string
  readonly type: string
  readonly what: keyof typeof said
  readonly begun: string
  readonly scenario: string
}>("StartUnfit", ({ begun, run, scenario, type, what }) => ({
  problem: {
    en: `event 1 of run ${shown(run)} (${type}) gives ${said[what].en} ${shown(begun)}; its scenario says ${shown(scenario)}`,
    zh: `推演 ${shown(run)} 的第 1 个事件（${type}）所记${said[what].zh}为 ${shown(begun)}，而其情景为 ${shown(scenario)}`
  },
  remedy: askTheMaker
}))

const lacking = {
  lever: { en: "its model has no such lever", zh: "其模型没有这一政策杠杆" },
  assumption: { en: "its model has no such assumption", zh: "其模型没有这一假设" },
  shock: { en: "its scenario has no such shock", zh: "其情景没有这一冲击" },
  target: { en: "its plan has no such target", zh: "其规划没有这一目标" },
  milestone: { en: "its model has no such milestone", zh: "其模型没有这一里程碑" },
  variable: { en: "its model has no such variable or law", zh: "其模型没有这一变量或约束" },
  indicator: { en: "its model has no such indicator", zh: "其模型没有这一指标" },
  parent: { en: "no run can be called so", zh: "推演不可能有此编号" },
  shared_year: { en: "it cannot share its parent's years through that one", zh: "不可能与父推演共享到该年" }
} as const satisfies Record<string, Label>

/** What an event may name. */
export type Named = keyof typeof lacking

/** An event names what the run's own documents do not have. */
export const EventUnfit = Fault.define<{
  readonly run: string
  readonly version: number
  readonly type: string
  readonly what: Named
  readonly name: string
}>("EventUnfit", ({ name, run, type, version, what }) => ({
  problem: {
    en: `event ${version} of run ${shown(run)} (${type}) names ${shown(name)}: ${lacking[what].en}`,
    zh: `推演 ${shown(run)} 的第 ${version} 个事件（${type}）提到 ${shown(name)}：${lacking[what].zh}`
  },
  remedy: askTheMaker
}))

/** An event sets a lever or an assumption to what it cannot be. */
export const SettingOutside = Fault.define<{
  readonly run: string
  readonly version: number
  readonly type: string
  readonly name: string
  readonly value: number
  readonly min: number
  readonly max: number
}>("SettingOutside", ({ max, min, name, run, type, value, version }) => ({
  problem: {
    en: `event ${version} of run ${shown(run)} (${type}) sets ${name} to ${value}, which its model keeps from ${min} to ${max}`,
    zh: `推演 ${shown(run)} 的第 ${version} 个事件（${type}）将 ${name} 设为 ${value}，而其模型允许的范围为 ${min} 至 ${max}`
  },
  remedy: askTheMaker
}))

/** The run's name is not the one that what it was made from gives it. */
export const OtherId = Fault.define<{ readonly run: string; readonly computed: string }>(
  "OtherId",
  ({ computed, run }) => ({
    problem: {
      en: `run ${shown(run)} would have to be called ${shown(computed)}, by what it was made from`,
      zh: `按其来源，推演 ${shown(run)} 的编号应为 ${shown(computed)}`
    },
    remedy: sendAgain
  })
)

/** An event of a type or shape that only a newer version knows. */
export const NewerEvent = Fault.define<{
  readonly run: string
  readonly version: number
  readonly type: string
  readonly schema: number
}>("NewerEvent", ({ run, schema, type, version }) => ({
  problem: {
    en: `event ${version} of run ${shown(run)} is ${shown(type)} (${schema}), which this gongfu does not know`,
    zh: `推演 ${shown(run)} 的第 ${version} 个事件为 ${shown(type)}（${schema}），本版 gongfu 不认识`
  },
  remedy: {
    en: "nothing was imported; import it with the newer gongfu that wrote it",
    zh: "未导入任何内容；请用生成它的新版 gongfu 导入"
  }
}))

/** A document that the run was made from is neither in the files nor in the store. */
export const DocumentMissing = Fault.define<{
  readonly run: string
  readonly kind: ArtifactKind
  readonly fingerprint: string
}>("DocumentMissing", ({ fingerprint, kind, run }) => ({
  problem: {
    en: `the ${documents[kind].en} of run ${shown(run)} is neither here nor in the store (${fingerprint})`,
    zh: `推演 ${shown(run)} 的${documents[kind].zh}文档既不在文件中也不在推演库中（${fingerprint}）`
  },
  remedy: sendAgain
}))

/** A document that no run in the file was made from. */
export const DocumentUnused = Fault.define<{ readonly kind: ArtifactKind; readonly fingerprint: string }>(
  "DocumentUnused",
  ({ fingerprint, kind }) => ({
    problem: {
      en: `no run in this file was made from this document (${documents[kind].en}, ${fingerprint})`,
      zh: `文件中没有推演用到此文档（${documents[kind].zh}，${fingerprint}）`
    },
    remedy: sendAgain
  })
)

/** A document of the run is not what its kind should be. */
export const DocumentUnreadable = Fault.define<{ readonly run: string; readonly detail: Label }>(
  "DocumentUnreadable",
  ({ detail, run }) => ({
    problem: {
      en: `what run ${shown(run)} was made from cannot be read: ${detail.en}`,
      zh: `推演 ${shown(run)} 的来源文档无法读取：${detail.zh}`
    },
    remedy: {
      en: "nothing was imported; if a newer gongfu made it, import it with that one",
      zh: "未导入任何内容；若由新版 gongfu 生成，请用新版导入"
    }
  })
)

/** The fingerprint that the run ends with is not that of what it found. */
export const OtherResult = Fault.define<{
  readonly run: string
  readonly recorded: string
  readonly computed: string
}>("OtherResult", ({ computed, recorded, run }) => ({
  problem: {
    en: `the result of run ${shown(run)} is said to be ${recorded}, but its values give ${computed}`,
    zh: `推演 ${shown(run)} 记录的结果指纹为 ${recorded}，而其数值的指纹为 ${computed}`
  },
  remedy: sendAgain
}))

/**
 * The run is on record, or in another of the files (`other`), with other events. `forkable` is the last year at which it
 * can be forked, where it is a fork itself: then no scenario's file says what it should be. Its commands are for the
 * sender's store, so they are told without the name of the one at hand, which whoever tells commands would add.
 */
export const RecordedOtherwise = Fault.define<{
  readonly run: string
  readonly other: string | undefined
  readonly forkable: number | undefined
}>("RecordedOtherwise", ({ forkable, other, run }) => ({
  problem:
    other === undefined
      ? {
          en: `run ${shown(run)} is on record with other events than it has here`,
          zh: `推演 ${shown(run)} 已有记录，但其事件与此处不同`
        }
      : {
          en: `run ${shown(run)} has other events here than in ${other}`,
          zh: `推演 ${shown(run)} 在此处与在 ${other} 中的事件不同`
        },
  remedy:
    forkable !== undefined
      ? {
          en: `nothing was imported; whoever sent it can fork it under another name and send that, which has room beside yours: fork ${run} --at ${forkable} --name OTHER, then bundle OTHER`,
          zh: `未导入任何内容；请发送者以另一名称再次分支并重新打包，即可与本库中的推演并存：先 fork ${run} --at ${forkable} --name OTHER，再 bundle OTHER`
        }
      : other === undefined
        ? {
            en: `nothing was imported; import into another file with --store, and hold the run of each against its scenario's file: gongfu compare ${run} FILE --store OTHER`,
            zh: `未导入任何内容；请用 --store 导入另一个库，再将两库中的推演分别与情景文件对照：gongfu compare ${run} FILE --store OTHER`
          }
        : {
            en: "nothing was imported; import each into a store of its own with --store, and compare",
            zh: "未导入任何内容；请用 --store 分别导入不同的库后再比较"
          }
}))
