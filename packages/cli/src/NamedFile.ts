/** Names that a user types for a run, and which of them are files. */

/** Whether a name is that of a file rather than of a run. */
export const isFile = (name: string): boolean => /\.ya?ml$/i.test(name) || /[\\/]/.test(name)
