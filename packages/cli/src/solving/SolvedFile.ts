/**
 * Where the file of an answer goes, what it is called, and what it extends.
 *
 * It extends the scenario that was asked about, so it has to lie where it may: a shipped scenario from anywhere, a
 * file within the project folder of that file. All of this is looked at before the search, which may take long.
 */
import * as YamlEnding from "@gongfu/core/document/YamlEnding"
import { accessSync, constants, existsSync, realpathSync, statSync } from "node:fs"
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path"
import type * as Fault from "@gongfu/core/document/Fault"
import * as Span from "@gongfu/core/document/Span"
import * as Extends from "@gongfu/core/scenario/Extends"
import * as ScenarioTerms from "@gongfu/core/scenario/ScenarioTerms"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Faulty, Refused } from "../session/Failure.ts"
import * as Load from "../places/Load.ts"
import * as SystemError from "../session/SystemError.ts"

/** A file to write: its path as it was typed or named, its scenario's name, and what it extends. */
export interface Place {
  readonly path: string
  readonly name: string
  readonly parent: string
}

const notYaml = (path: string): Refused =>
  new Refused({
    kind: "NotAScenarioFile",
    problem: { en: `${path}: a scenario file ends in .yaml`, zh: `${path}：情景文件须以 .yaml 结尾` },
    remedy: { en: "name it so; nothing was recorded", zh: "请改用这样的文件名；未作任何记录" }
  })

const noFolder = (path: string): Refused =>
  new Refused({
    kind: "NoFolder",
    problem: { en: `${path}: there is no such folder`, zh: `${path}：没有这个文件夹` },
    remedy: { en: "make it first, or name another", zh: "请先建立该文件夹，或另选一个" }
  })

const closed = (path: string, code: string): Refused =>
  new Refused({
    kind: "CannotWrite",
    problem: { en: `${path}: it cannot be written (${code})`, zh: `${path}：无法写入（${code}）` },
    remedy: {
      en: "check that you may write into its folder, or name another with -o; nothing was recorded",
      zh: "请检查该文件夹的写入权限，或用 -o 另取文件名；未作任何记录"
    }
  })

const taken = (path: string): Refused =>
  new Refused({
    kind: "CannotWrite",
    problem: { en: `${path}: there is a file of that name`, zh: `${path}：已有同名文件` },
    remedy: {
      en: "it was left as it is; name another with -o, or replace it with --force",
      zh: "该文件未被改动；请用 -o 另取文件名，或用 --force 覆盖"
    }
  })

/** The nearest folder upwards that is marked as a project, or the folder itself. */
const projectOf = (folder: string): string => {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, "gongfu.yaml"))) return at
    if (dirname(at) === at) return folder
  }
}

/** A legal name of a scenario as near to a text as can be. */
const legalName = (text: string, otherwise: string): string => {
  const name = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "")
    .slice(0, 64)
  return Schema.is(ScenarioTerms.Name)(name) ? name : otherwise
}

/** What a file in a folder has to extend to be about a scenario. */
const parentOf = (folder: string, scenario: string, path: string): Result.Result<string, Faulty> => {
  if (Load.isShippedScenario(scenario)) return Result.succeed(scenario)
  const at = realpathSync(folder)
  const file = realpathSync(scenario)
  const text = relative(at, file).split(sep).join("/")
  const project = projectOf(at)
  const way = relative(project, file)
  const span = Span.whole(path)
  const faults: ReadonlyArray<Fault.Fault> =
    way.startsWith("..") || isAbsolute(way)
      ? [Extends.OutsideProject(span, { text, project, through: "path" })]
      : Result.match(Extends.parent(text, span), { onFailure: (fault) => [fault], onSuccess: () => [] })
  return faults.length > 0 ? Result.fail(new Faulty({ faults })) : Result.succeed(text)
}

/** Refuses a folder that is none, or into which this user may not write; `path` is the file that was asked for. */
const refuseFolder = (folder: string, path: string): Effect.Effect<void, Refused> =>
  Effect.suspend(() => {
    try {
      if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return Effect.fail(noFolder(dirname(path)))
      accessSync(folder, constants.W_OK)
      return Effect.void
    } catch (error) {
      const code = SystemError.codeOf(error)
      if (code === undefined) throw error
      return Effect.fail(closed(path, code))
    }
  })

/**
 * The place of the file: where `output` says, or beside the scenario with `-solved` to its name, for a shipped one in
 * the folder in which the user is. One of several has its number at the end of its name.
 */
export const find = (
  scenario: { readonly typed: string; readonly name: string },
  output: string | undefined,
  { folder, force }: { readonly folder: string; readonly force: boolean },
  number?: number
): Effect.Effect<Place, Refused | Faulty> =>
  Effect.gen(function* () {
    const shipped = Load.isShippedScenario(scenario.typed)
    const base = shipped ? scenario.name : basename(scenario.typed).replace(YamlEnding.pattern, "")
    const whole = output ?? join(shipped ? "" : dirname(scenario.typed), `${base}-solved.yaml`)
    const path = number === undefined ? whole : whole.replace(YamlEnding.pattern, `-${number}$&`)
    if (!YamlEnding.pattern.test(path)) return yield* notYaml(path)
    const target = resolve(folder, path)
    yield* refuseFolder(dirname(target), path)
    if (!force && existsSync(target)) return yield* taken(path)
    const parent = yield* Effect.fromResult(parentOf(dirname(target), scenario.typed, path))
    const name = legalName(basename(path).replace(YamlEnding.pattern, ""), `${scenario.name.slice(0, 57)}-solved`)
    return { path, name, parent }
  })
