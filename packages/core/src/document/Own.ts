/**
 * Looking up what a record itself has.
 *
 * Records that are keyed by names of variables, scenarios or conditions may be asked for any name, and every object has
 * a `constructor` that nobody wrote down. What is only inherited is not there.
 */

/** The value that a record itself has under a name; nothing where it has none. */
export const at = <A>(record: Readonly<Record<string, A>>, name: string): A | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined
