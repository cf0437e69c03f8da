/** The names of lock files: `plan.lock.yaml` stands beside the scenario `plan.yaml`, or `plan.yml`. */

const ending = ".lock.yaml"

/** Whether a file is a lock by its name. */
export const isLock = (path: string): boolean => path.endsWith(ending)

/** The lock file of a scenario's file. */
export const lockOf = (scenario: string): string => scenario.replace(/(\.ya?ml)?$/, ending)

/** The files that a lock may be of, the usual one first. */
export const scenariosOf = (lock: string): readonly [usual: string, short: string] => {
  const name = lock.slice(0, -ending.length)
  return [`${name}.yaml`, `${name}.yml`]
}
