/** Commands whose modules are loaded when they are chosen, so that no command pays for another. */
import * as Effect from "effect/Effect"

/** Loads a command's module, then runs it. A module that does not load is a defect. */
export const lazily = <M, A, E, R>(
  load: () => Promise<M>,
  use: (module: M) => Effect.Effect<A, E, R>
): Effect.Effect<A, E, R> => Effect.flatMap(Effect.promise(load), use)
