/**
 * Scenarios and the locks of another copy of the folder that they are in, such as the branch that a change goes into.
 *
 * Both copies are laid out alike: the lock of `scenarios/plan.yaml` is `scenarios/plan.lock.yaml` in the other one. Of
 * the other copy only locks count, and of one's own only scenarios.
 */
import { statSync } from "node:fs"
import * as Paths from "node:path"
import * as LockPath from "@gongfu/core/lock/LockPath"
import * as ScenarioFiles from "@gongfu/scenarios/ScenarioFiles"
import * as TextFile from "@gongfu/scenarios/TextFile"
import * as Effect from "effect/Effect"
import { Faulty, Refused } from "../session/Failure.ts"
import * as Locks from "./Locks.ts"

const noFolder = (folder: string): Refused =>
  new Refused({
    kind: "NoSuchFolder",
    problem: { en: `there is no folder ${folder}`, zh: `没有文件夹 ${folder}` },
    remedy: {
      en: "name another copy of the folder that you are in, such as a worktree of the branch to compare with",
      zh: "请指明当前文件夹的另一份副本，如所对照分支的工作树"
    }
  })

const outside = (path: string): Refused =>
  new Refused({
    kind: "OutsideFolder",
    problem: {
      en: `${path} lies outside of the folder that you are in, so it has no place in another copy of that`,
      zh: `${path} 不在当前文件夹之内，在其另一份副本中没有对应位置`
    },
    remedy: {
      en: "go to the folder that both copies have, and name what is in it",
      zh: "请进入两份副本共有的文件夹，并指明其中的内容"
    }
  })

/** A path as it is named from the folder that one is in; the empty path of that folder itself is told as such. */
const inside = (path: string): Effect.Effect<string, Refused> => {
  const way = Paths.relative(".", path)
  return way.split(Paths.sep)[0] === ".." || Paths.isAbsolute(way) ? Effect.fail(outside(path)) : Effect.succeed(way)
}

/** Every scenario that paths mean with its lock in the other copy, and every lock there whose scenario is gone here. */
export const find = (
  paths: ReadonlyArray<string>,
  folder: string
): Effect.Effect<ReadonlyArray<ScenarioFiles.Pair>, Faulty | Refused> =>
  Effect.gen(function* () {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return yield* noFolder(folder)
    const ways = yield* Effect.forEach(paths, inside)
    const inOther = (way: string): string => Paths.join(folder, way)
    const there = yield* Effect.filter(ways.map(inOther), TextFile.isTaken)
    const faulty = Effect.mapError((faults: TextFile.Faults) => new Faulty({ faults }))
    const found = yield* faulty(ScenarioFiles.find(paths))
    const own = yield* Effect.forEach(
      found.filter(({ hasScenario }) => hasScenario),
      ({ scenario }) =>
        Effect.gen(function* () {
          const lock = inOther(yield* inside(LockPath.lockOf(scenario)))
          return { scenario, lock, hasScenario: true, hasLock: yield* TextFile.isTaken(lock) }
        })
    )
    const known = new Set(own.map(({ lock }) => lock))
    const gone = (yield* faulty(ScenarioFiles.locks(there)))
      .filter(({ lock }) => !known.has(lock))
      .map((pair) => ({ ...pair, scenario: Paths.relative(folder, pair.scenario), hasScenario: false }))
    const all = [...own, ...gone]
    if (all.length === 0) return yield* Locks.nothingFound(paths)
    return all.toSorted((a, b) => (a.scenario < b.scenario ? -1 : 1))
  })
