/** A comparison of runs as data, for programs; `kind` tells it from one of ensembles. */
import type { Comparison } from "@gongfu/core/analysis/Compare"

/** The comparison as plain data, ready for canonical JSON: what is absent of an object has no key, and of a list is null. */
export const of = (comparison: Comparison): object =>
  JSON.parse(JSON.stringify({ kind: "runs", ...comparison })) as object
