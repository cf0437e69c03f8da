/** The names of lock files: `plan.lock.yaml` stands beside the scenario `plan.yaml`. */

const ending = ".lock.yaml"

/** Whether a file is a lock by its name. */
export const isLock = (path: string): boolean => path.endsWith(ending)

/** The lock file of a scenario's file. */
export const lockOf = (scenario: string): string => scenario.replace(/(\.ya?ml)?$/, ending)

/** The scenario's file of a lock file. */
export const scenarioOf = (lock: string): string => `${lock.slice(0, -ending.length)}.yaml`
