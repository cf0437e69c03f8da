/**
 * The version of what each command prints with `--json`: a line of canonical JSON, in which it is `format`.
 *
 * A change that breaks a reader raises the number of that output, once for all that changes together;
 * `docs/file-formats.md` tells what had another name before.
 */
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"

/** The version of every output, by the command that prints it. */
export const versions = {
  attribute: 1,
  backtest: 4,
  bundle: 1,
  check: 4,
  compare: 4,
  discover: 2,
  ensemble: 2,
  /** What every command prints that fails. */
  errors: 1,
  events: 1,
  explore: 1,
  export: 1,
  import: 2,
  init: 1,
  list: 1,
  lock: 3,
  log: 2,
  "model assumptions": 3,
  "model check": 1,
  "model docs": 3,
  "model graph": 2,
  report: 1,
  /** Also of `ensemble member`, `fork`, `adjust` and `advance`, which print the run that came of them. */
  run: 2,
  schema: 1,
  sensitivity: 2,
  show: 2,
  solve: 2,
  tag: 1,
  tree: 2,
  verify: 2,
  why: 3,
  worker: 1
} as const

/** An output by its name. */
export type Output = keyof typeof versions

/** An output as the line that is printed. */
export const line = (output: Output, content: object): string =>
  Fingerprint.canonical({ format: versions[output], ...content })
