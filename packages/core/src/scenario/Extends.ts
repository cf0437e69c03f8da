/**
 * What a scenario starts from: the meaning of `extends` and `place`.
 *
 * `extends` names a file beside or near the scenario (`plan.yaml`,
 * `../base.yaml`) or a scenario that ships with gongfu (`wenzhou/plan`);
 * `place` names a folder (`..`, `./model-b`) or a shipped place (`wenzhou`).
 * This module only reads the text and follows it within a project folder; it
 * never looks at a disk. Whoever does has still to check where links lead.
 */
import * as Result from "effect/Result"
import * as Fault from "../document/Fault.ts"
import type { Span } from "../document/Span.ts"

/** The scenario that another one extends. */
export type Parent =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "shipped"; readonly place: string; readonly scenario: string }

/** The place of a scenario that extends none. */
export type Place =
  | { readonly kind: "folder"; readonly path: string }
  | { readonly kind: "shipped"; readonly place: string }

/** Why a text is not a reference. */
export type Reason = "absolute" | "backslash" | "url" | "character" | "ending"

/** A text that names neither a scenario nor a place; `nearest` is the shipped one that is probably meant. */
export const NotAReference = Fault.define<{
  readonly text: string
  readonly reason: Reason
  readonly nearest?: string | undefined
}>("NotAReference", ({ nearest, text, reason }) => {
  const says = {
    absolute: { en: "an absolute path cannot be used", zh: "不能使用绝对路径" },
    backslash: { en: "a path with \\ cannot be used", zh: "路径中不能使用 \\" },
    url: { en: "an address with : cannot be used", zh: "不能使用带 : 的地址" },
    character: { en: "a path with control characters cannot be used", zh: "路径中不能有控制字符" },
    ending: { en: "neither a .yaml file nor a scenario that ships", zh: "既不是 .yaml 文件，也不是内置情景" }
  }[reason]
  const remedy = {
    absolute: { en: "write the path from this file's folder", zh: "请写从本文件所在文件夹起的相对路径" },
    backslash: { en: "write / between folders", zh: "请用 / 分隔文件夹" },
    url: { en: "name a file inside the project folder", zh: "请写项目文件夹内的文件" },
    character: { en: "write a plain path", zh: "请写普通路径" },
    ending: {
      en: `write "${text}.yaml", or a shipped scenario as place/name`,
      zh: `请写“${text}.yaml”，或以“地区/名称”写内置情景`
    }
  }[reason]
  return {
    problem: { en: `"${text}": ${says.en}`, zh: `“${text}”：${says.zh}` },
    remedy: nearest === undefined ? remedy : { en: `did you mean "${nearest}"?`, zh: `是否想写“${nearest}”？` }
  }
})

/** A reference that leads out of the project folder. */
export const OutsideProject = Fault.define<{
  readonly text: string
  readonly project: string
  readonly through: "path" | "link"
}>("OutsideProject", ({ text, project, through }) => ({
  problem: {
    en: `"${text}" leads out of the project folder ${project}${through === "link" ? " through a link" : ""}`,
    zh: `“${text}”${through === "link" ? "经由链接" : ""}指向项目文件夹 ${project} 之外`
  },
  remedy: {
    en: "keep what belongs together in one folder, and mark that folder with a file gongfu.yaml",
    zh: "请把相关文件放在同一文件夹内，并在其中放置 gongfu.yaml 文件作为标记"
  }
}))

const scenarioName = /^([a-z][a-z0-9_-]*)\/([a-z][a-z0-9-]*)$/

/** The name of a place: small letters, digits, `-` and `_`, starting with a letter. */
export const placeName = /^[a-z][a-z0-9_-]*$/u

/** The names of a place and of its scenario in a text that can only mean a shipped scenario. */
export const shippedScenario = (text: string): { readonly place: string; readonly scenario: string } | undefined => {
  const found = scenarioName.exec(text)
  return found === null ? undefined : { place: found[1]!, scenario: found[2]! }
}

const reasonAgainst = (text: string): Reason | undefined =>
  /\p{Cc}/u.test(text)
    ? "character"
    : text.includes("\\")
      ? "backslash"
      : text.startsWith("/")
        ? "absolute"
        : /^[^/]*:/.test(text)
          ? "url"
          : undefined

/** Reads the text of `extends`. A text that ends in .yaml or .yml is always a file. */
export const parent = (text: string, span: Span): Result.Result<Parent, Fault.Fault> => {
  const reason = reasonAgainst(text)
  if (reason !== undefined) return Result.fail(NotAReference(span, { text, reason }))
  if (/[^/]\.ya?ml$/.test(text)) return Result.succeed({ kind: "file", path: text })
  const shipped = shippedScenario(text)
  return shipped === undefined
    ? Result.fail(NotAReference(span, { text, reason: "ending" }))
    : Result.succeed({ kind: "shipped", ...shipped })
}

/** Reads the text of `place`. A bare name is always a shipped place; a folder of that name is written `./name`. */
export const place = (text: string, span: Span): Result.Result<Place, Fault.Fault> => {
  const reason = reasonAgainst(text)
  if (reason !== undefined) return Result.fail(NotAReference(span, { text, reason }))
  return Result.succeed(placeName.test(text) ? { kind: "shipped", place: text } : { kind: "folder", path: text })
}

/**
 * Follows a relative path from a folder of a project, both as the names of folders from the project folder down.
 * Undefined as soon as it would leave the project folder, even if it came back.
 */
export const follow = (folder: ReadonlyArray<string>, path: string): ReadonlyArray<string> | undefined => {
  const at = [...folder]
  for (const step of path.split("/")) {
    if (step === "" || step === ".") continue
    if (step !== "..") at.push(step)
    else if (at.pop() === undefined) return undefined
  }
  return at
}
