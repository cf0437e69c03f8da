/** Names that a user types for a run, and which of them are files. */
import { existsSync } from "node:fs"
import { resolve } from "node:path"
import * as LockPath from "@gongfu/core/lock/LockPath"

/** Whether a name is that of a file rather than of a run. */
export const isFile = (name: string): boolean => /\.ya?ml$/i.test(name) || /[\\/]/.test(name)

/** The file of a scenario where a name is that of its lock; any other name as it is. */
const scenarioOf = (name: string): string => {
  if (!LockPath.isLock(name) || !existsSync(resolve(name))) return name
  const [usual, short] = LockPath.scenariosOf(name)
  return existsSync(resolve(usual)) ? usual : short
}

/**
 * Names with the scenario in the place of its lock, as `gongfu lock` takes them. A lock that is named together with its
 * scenario, as by `scenarios/*.yaml`, is passed over: the scenario is there already. Where fewer than `least` would be
 * left, none is.
 */
export const meant = (names: ReadonlyArray<string>, least = 1): ReadonlyArray<string> => {
  const files = names.map(scenarioOf)
  const once = files.filter((file, i) => file === names[i] || !names.includes(file))
  return once.length < least ? files : once
}

/** Files of the user's folder that a scenario of a name usually stands in, where there are any. */
export const filesOf = (scenario: string): ReadonlyArray<string> =>
  [`${scenario}.yaml`, `scenarios/${scenario}.yaml`].filter((path) => existsSync(resolve(path)))
