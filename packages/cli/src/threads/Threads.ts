/**
 * Threads of this program beside the one that carries out a command.
 *
 * The machine may give none: a container has a limit of processes, and its threads count among them. Work that is
 * shared out must then be done without.
 */
import { getCompileCacheDir } from "node:module"
import { dirname } from "node:path"
import type { WorkerOptions } from "node:worker_threads"
import { Worker } from "node:worker_threads"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"

/** Whether a file can be the start of a thread. In the sources there is none that could. */
export const isStart = (file: string): boolean => file.endsWith(".mjs")

/**
 * What a thread finds in its environment: that of the process, and where Node keeps compiled code. A thread does not
 * know of it by itself, and would compile anew the program that the process has at hand.
 */
const environment = (): NodeJS.ProcessEnv => {
  const kept = getCompileCacheDir()
  return kept === undefined ? process.env : { ...process.env, NODE_COMPILE_CACHE: dirname(kept) }
}

/**
 * Starts a thread, which ends with the scope, and gives what is made of it at once, before it can say anything. Where
 * the machine gives none, `otherwise` is given.
 */
export const start = <A>(
  file: string,
  options: WorkerOptions,
  use: (worker: Worker) => A,
  otherwise: A
): Effect.Effect<A, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.sync(() => {
      try {
        const worker = new Worker(new URL(file), { ...options, env: environment() })
        return { worker, made: use(worker) }
      } catch {
        return { worker: undefined, made: otherwise }
      }
    }),
    ({ worker }) => Effect.promise(async () => worker?.terminate())
  ).pipe(Effect.map(({ made }) => made))
