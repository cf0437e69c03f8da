/**
 * How long a text of a file may be. It stands by itself, for whoever looks at files before any is read.
 */

/** The longest text that is read, in characters; a caller that reads from disk refuses a longer file unread. */
export const most = 1_000_000
