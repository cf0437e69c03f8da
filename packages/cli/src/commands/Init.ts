/** `gongfu init`: a project folder with a first scenario. Nothing that exists is overwritten. */
import { mkdirSync, readdirSync, rmdirSync, rmSync, writeFileSync } from "node:fs"
import { join, relative, resolve } from "node:path"
import type { Label } from "@gongfu/core/document/Label"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Effect from "effect/Effect"
import { Refused } from "../Failure.ts"
import { format, say, Session } from "../Session.ts"

const marker = `# This file marks a gongfu project folder. Scenarios may extend others in this folder, and shipped ones.
# 本文件标记 gongfu 项目文件夹。情景可继承本文件夹内的其他情景，也可继承内置情景。
gongfu: 1
`

const scenario = `# A scenario says only what differs from the one that it extends.  gongfu run scenarios/first.yaml
# 情景只写与所继承情景不同之处。
gongfu: 1
name: first
title: {en: A first what-if, zh: 第一个情景}
extends: wenzhou/plan

# What government decides. A number holds from the first policy year; values by year are linear between the years.
# 政府可决定的事项。单个数值自首个政策年起生效；按年份给出的数值在年份之间线性变化。
levers:
  land_rural_share: {2021: 0.3, 2025: 0.55}

# What it does not decide, such as growth of the national economy, goes under "assumptions:".
# 政府不能决定的事项（如全国经济增长）写在 assumptions: 之下。
`

const inTheWay = (path: string, problem: Label): Refused =>
  new Refused({
    kind: "CannotInit",
    problem: { en: `${path}: ${problem.en}`, zh: `${path}：${problem.zh}` },
    remedy: { en: "choose another folder; nothing was changed", zh: "请另选文件夹；未作任何改动" }
  })

/** Makes the folder, `gongfu.yaml` and `scenarios/first.yaml`. */
export const init = (input: { readonly folder: string }): Effect.Effect<void, Refused, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const folder = resolve(session.folder, input.folder)
    const shown = relative(session.folder, folder) || "."
    const files: ReadonlyArray<readonly [string, string]> = [
      [join(folder, "gongfu.yaml"), marker],
      [join(folder, "scenarios", "first.yaml"), scenario]
    ]
    let fresh = false
    const made: Array<string> = []
    yield* Effect.try({
      try: () => {
        fresh = mkdirSync(folder, { recursive: true }) !== undefined
        if (readdirSync(folder).length > 0) throw inTheWay(shown, { en: "the folder is not empty", zh: "文件夹非空" })
        mkdirSync(join(folder, "scenarios"))
        made.push(join(folder, "gongfu.yaml"), join(folder, "scenarios"))
        for (const [path, text] of files) writeFileSync(path, text, { flag: "wx" })
      },
      catch: (error) => {
        for (const path of made) rmSync(path, { recursive: true, force: true })
        if (fresh && readdirSync(folder).length === 0) rmdirSync(folder)
        if (error instanceof Refused) return error
        const code = (error as NodeJS.ErrnoException).code ?? "error"
        const isFile = code === "ENOTDIR" || code === "EEXIST"
        return inTheWay(
          shown,
          isFile
            ? { en: "there is a file of that name", zh: "已有同名文件" }
            : { en: `the folder cannot be made (${code})`, zh: `无法创建文件夹（${code}）` }
        )
      }
    })
    const paths = files.map(([path]) => relative(session.folder, path))
    if (session.json) session.print(Fingerprint.canonical({ format, files: paths }))
    else
      session.print(
        [...paths, "", say(session, { en: `next: gongfu run ${paths[1]}`, zh: `下一步：gongfu run ${paths[1]}` })].join(
          "\n"
        )
      )
  })
