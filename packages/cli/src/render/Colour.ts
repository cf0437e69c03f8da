/**
 * Colours, or none.
 *
 * `--color` and `--no-color` decide; else NO_COLOR, else FORCE_COLOR, else
 * whether standard output is a terminal that can. Colour repeats what a mark
 * or a word already says, so nothing is lost without it.
 */
import picocolors from "picocolors"

/** Paints a text for its meaning. */
export interface Palette {
  readonly good: (text: string) => string
  readonly bad: (text: string) => string
  readonly open: (text: string) => string
  readonly strong: (text: string) => string
  readonly faint: (text: string) => string
  /** Tells series in a picture apart, by their number; the same number is the same colour. */
  readonly series: (index: number) => (text: string) => string
}

/** Whether to use colours: the flag, if given, then the environment, then the terminal. */
export const wanted = (
  flag: boolean | undefined,
  environment: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean
): boolean => {
  if (flag !== undefined) return flag
  if ((environment["NO_COLOR"] ?? "") !== "") return false
  const forced = environment["FORCE_COLOR"]
  if (forced !== undefined && forced !== "") return forced !== "0" && forced !== "false"
  return isTerminal && environment["TERM"] !== "dumb"
}

/** A palette with colours, or one that leaves every text as it is. */
export const palette = (enabled: boolean): Palette => {
  const colours = picocolors.createColors(enabled)
  const series = [colours.cyan, colours.magenta, colours.green, colours.blue, colours.red, colours.yellow]
  return {
    good: colours.green,
    bad: colours.red,
    open: colours.yellow,
    strong: colours.bold,
    faint: colours.dim,
    series: (index) => series[index % series.length]!
  }
}

/** No colours at all. */
export const plain: Palette = palette(false)
