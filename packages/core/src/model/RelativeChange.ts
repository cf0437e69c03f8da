/** A change relative to where it begins. */

/**
 * The change from a number to another in percent of the first one's absolute value, so that a percentage has the sign of
 * the change: from -10 to -5 is +50 percent. Nothing where it would mislead: from zero, and between a gain and a loss;
 * and nothing where it is no finite number.
 */
export const percent = (from: number, to: number): number | undefined => {
  if (from === 0 || Math.sign(from) === -Math.sign(to)) return undefined
  const found = ((to - from) / Math.abs(from)) * 100
  return Number.isFinite(found) ? found : undefined
}
