/**
 * What a new place starts from: a copy of a shipped one under a name of its own.
 *
 * Everything is copied but locks, which hold the results of the place that was copied. Only two values change, the
 * place's name and the model's; a header in `gongfu.yaml` says what the user has to change and in which order. A
 * `.gitignore` keeps the store out of a repository.
 */
import { readdirSync, statSync } from "node:fs"
import * as Paths from "node:path"
import * as Span from "@gongfu/core/document/Span"
import * as Yaml from "@gongfu/core/document/Yaml"
import * as LockPath from "@gongfu/core/lock/LockPath"
import * as Shipped from "@gongfu/scenarios/Shipped"
import * as TextFile from "@gongfu/scenarios/TextFile"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { Faulty } from "../session/Failure.ts"

/** The texts of a new place by their paths in its folder, and which scenario to run first. */
export interface StartingPlace {
  readonly name: string
  readonly files: ReadonlyArray<readonly [path: string, text: string]>
  readonly first: string
}

/** The legal name of a place that is nearest to the name of its folder; `my-place` when nothing of that is legal. */
export const legalName = (folder: string): string => {
  const plain = folder
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, "-")
    .replace(/^[^a-z]+|[-_]+$/g, "")
  return plain === "" ? "my-place" : plain
}

const header = (
  from: string
): string => `# Started as a copy of ${from}. It describes ${from} until you change it, best in this order:
#   1. here: title, and headline, what to show first
#   2. model/model.yaml: label and years; then every value of model/*.yaml with its source
#   3. targets.yaml: the targets of your plan, each with its clause
#   4. scenarios/*.yaml: titles, descriptions and settings
# After each change, in this folder: gongfu model check    At the end: gongfu run scenarios/plan.yaml
#
# 本地区由 ${from} 复制而来，修改之前描述的仍是 ${from}。建议按以下顺序修改：
#   1. 本文件：title（标题）和 headline（首先展示的指标）
#   2. model/model.yaml：名称与起止年份；再逐一核定 model/*.yaml 中的数值及来源
#   3. targets.yaml：本地规划的目标及所在条款
#   4. scenarios/*.yaml：情景的标题、说明与设定
# 每次修改后在本文件夹运行：gongfu model check    全部改完后运行：gongfu run scenarios/plan.yaml

`

/** What git is to leave alone: the store that the first run makes, which is written anew with every run. */
const ignored = "gongfu.sqlite\ngongfu.sqlite-wal\ngongfu.sqlite-shm\n"

/** A file's text with another value of a key. */
const withValue = (file: Span.SourceFile, key: string, value: string): Result.Result<string, TextFile.Faults> =>
  Result.map(Yaml.parse(file), (yaml) => {
    const { column, length, line } = yaml.spanOf([key])
    const lines = file.text.split("\n")
    const text = lines[line - 1]!
    return lines.with(line - 1, text.slice(0, column - 1) + value + text.slice(column - 1 + length)).join("\n")
  })

/** A copy of a shipped place under another name. */
export const copyOf = (shipped: string, name: string): Effect.Effect<StartingPlace, Faulty> =>
  Effect.gen(function* () {
    const from = Span.whole("--place")
    const { folder, scenarios } = yield* Shipped.findPlace(yield* Shipped.places, shipped, from)
    const paths = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => !LockPath.isLock(path) && statSync(Paths.join(folder, path)).isFile())
      .map((path) => path.split(Paths.sep).join("/"))
      .toSorted()
    const files = yield* Effect.forEach(paths, (path) =>
      Effect.gen(function* () {
        const file = yield* TextFile.read({ path: Paths.join(folder, path), shown: Paths.join(folder, path), from })
        if (path === "gongfu.yaml")
          return [path, header(shipped) + (yield* Effect.fromResult(withValue(file, "place", name)))] as const
        if (path !== "model/model.yaml") return [path, file.text] as const
        return [path, yield* Effect.fromResult(withValue(file, "model", name.replaceAll("-", "_")))] as const
      })
    )
    return {
      name,
      files: [[".gitignore", ignored] as const, ...files],
      first: `scenarios/${scenarios.find((one) => one === "plan") ?? scenarios[0]}.yaml`
    }
  }).pipe(Effect.mapError((faults: TextFile.Faults) => new Faulty({ faults })))
