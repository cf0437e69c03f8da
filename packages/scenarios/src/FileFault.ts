/** Everything that can be wrong with a file on disk before its text is read, and what to do about it. */
import type { Label } from "@gongfu/core/document/Label"
import * as Fault from "@gongfu/core/document/Fault"

/** What to do about a lock whose scenario is not there. */
export const scenarioGone = (lock: string, scenario: string): Label => ({
  en: `There is no ${scenario}. If it was removed, remove ${lock} too.`,
  zh: `没有 ${scenario}。如已删除，请一并删除 ${lock}。`
})

/** There is no such file. */
export const FileMissing = Fault.define<{ readonly path: string; readonly nearest: string | undefined }>(
  "FileMissing",
  ({ path, nearest }) => ({
    problem: { en: `there is no file "${path}"`, zh: `文件“${path}”不存在` },
    remedy:
      nearest === undefined
        ? { en: "check the path", zh: "请检查路径" }
        : { en: `did you mean "${nearest}"?`, zh: `是否想写“${nearest}”？` }
  })
)

/** A folder, a device or a pipe where a file was expected; `such` is a file of a folder that may be meant. */
export const NotAFile = Fault.define<{
  readonly path: string
  readonly folder: boolean
  readonly such?: string | undefined
}>("NotAFile", ({ path, folder, such }) => ({
  problem: folder
    ? { en: `"${path}" is a folder, not a file`, zh: `“${path}”是文件夹，不是文件` }
    : { en: `"${path}" is not an ordinary file`, zh: `“${path}”不是普通文件` },
  remedy: folder
    ? {
        en: `name a file in it${such === undefined ? "" : `, such as ${such}`}`,
        zh: `请指明其中的文件${such === undefined ? "" : `（如 ${such}）`}`
      }
    : { en: "save the text in a file and name that", zh: "请将内容存为文件后再指定" }
}))

/** A folder where a name can only mean a shipped place. */
export const FolderNotShipped = Fault.define<{ readonly name: string }>("FolderNotShipped", ({ name }) => ({
  problem: {
    en: `"${name}" is a folder here, and no place of that name ships with gongfu`,
    zh: `“${name}”是当前位置的文件夹，没有同名的内置地区`
  },
  remedy: { en: `to name the folder, write ./${name}`, zh: `要指明该文件夹，请写 ./${name}` }
}))

/** A shipped place where a scenario, or a run, was expected. */
export const PlaceNamed = Fault.define<{ readonly name: string; readonly scenarios: ReadonlyArray<string> }>(
  "PlaceNamed",
  ({ name, scenarios }) => ({
    problem: { en: `"${name}" is a place that ships with gongfu`, zh: `“${name}”是内置地区` },
    remedy: {
      en: `name a scenario of it: ${scenarios.join(", ")}`,
      zh: `请写明其情景：${scenarios.join("、")}`
    }
  })
)

/** A shipped scenario where a place was expected. */
export const ScenarioNamed = Fault.define<{ readonly name: string; readonly place: string }>(
  "ScenarioNamed",
  ({ name, place }) => ({
    problem: { en: `"${name}" is a scenario that ships with gongfu`, zh: `“${name}”是内置情景` },
    remedy: { en: `did you mean "${place}"?`, zh: `是否想写“${place}”？` }
  })
)

/** A lock whose scenario is gone. */
export const LockAlone = Fault.define<{ readonly lock: string; readonly scenario: string }>(
  "LockAlone",
  ({ lock, scenario }) => ({
    problem: { en: `"${lock}" is a lock without scenario`, zh: `锁定文件“${lock}”缺少情景文件` },
    remedy: scenarioGone(lock, scenario)
  })
)

/** A file or folder that the operating system does not let us read; `code` is its name for the reason. */
export const Unreadable = Fault.define<{ readonly path: string; readonly code: string }>(
  "Unreadable",
  ({ path, code }) => ({
    problem: { en: `"${path}" cannot be read (${code})`, zh: `无法读取“${path}”（${code}）` },
    remedy: { en: "check who may read it", zh: "请检查其访问权限" }
  })
)

/** A file too large to be what it should be; it was not read. */
export const FileTooLarge = Fault.define<{ readonly path: string; readonly bytes: number; readonly most: number }>(
  "FileTooLarge",
  ({ path, bytes, most }) => ({
    problem: {
      en: `"${path}" has ${bytes} bytes; at most ${most} are read`,
      zh: `“${path}”有 ${bytes} 字节，最多读取 ${most} 字节`
    },
    remedy: { en: "check that this is the file you meant", zh: "请确认这是要用的文件" }
  })
)

/** Bytes that are not text in UTF-8. */
export const NotUtf8 = Fault.define<{ readonly path: string }>("NotUtf8", ({ path }) => ({
  problem: { en: `"${path}" is not text in UTF-8`, zh: `“${path}”不是 UTF-8 编码的文本` },
  remedy: { en: "save it as UTF-8", zh: "请以 UTF-8 编码另存（不要用 GBK）" }
}))

/** A workbook where a text was expected. */
export const Workbook = Fault.define<{ readonly path: string }>("Workbook", ({ path }) => ({
  problem: { en: `"${path}" is an Excel file`, zh: `“${path}”是 Excel 文件` },
  remedy: {
    en: 'save the sheet as "CSV UTF-8 (comma delimited)" and name that file',
    zh: "请在 Excel 中另存为“CSV UTF-8（逗号分隔）”，再指定该文件"
  }
}))

/** A scenario that extends itself, alone or through others; `cycle` ends with the file that it starts with. */
export const CircularExtends = Fault.define<{ readonly cycle: ReadonlyArray<string> }>("CircularExtends", ({ cycle }) =>
  cycle.length === 2
    ? {
        problem: { en: `${cycle[0]} extends itself`, zh: `${cycle[0]} 继承了它自己` },
        remedy: {
          en: "let it extend another scenario, or write place: instead of extends:",
          zh: "请改为继承另一个情景，或不写 extends: 而写 place: 指明地区"
        }
      }
    : {
        problem: { en: `circular extends: ${cycle.join(" → ")}`, zh: `extends 循环：${cycle.join(" → ")}` },
        remedy: { en: "let one of them name its place instead", zh: "请让其中一个改用 place 指明地区" }
      }
)

/** A place or a scenario that does not ship with gongfu. */
export const UnknownShipped = Fault.define<{
  readonly what: "place" | "scenario"
  readonly name: string
  readonly nearest: string | undefined
  readonly known: ReadonlyArray<string>
}>("UnknownShipped", ({ what, name, nearest, known }) => ({
  problem:
    what === "place"
      ? { en: `no place "${name}" ships with gongfu`, zh: `没有名为“${name}”的内置地区` }
      : { en: `no scenario "${name}" ships with gongfu`, zh: `没有名为“${name}”的内置情景` },
  remedy: {
    en: `${nearest === undefined ? `there are: ${known.join(", ") || "none"};` : `did you mean "${nearest}"?`} ${
      what === "place" ? `a folder of your own is written ./${name}` : "a file of your own ends in .yaml"
    }`,
    zh: `${nearest === undefined ? `现有：${known.join("、") || "无"}；` : `是否想写“${nearest}”？`}${
      what === "place" ? `自己的文件夹请写 ./${name}` : "自己的文件须以 .yaml 结尾"
    }`
  }
}))

/** A folder that lacks a file that every place has. */
export const NotAPlace = Fault.define<{ readonly folder: string; readonly part: string }>(
  "NotAPlace",
  ({ folder, part }) => ({
    problem: { en: `"${folder}" is not a place: it has no ${part}`, zh: `“${folder}”不是地区文件夹：缺少 ${part}` },
    remedy: {
      en: "a place has gongfu.yaml, model/model.yaml, a file for each sector, and targets.yaml",
      zh: "地区文件夹应有 gongfu.yaml、model/model.yaml、各部门的文件和 targets.yaml"
    }
  })
)

/** A place without what a backtest needs. */
export const NoBacktest = Fault.define<{ readonly folder: string; readonly part: string }>(
  "NoBacktest",
  ({ folder, part }) => ({
    problem: { en: `"${folder}" has no ${part}`, zh: `“${folder}”缺少 ${part}` },
    remedy: {
      en: "backtest.yaml says which published figure is which number of the model, see docs/backtest.md",
      zh: "backtest.yaml 说明公布数与模型变量的对应关系，见 docs/backtest.md"
    }
  })
)
