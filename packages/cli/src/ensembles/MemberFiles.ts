/**
 * The members of ensembles as Parquet files, for DuckDB, Spark and whatever else reads them.
 *
 * Two data sets in one folder, partitioned as Hive does:
 *
 * - `members/scenario=NAME/part-0000.parquet`: a row for each member, with the position of each assumption that varies,
 *   the year in which it stopped, and the margin of each target and whether it is met;
 * - `values/scenario=NAME/part-0000.parquet`: a row for each indicator, year and member that came so far.
 *
 * Members are carried out again, a few at a time, so that memory does not grow with their number. What is in a file
 * depends on the ensemble alone. They are written into a folder beside, which takes its name when it is whole. Where it
 * takes the place of one that holds the same, that one is moved aside before, and back where the name cannot be given.
 * So under the name there is a whole folder or none; none where there was one only if the process is killed, or the
 * machine stops, between the two: then the old one lies beside, as `.NAME.PROCESS.old`.
 *
 * F1  both files of one number hold the same members.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs"
import { basename, dirname, join, resolve } from "node:path"
import * as Members from "@gongfu/core/ensemble/Members"
import type { Label } from "@gongfu/core/document/Label"
import * as EnsemblePlan from "@gongfu/core/ensemble/Plan"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Effect from "effect/Effect"
import { type ColumnSource, fileWriter, ParquetWriter, schemaFromColumnData } from "hyparquet-writer"
import * as Crew from "./Crew.ts"
import { Refused } from "../session/Failure.ts"
import * as Left from "../session/Left.ts"
import * as LongWork from "../session/LongWork.ts"
import type { Session } from "../session/Session.ts"
import * as SystemError from "../session/SystemError.ts"

/** The version of this layout. */
const format = 1

/** An ensemble whose members are written. Its id says what they are. */
export interface Written {
  readonly id: string
  readonly order: Crew.Order
}

/** About as many values as are held at a time. */
const valuesAtATime = 2 ** 20

/** How many times that goes into a file. */
const groupsInAFile = 16

/** How many members are carried out before something else may happen. */
const step = 16

const marker = "_gongfu.json"
const datasets = ["members", "values"] as const
type Dataset = (typeof datasets)[number]

const contentOf = (ensembles: ReadonlyArray<Written>): string =>
  `${Fingerprint.canonical({ format, ensembles: ensembles.map(({ id }) => id) })}\n`

/** A file of one data set: rows are added in groups, each a list of columns of one length. */
const parquetFile = (path: string, columns: ReadonlyArray<Omit<ColumnSource, "data">>) => {
  mkdirSync(dirname(path), { recursive: true })
  const writer = fileWriter(path)
  const schema = schemaFromColumnData({ columnData: columns.map((column) => ({ ...column, data: [] })) })
  const parquet = new ParquetWriter({ writer, schema, createdBy: "gongfu" })
  return {
    add: (data: ReadonlyArray<ColumnSource["data"]>): void => {
      const rows = data[0]!.length
      if (rows === 0) return
      const columnData = columns.map(({ name }, i) => ({ name, data: data[i]! }))
      void parquet.write({ columnData, rowGroupSize: rows })
    },
    end: (): void => void parquet.finish()
  }
}

const column = (name: string, type: ColumnSource["type"] & string, nullable = false) => ({ name, type, nullable })

const valueColumns = [
  column("member", "INT32"),
  column("indicator", "STRING"),
  column("year", "INT32"),
  column("value", "DOUBLE")
]

const memberColumns = ({ axes, targets }: EnsemblePlan.Plan) => [
  column("member", "INT32"),
  column("failed_in", "INT32", true),
  ...axes.map(({ variable }) => column(`assumption_${variable.name}`, "DOUBLE")),
  ...targets.flatMap(({ target }) => [
    column(`margin_${target.name}`, "DOUBLE", true),
    column(`met_${target.name}`, "BOOLEAN")
  ])
]

/** Members that are held at a time, column by column. */
const gathering = (plan: EnsemblePlan.Plan, most: number) => {
  const { axes, indicators, noted, targets, years } = plan
  const columns = EnsemblePlan.columnsOf(plan)
  const firstMargin = indicators.length * noted.length
  const positionsOf = EnsemblePlan.positions(plan)
  const positions = new Float64Array(axes.length)
  const rows = new Float64Array(most * columns)
  let first = 0
  let count = 0
  let failedIn: Array<number | undefined> = []
  let met: Array<Uint8Array> = []
  let drawn: Array<Float64Array> = []
  return {
    add: (told: Members.Told): void => {
      if (count === 0) first = told.member
      rows.set(told.values, count * columns)
      failedIn.push(told.failedIn === -1 ? undefined : years[told.failedIn]!)
      met.push(told.met.slice())
      positionsOf(told.member, positions)
      drawn.push(positions.slice())
      count++
    },
    members: (): ReadonlyArray<ColumnSource["data"]> => {
      const each = <A>(of: (i: number) => A): Array<A> => Array.from({ length: count }, (_, i) => of(i))
      return [
        each((i) => first + i),
        failedIn,
        ...axes.map((_, axis) => each((i) => drawn[i]![axis]!)),
        ...targets.flatMap((_, target) => [
          each((i) => {
            const margin = rows[i * columns + firstMargin + target]!
            return Number.isNaN(margin) ? undefined : margin
          }),
          each((i) => met[i]![target] === 1)
        ])
      ]
    },
    /** Indicator after indicator and year after year, so that one of them can be read without the others. */
    values: (): ReadonlyArray<ColumnSource["data"]> => {
      const most_ = firstMargin * count
      const [member, year, value] = [new Int32Array(most_), new Int32Array(most_), new Float64Array(most_)]
      const indicator: Array<string> = []
      let row = 0
      for (const [i, { name }] of indicators.entries())
        for (const [y, noticed] of noted.entries())
          for (let m = 0; m < count; m++) {
            const found = rows[m * columns + i * noted.length + y]!
            if (Number.isNaN(found)) continue
            member[row] = first + m
            year[row] = noticed
            value[row] = found
            indicator.push(name)
            row++
          }
      return [member.subarray(0, row), indicator, year.subarray(0, row), value.subarray(0, row)]
    },
    clear: (): void => {
      count = 0
      failedIn = []
      met = []
      drawn = []
    }
  }
}

const numbered = (file: number): string => `part-${String(file).padStart(4, "0")}.parquet`

/** Writes the members of one ensemble; `tell` hears how many have been written. */
const writeOne = (folder: string, { order }: Written, tell: (done: number) => void): Effect.Effect<void> =>
  Effect.gen(function* () {
    const plan = Crew.planOf(order)
    const lanes = yield* Crew.lanesFor(plan)
    const carryOut = Members.carryOut(plan, lanes)
    const members = EnsemblePlan.membersOf(plan)
    const most = Math.max(1, Math.floor(valuesAtATime / EnsemblePlan.columnsOf(plan)))
    const held = gathering(plan, most)
    const path = (dataset: Dataset, file: number): string =>
      join(folder, dataset, `scenario=${order.scenario.name}`, numbered(file))
    for (let file = 0; file * most * groupsInAFile < members; file++) {
      const files = [
        parquetFile(path("members", file), memberColumns(plan)),
        parquetFile(path("values", file), valueColumns)
      ] as const
      const begin = file * most * groupsInAFile
      const end = Math.min(begin + most * groupsInAFile, members)
      for (let group = begin; group < end; group += most) {
        const groupEnd = Math.min(group + most, end)
        for (let member = group; member < groupEnd; member += step) {
          carryOut(member, Math.min(member + step, groupEnd), held.add)
          yield* Effect.yieldNow
        }
        files[0].add(held.members())
        files[1].add(held.values())
        held.clear()
        tell(groupEnd)
        yield* Effect.yieldNow
      }
      for (const one of files) one.end()
    }
  })

const cannot = (folder: string, en: string, zh: string, remedy: Refused["remedy"]): Refused =>
  new Refused({ kind: "CannotWrite", problem: { en: `${folder}: ${en}`, zh: `${folder}：${zh}` }, remedy })

const nameAnother = { en: "it was left as it is; name a new folder", zh: "该文件夹未被改动；请指定新的文件夹" }

/** Whether a folder can be filled; it stays as it is. `same` is the marker that it may have. */
const stateOf = (folder: string, same: string): "new" | "own" | "foreign" | "no folder" => {
  const found = statSync(folder, { throwIfNoEntry: false })
  if (found === undefined) return "new"
  if (!found.isDirectory()) return "no folder"
  const names = readdirSync(folder)
  if (names.length === 0) return "new"
  const own = new Set<string>([marker, ...datasets])
  if (!existsSync(join(folder, marker)) || !names.every((name) => own.has(name))) return "foreign"
  return readFileSync(join(folder, marker), "utf8") === same ? "own" : "foreign"
}

const refuse = (folder: string, state: ReturnType<typeof stateOf>): Effect.Effect<void, Refused> => {
  switch (state) {
    case "new":
    case "own":
      return Effect.void
    case "no folder":
      return Effect.fail(cannot(folder, "this is no folder", "这不是文件夹", nameAnother))
    case "foreign":
      return Effect.fail(
        cannot(
          folder,
          "the folder holds something else than the members of these ensembles",
          "文件夹中已有其他内容",
          nameAnother
        )
      )
  }
}

const twice = (name: string): Refused =>
  new Refused({
    kind: "ScenarioTwice",
    problem: {
      en: `two of the scenarios are called ${name}, and would be one partition`,
      zh: `有两个情景都名为 ${name}，会写入同一分区`
    },
    remedy: { en: "write each into a folder of its own", zh: "请分别写入各自的文件夹" }
  })

/** Tells what the operating system refuses; any other error is one of the program. */
const toldOf = (folder: string) =>
  Effect.catchDefect((error) => {
    const code = SystemError.codeOf(error)
    return code === undefined ? Effect.die(error) : Effect.fail(failed(folder, code))
  })

/** Refuses a folder that cannot be filled with the members of some ensembles, before anything is carried out. */
export const check = (folder: string, ensembles: ReadonlyArray<Written>): Effect.Effect<void, Refused> =>
  Effect.suspend(() => {
    const scenarios = ensembles.map(({ order }) => order.scenario.name)
    const again = scenarios.find((name, i) => scenarios.indexOf(name) !== i)
    return again === undefined
      ? refuse(folder, stateOf(resolve(folder), contentOf(ensembles)))
      : Effect.fail(twice(again))
  }).pipe(toldOf(folder))

const failed = (folder: string, code: string): Refused =>
  cannot(folder, `it cannot be written (${code})`, `无法写入（${code}）`, {
    en: "nothing was written; check that there is room and that you may write there, then repeat",
    zh: "未写入任何内容；请检查磁盘空间和写入权限后再试"
  })

const notRemoved = (folder: string, old: string, code: string): Refused =>
  cannot(
    folder,
    `it was written, but what it replaces cannot be removed (${code})`,
    `已写入，但无法删除被替换的旧文件夹（${code}）`,
    { en: `remove what is left of it by hand: ${old}`, zh: `请手动删除其残留：${old}` }
  )

/** Gives a folder that is whole its name, in the place of the one that has it, if any. */
const putInPlace = (folder: string, made: string, target: string, old: string): Effect.Effect<void, Refused> =>
  Effect.suspend(() => {
    const replaces = existsSync(target)
    if (replaces) renameSync(target, old)
    try {
      renameSync(made, target)
    } catch (error) {
      if (replaces) renameSync(old, target)
      throw error
    }
    try {
      rmSync(old, { recursive: true, force: true })
      return Effect.void
    } catch (error) {
      const code = SystemError.codeOf(error)
      if (code === undefined) throw error
      return Effect.fail(notRemoved(folder, old, code))
    }
  })

const written = (
  folder: string,
  ensembles: ReadonlyArray<Written>,
  tell: (done: number) => void
): Effect.Effect<void, Refused> =>
  Effect.gen(function* () {
    const target = resolve(folder)
    yield* check(folder, ensembles)
    const beside = (what: string): string => join(dirname(target), `.${basename(target)}.${process.pid}.${what}`)
    const [made, old] = [beside("new"), beside("old")]
    yield* Effect.acquireRelease(
      Effect.sync(() => mkdirSync(made, { recursive: true })),
      () => Effect.sync(() => rmSync(made, { recursive: true, force: true }))
    )
    let before = 0
    for (const one of ensembles) {
      yield* writeOne(made, one, (done) => tell(before + done))
      before += EnsemblePlan.membersOf(Crew.planOf(one.order))
    }
    yield* Effect.sync(() => writeFileSync(join(made, marker), contentOf(ensembles)))
    yield* putInPlace(folder, made, target, old)
  }).pipe(Effect.scoped, toldOf(folder))

const membersWritten: Label = { en: "members written", zh: "已写出成员" }

/** Writes the members of ensembles into a folder, while the user is told how many have been written. */
export const write = (folder: string, ensembles: ReadonlyArray<Written>): Effect.Effect<void, Refused, Session> => {
  const members = ensembles.reduce((sum, { order }) => sum + EnsemblePlan.membersOf(Crew.planOf(order)), 0)
  return LongWork.told(membersWritten, members, (tell) => written(folder, ensembles, tell)).pipe(
    Effect.tap(() => Left.elsewhere)
  )
}
