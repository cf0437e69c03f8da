/**
 * The title of a fork: its parent's, with a note of the year from which it goes its own way.
 *
 * A fork of a fork has a note of each on record, for its id hangs on its title and what is recorded is never changed;
 * it is shown with the last alone.
 */
import type { Label } from "../document/Label.ts"

/** A title with the note that a fork from that year on has. */
export const noted = (title: Label, from: number): Label => ({
  en: `${title.en}, forked from ${from} on`,
  zh: `${title.zh}（自${from}年起另行推演）`
})

/** A title as it is shown: of notes that follow one another at its end, the last. */
export const shown = ({ en, zh }: Label): Label => ({
  en: en.replace(/(?:, forked from \d+ on)+(?=, forked from \d+ on$)/, ""),
  zh: zh.replace(/(?:（自\d+年起另行推演）)+(?=（自\d+年起另行推演）$)/, "")
})
