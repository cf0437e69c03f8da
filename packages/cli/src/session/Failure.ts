/**
 * How a command ends other than well.
 *
 * Exit codes: 0 fine; 1 an error (bad input, a broken store, a run that
 * failed, a wrong command line); 2 a difference was found or an expectation
 * does not hold, which is an answer and no error; 130 interrupted. A failure is a value that `main` tells the
 * user once, in their language.
 */
import type { Fault } from "@gongfu/core/document/Fault"
import type { Label } from "@gongfu/core/document/Label"
import * as Data from "effect/Data"

/** Something that a user wrote is faulty; every fault is in it, and nothing was recorded. */
export class Faulty extends Data.TaggedError("Faulty")<{ readonly faults: ReadonlyArray<Fault> }> {}

/** Something else is in the way: what, and what to do about it. */
export class Refused extends Data.TaggedError("Refused")<{
  readonly kind: string
  readonly problem: Label
  readonly remedy: Label
}> {}

/** The command has said everything itself; only the exit code is left. */
export class Ended extends Data.TaggedError("Ended")<{ readonly code: 1 | 2 }> {}

/** Any of them. */
export type Failure = Faulty | Refused | Ended
