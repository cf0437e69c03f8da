/**
 * `gongfu init`: a project folder with a first scenario, or a place of one's own.
 *
 * Nothing that exists is overwritten, and what fails leaves nothing behind.
 */
import { lstatSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs"
import { basename, dirname, join, relative, resolve } from "node:path"
import type { Label } from "@gongfu/core/document/Label"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { type Failure, Refused } from "../session/Failure.ts"
import * as Format from "../session/Format.ts"
import * as Left from "../session/Left.ts"
import { say, Session } from "../session/Session.ts"
import * as ShellWord from "../session/ShellWord.ts"
import * as Prose from "../render/Prose.ts"
import * as Width from "../render/Width.ts"
import * as StartingPlace from "../places/StartingPlace.ts"

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
# 政府可决定的事项。单个数值自首个政策年起生效；按年份给出的数值在年份之间按直线变化。
levers:
  land_rural_share: {2021: 0.3, 2025: 0.55}

# What it does not decide, such as growth of the national economy, goes under "assumptions:".
# 政府不能决定的事项（如全国经济增长）写在 assumptions: 之下。
`

/** A project folder without a place of its own. */
const study = {
  files: [
    ["gongfu.yaml", marker],
    ["scenarios/first.yaml", scenario]
  ],
  first: "scenarios/first.yaml"
} as const

const inTheWay = (path: string, problem: Label): Refused =>
  new Refused({
    kind: "CannotInit",
    problem: { en: `${path}: ${problem.en}`, zh: `${path}：${problem.zh}` },
    remedy: { en: "choose another folder; nothing was changed", zh: "请另选文件夹；未作任何改动" }
  })

/** Whether there is something at a path, be it a link that leads nowhere. */
const exists = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined

/** Makes a folder with those that it lies in, one by one: told to make all, Node reports a medium that may only be read as ENOENT. */
const makeFolder = (folder: string): void => {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  makeFolder(dirname(folder))
  mkdirSync(folder)
}

/** Writes files into a folder that is new or empty: all of them, or nothing. `shown` names it in messages. */
const write = (
  folder: string,
  shown: string,
  files: ReadonlyArray<readonly [path: string, text: string]>
): Effect.Effect<void, Refused> =>
  Effect.try({
    try: () => {
      const isNew = !exists(folder)
      let highest = folder
      while (!exists(dirname(highest))) highest = dirname(highest)
      if (!isNew && readdirSync(folder).length > 0)
        throw inTheWay(shown, { en: "the folder is not empty", zh: "文件夹非空" })
      const own = isNew ? [highest] : files.map(([path]) => join(folder, path.split("/")[0]!))
      try {
        for (const [path, text] of files) {
          makeFolder(dirname(join(folder, path)))
          writeFileSync(join(folder, path), text, { flag: "wx" })
        }
      } catch (error) {
        if (statSync(dirname(highest), { throwIfNoEntry: false })?.isDirectory())
          for (const path of own) rmSync(path, { recursive: true, force: true })
        throw error
      }
    },
    catch: (error) => {
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

/** What a new place is called, and why not as its folder where that is no legal name. */
const called = (name: string, folder: string): Label =>
  name === folder
    ? { en: `the place is called ${name}`, zh: `地区名称为 ${name}` }
    : {
        en: `the place is called ${name}: "${folder}" is no legal name (small letters, digits, - and _); to change it, edit place: in gongfu.yaml`,
        zh: `地区名称为 ${name}：“${folder}”不是合法名称（限小写字母、数字、- 和 _）；如需修改，请编辑 gongfu.yaml 中的 place`
      }

/** Makes the folder with a first scenario, or, given a shipped place, with a copy of it as a new place. */
export const init = (input: {
  readonly folder: string
  readonly place: Option.Option<string>
}): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const folder = resolve(session.folder, input.folder)
    const shown = relative(session.folder, folder) || "."
    const base = basename(folder)
    const copy = Option.isSome(input.place)
      ? yield* StartingPlace.copyOf(input.place.value, StartingPlace.legalName(base))
      : undefined
    const { files, first } = copy ?? study
    yield* write(folder, shown, files)
    const named = (path: string): string => relative(session.folder, join(folder, path))
    const next = `gongfu run ${ShellWord.ofPath(named(first))}`
    Left.did(session, { what: { en: `the project is there: ${shown}`, zh: `项目已建好：${shown}` }, shownBy: next })
    const paths = files.map(([path]) => named(path))
    if (session.json) {
      session.print(Format.line("init", { files: paths, ...(copy && { place: copy.name }) }))
      return
    }
    session.print(
      [
        ...paths,
        "",
        ...(copy === undefined
          ? []
          : [
              say(session, called(copy.name, base)),
              say(session, {
                en: `what to change first stands in ${named("gongfu.yaml")}`,
                zh: `首先要修改的内容见 ${named("gongfu.yaml")}`
              })
            ]),
        say(session, { en: `next: ${next}`, zh: `下一步：${next}` })
      ]
        .flatMap((line) => Prose.wrap(Width.printable(line), session.width))
        .join("\n")
    )
  })
