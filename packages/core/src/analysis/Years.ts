/** Years as stretches: neighbouring years that say the same, told once. */

/** The years from a first to a last one, both included. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/**
 * Neighbouring years with equal content, as stretches. `years` rise; a year that is left out ends a stretch.
 */
export const stretches = <A>(
  years: ReadonlyArray<number>,
  contentOf: (year: number) => A,
  equal: (a: A, b: A) => boolean
): ReadonlyArray<Stretch & { readonly content: A }> => {
  const found: Array<Stretch & { readonly content: A }> = []
  for (const year of years) {
    const content = contentOf(year)
    const last = found.at(-1)
    if (last !== undefined && last.to === year - 1 && equal(last.content, content))
      found[found.length - 1] = { ...last, to: year }
    else found.push({ from: year, to: year, content })
  }
  return found
}

/** Years as text, `2021–2023, 2025`. */
export const show = (years: ReadonlyArray<number>): string =>
  stretches(
    years,
    () => true,
    () => true
  )
    .map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`))
    .join(", ")
