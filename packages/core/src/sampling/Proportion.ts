/**
 * How sure a share is that was counted: so many of so many, as if each were drawn independently. Stratified and
 * low-discrepancy designs err less.
 */

/** The standard error of a share: `sqrt(p (1 - p) / n)`. Where all agree it is 0, which says nothing. */
export const standardError = (count: number, of: number): number => {
  const share = count / of
  return Math.sqrt((share * (1 - share)) / of)
}

/**
 * How far a share may be off, one standard deviation: its standard error, or, where all agree, the width of the score
 * interval, `1 / (n + 1)`, of E. B. Wilson, "Probable inference, the law of succession, and statistical inference"
 * (1927).
 */
export const precision = (count: number, of: number): { readonly isBound: boolean; readonly value: number } =>
  count === 0 || count === of
    ? { isBound: true, value: 1 / (of + 1) }
    : { isBound: false, value: standardError(count, of) }
