/** Everything that can be wrong with a file on disk before its text is read, and what to do about it. */
import * as Fault from "@gongfu/core/document/Fault"

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

/** A folder, a device or a pipe where a file was expected. */
export const NotAFile = Fault.define<{ readonly path: string; readonly folder: boolean }>(
  "NotAFile",
  ({ path, folder }) => ({
    problem: folder
      ? { en: `"${path}" is a folder, not a file`, zh: `“${path}”是文件夹，不是文件` }
      : { en: `"${path}" is not an ordinary file`, zh: `“${path}”不是普通文件` },
    remedy: folder
      ? { en: "name a file in it", zh: "请指明其中的文件" }
      : { en: "save the text in a file and name that", zh: "请将内容存为文件后再指定" }
  })
)

/** A file that the operating system does not let us read; `code` is its name for the reason. */
export const Unreadable = Fault.define<{ readonly path: string; readonly code: string }>(
  "Unreadable",
  ({ path, code }) => ({
    problem: { en: `"${path}" cannot be read (${code})`, zh: `无法读取“${path}”（${code}）` },
    remedy: { en: "check who may read it", zh: "请检查文件的访问权限" }
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
