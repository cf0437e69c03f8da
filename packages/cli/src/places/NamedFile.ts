/** Names that a user types for a run or a scenario, and which of them are files or folders. */
import { existsSync, statSync } from "node:fs"
import { basename, resolve } from "node:path"
import * as YamlEnding from "@gongfu/core/document/YamlEnding"
import * as LockPath from "@gongfu/core/lock/LockPath"

/** Whether a name is that of a file rather than of a run. */
export const isFile = (name: string): boolean => YamlEnding.pattern.test(name) || /[\\/]/.test(name)

/** Whether a folder lies at that path. */
export const isFolder = (name: string): boolean => {
  try {
    return statSync(resolve(name)).isDirectory()
  } catch {
    return false
  }
}

/** The file of a scenario where a name is that of its lock and the scenario is there; any other name as it is. */
const scenarioOfLock = (name: string): string => {
  if (!LockPath.isLock(name) || !existsSync(resolve(name))) return name
  return LockPath.scenariosOf(name).find((path) => existsSync(resolve(path))) ?? name
}

/**
 * Names with the scenario in the place of its lock, as `gongfu lock` takes them. A lock that is named together with its
 * scenario, as by `scenarios/*.yaml`, is passed over: the scenario is there already. Where fewer than `least` would be
 * left, none is.
 */
export const meant = (names: ReadonlyArray<string>, least = 1): ReadonlyArray<string> => {
  const files = names.map(scenarioOfLock)
  const once = files.filter((file, i) => file === names[i] || !names.includes(file))
  return once.length < least ? files : once
}

/** Files of the user's folder that a scenario of a name usually stands in, where there are any. */
export const filesOf = (scenario: string): ReadonlyArray<string> =>
  [`${scenario}.yaml`, `scenarios/${scenario}.yaml`].filter((path) => existsSync(resolve(path)))

/** The scenario's file of a name that is no path to it: without its ending or its folder; nothing where there is none. */
export const fileOf = (name: string): string | undefined => {
  const path = name.replaceAll("\\", "/").replace(YamlEnding.pattern, "").replace(/^\.\//, "")
  const stem = basename(path)
  return [path, `scenarios/${stem}`, stem]
    .flatMap((one) => [`${one}.yaml`, `${one}.yml`])
    .find((file) => file !== name && !LockPath.isLock(file) && file !== "gongfu.yaml" && existsSync(resolve(file)))
}
