/** The kinds of files that an analyst writes and that have a JSON Schema. */
export const kinds = ["scenario", "targets", "model", "sector", "pattern", "place", "backtest"] as const
export type Kind = (typeof kinds)[number]
