/**
 * Scenario files and their locks, found on disk.
 *
 * A file that is named is a scenario; a lock that is named stands for its scenario. In a folder that is named, and in
 * all folders below it, the YAML files in a folder called `scenarios`, or below one in the same project, are scenarios,
 * and so are those directly in the named folder that look like one. What has the form of something else (a place, a
 * model, targets) is none, and neither is a lock; but an empty file where scenarios are kept, or one that was cut short,
 * is a faulty one. Folders of packages (`node_modules`) and hidden ones are passed over, and links are not followed. A
 * folder that cannot be read is a fault: nobody knows what is in it.
 *
 * A lock is of one scenario: two that would share one (`plan.yaml` and `plan.yml`) are refused, be both of them meant
 * or only one.
 */
import * as YamlEnding from "@gongfu/core/document/YamlEnding"
import * as fs from "node:fs/promises"
import * as Paths from "node:path"
import * as Fault from "@gongfu/core/document/Fault"
import * as Span from "@gongfu/core/document/Span"
import * as Yaml from "@gongfu/core/document/Yaml"
import * as LockPath from "@gongfu/core/lock/LockPath"
import * as ScenarioFile from "@gongfu/core/scenario/ScenarioFile"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as FileFault from "./FileFault.ts"
import * as ProjectFiles from "./ProjectFiles.ts"
import * as TextFile from "./TextFile.ts"
import type { Faults } from "./TextFile.ts"

/** A scenario's file and its lock, by their paths as messages name them, and whether each is there. */
export interface Pair {
  readonly scenario: string
  readonly lock: string
  readonly hasScenario: boolean
  readonly hasLock: boolean
}

/** Two scenarios of which each would be the scenario of the same lock. */
export const SharedLock = Fault.define<{ readonly scenarios: readonly [string, string]; readonly lock: string }>(
  "SharedLock",
  ({ lock, scenarios: [one, other] }) => ({
    problem: {
      en: `"${one}" and "${other}" would share one lock, "${lock}"`,
      zh: `“${one}”与“${other}”会共用同一个锁定文件“${lock}”`
    },
    remedy: { en: "rename one of the two scenarios", zh: "请将两个情景文件之一改名" }
  })
)

/** A scenario whose name ends in capitals: its lock would stand beside a scenario of another name. */
export const EndingInCapitals = Fault.define<{ readonly path: string; readonly name: string }>(
  "EndingInCapitals",
  ({ name, path }) => ({
    problem: {
      en: `"${path}" has an ending in capitals, and no lock can stand beside it`,
      zh: `“${path}”的扩展名为大写，无法与锁定文件对应`
    },
    remedy: { en: `rename it to ${name}`, zh: `请改名为 ${name}` }
  })
)

const isYaml = (name: string): boolean => YamlEnding.pattern.test(name) && !name.startsWith(".")

/** The faults of scenarios whose names end in capitals. */
const inCapitals = (scenarios: ReadonlyArray<string>): Faults =>
  scenarios.flatMap((path) => {
    const name = Paths.basename(path).replace(YamlEnding.pattern, (found) => found.toLowerCase())
    return name === Paths.basename(path) ? [] : [EndingInCapitals(Span.whole(path), { path, name })]
  })

const only = ["extends", "levers", "assumptions", "shocks", "expect"]

/** Whether data has the form of a scenario, be it a faulty one. */
const hasForm = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  (only.some((key) => key in value) || ("place" in value && "name" in value))

/** A key that only a scenario has, at the beginning of a line. The first way of writing it is not YAML's. */
const [keyInFullWidth, keyInAny] = ["：", "[:：]"].map(
  (colon) => new RegExp(`^(?:${only.join("|")})\\s*${colon}`, "mu")
)

const keys: ReadonlySet<string> = new Set(Object.keys(ScenarioFile.ScenarioFile.fields))

/** Whether data could be the beginning of a scenario: nothing is left of the file, or nothing that another one has. */
const isCutShort = (value: unknown): boolean =>
  typeof value !== "object" ||
  value === null ||
  (!Array.isArray(value) && Object.keys(value).every((key) => keys.has(key)))

/** Faults of files of which nobody knows what is in them. */
const unread: ReadonlySet<string> = new Set([FileFault.Unreadable.tag, FileFault.NotUtf8.tag])

/**
 * Whether a file looks like a scenario. Where scenarios are kept, one that is no YAML could be one, and so could what is
 * left of one; what may not be read, or is no text, could be one anywhere. A slip of the pen makes no other file of it:
 * what is no YAML, or says something else by a colon of full width, is known by a scenario's keys.
 */
const looksLikeOne = (path: string, home: boolean): Effect.Effect<boolean> =>
  TextFile.read({ path, shown: path, from: Span.whole(path) }).pipe(
    Effect.map((file) => {
      const yaml = Yaml.parse(file)
      if (Result.isFailure(yaml)) return home || keyInAny!.test(file.text)
      const { value } = yaml.success
      return (
        hasForm(value) ||
        keyInFullWidth!.test(file.text) ||
        (home && Paths.basename(path) !== ProjectFiles.marker && isCutShort(value))
      )
    }),
    Effect.catch((faults) => Effect.succeed(home || faults.some(({ _tag }) => unread.has(_tag))))
  )

/** What is in a folder, in the order of the names; nothing in one that has gone meanwhile. */
const entriesOf = (folder: string) =>
  Effect.tryPromise({
    try: () => fs.readdir(folder, { withFileTypes: true }),
    catch: (error) => (error as NodeJS.ErrnoException).code ?? String(error)
  }).pipe(
    Effect.map((entries) => entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))),
    Effect.catch((code) =>
      code === "ENOENT"
        ? Effect.succeed([])
        : Effect.fail([FileFault.Unreadable(Span.whole(folder), { path: folder, code })])
    )
  )

/** Whether a folder keeps scenarios: it is called so or lies below one that is, with no other project in between. */
const isHome = (folder: string): Effect.Effect<boolean> =>
  Effect.gen(function* () {
    for (let at = Paths.resolve(folder); ; at = Paths.dirname(at)) {
      if (Paths.basename(at) === "scenarios") return true
      if (Paths.dirname(at) === at || (yield* TextFile.exists(Paths.join(at, "gongfu.yaml")))) return false
    }
  })

/** The scenarios and locks in a folder and below; `named` says that the user named this very folder. */
const inFolder = (folder: string, named: boolean): Effect.Effect<ReadonlyArray<string>, Faults> =>
  Effect.gen(function* () {
    const entries = yield* entriesOf(folder)
    const home = yield* isHome(folder)
    const files = entries
      .filter((entry) => entry.isFile() && isYaml(entry.name))
      .map(({ name }) => Paths.join(folder, name))
    const locks = files.filter(LockPath.isLock).flatMap((lock) => {
      const of = LockPath.scenariosOf(lock)
      const there = of.filter((path) => files.includes(path))
      return there.length === 0 ? of.slice(0, 1) : there
    })
    const own =
      home || named
        ? yield* Effect.filter(
            files.filter((path) => !LockPath.isLock(path)),
            (path) => (locks.includes(path) ? Effect.succeed(true) : looksLikeOne(path, home))
          )
        : []
    const below = entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "node_modules")
      .map(({ name }) => Paths.join(folder, name))
    const [inner, failed] = yield* Effect.partition(below, (path) => inFolder(path, false))
    if (failed.length > 0) return yield* Effect.fail(failed.flat())
    return [...own, ...(home || named ? locks : []), ...inner.flat()]
  })

/** The scenarios of a lock that was named: those that are there, or where there is none the usual one. */
const ofLock = (lock: string): Effect.Effect<ReadonlyArray<string>> =>
  Effect.gen(function* () {
    const of = LockPath.scenariosOf(lock)
    const there = yield* Effect.filter(of, TextFile.exists)
    return there.length === 0 ? of.slice(0, 1) : there
  })

/** The faults of scenarios, in the order of their paths, that share a lock with each other or with one beside them. */
const sharedLocks = (scenarios: ReadonlyArray<string>): Effect.Effect<Faults> =>
  Effect.gen(function* () {
    const faults: Array<Fault.Fault> = []
    const byLock = Map.groupBy(scenarios, (path) => Paths.resolve(LockPath.lockOf(path)))
    for (const [first, second] of byLock.values()) {
      const lock = LockPath.lockOf(first!)
      const beside = LockPath.scenariosOf(lock).filter((path) => path !== first)
      const [other] =
        second !== undefined
          ? [second]
          : (yield* TextFile.exists(first!))
            ? yield* Effect.filter(beside, (path) => looksLikeOne(path, false))
            : []
      if (other !== undefined) faults.push(SharedLock(Span.whole(first!), { scenarios: [first!, other], lock }))
    }
    return faults
  })

/** The scenarios that files and folders mean, each once, in the order of their paths. */
const meantBy = (paths: ReadonlyArray<string>): Effect.Effect<ReadonlyArray<string>, Faults> =>
  Effect.gen(function* () {
    const [found, failed] = yield* Effect.partition(paths, (path) =>
      Effect.gen(function* () {
        if (LockPath.isLock(path) && (yield* TextFile.exists(path))) return yield* ofLock(path)
        const real = yield* TextFile.real({ path, shown: path, from: Span.whole(path) })
        const isFolder = yield* Effect.promise(() => fs.stat(real).then((entry) => entry.isDirectory()))
        return isFolder ? yield* inFolder(path, true) : [path]
      })
    )
    if (failed.length > 0) return yield* Effect.fail(failed.flat())
    const byPath = new Map(found.flat().map((path) => [Paths.resolve(path), path]))
    return [...byPath.values()].toSorted()
  })

const withLocks = (scenarios: ReadonlyArray<string>): Effect.Effect<ReadonlyArray<Pair>> =>
  Effect.forEach(scenarios, (scenario): Effect.Effect<Pair> =>
    Effect.gen(function* () {
      const lock = LockPath.lockOf(scenario)
      // A folder in the place of a lock is a faulty one: none could be written there.
      const [hasScenario, hasLock] = [yield* TextFile.exists(scenario), yield* TextFile.isTaken(lock)]
      return { scenario, lock, hasScenario, hasLock }
    })
  )

/**
 * The scenarios that files and folders mean, each once, in the order of their paths, or a fault for each path that is
 * nothing, every folder that cannot be read, and every scenario that can have no lock of its own.
 */
export const find = (paths: ReadonlyArray<string>): Effect.Effect<ReadonlyArray<Pair>, Faults> =>
  Effect.gen(function* () {
    const scenarios = yield* meantBy(paths)
    const unfit = [...inCapitals(scenarios), ...(yield* sharedLocks(scenarios))]
    if (unfit.length > 0) return yield* Effect.fail(unfit)
    return yield* withLocks(scenarios)
  })

/** The locks that files and folders mean, each once with its scenario, whatever is wrong with the names of scenarios. */
export const locks = (paths: ReadonlyArray<string>): Effect.Effect<ReadonlyArray<Pair>, Faults> =>
  meantBy(paths).pipe(
    Effect.flatMap(withLocks),
    Effect.map((pairs) => [
      ...new Map(pairs.filter(({ hasLock }) => hasLock).map((pair) => [pair.lock, pair])).values()
    ])
  )
