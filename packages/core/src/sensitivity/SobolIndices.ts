/**
 * Sobol' indices: the part of an output's variance that each factor explains alone (first order), and with all that it
 * does together with others (total order).
 *
 * I. M. Sobol', "Sensitivity estimates for nonlinear mathematical models" (1993); T. Homma and A. Saltelli (1996). Over
 * a design of {@link Saltelli}, with f as the outputs less the mean of those of A and B, and V their variance:
 *
 *     first order  S_j  = mean(f_B (f_AB_j - f_A)) / V          A. Saltelli et al. (2010), table 2 (b)
 *     total order  ST_j = mean((f_A - f_AB_j)^2) / (2 V)        M. J. W. Jansen (1999)
 *
 * They are what SALib computes. Both rest on the difference that factor j makes, so that the error of a factor that
 * hardly matters is small too: with hundreds of factors, of which most do not, others spend their error on every one.
 *
 * What is promised:
 * S1  a factor that changes nothing has exactly 0, in both;
 * S2  indices do not change when the output is shifted and scaled, to rounding;
 * S3  an output that does not vary has no indices, rather than some that mean nothing;
 * S4  a member that failed takes its row from the estimates that need it and from no other, and the rows left are told;
 * S5  the same outputs and seed give the same numbers on every machine.
 */
import * as Bootstrap from "./Bootstrap.ts"
import * as Saltelli from "../sampling/Saltelli.ts"

/** An estimate with its spread over resampled rows, unless too few vary to tell. It may lie a little outside [0, 1]. */
export interface Index {
  readonly value: number
  readonly spread: Bootstrap.Spread | undefined
}

/** The indices of a factor, and the rows that they rest on. */
export interface Factor {
  readonly first: Index
  readonly total: Index
  readonly rows: number
}

/** What two decimals do not show. */
const unseen = 0.005

/**
 * Whether estimates of a factor cannot be: an index outside [0, 1] by what two decimals show, or a first-order index
 * above the upper end of the total's interval, which it is never above. Either is the error of too few rows.
 */
export const isImpossible = (
  first: number,
  total: { readonly value: number; readonly high?: number | undefined }
): boolean =>
  [first, total.value].some((index) => index < -unseen || index > 1 + unseen) ||
  first > Math.max(total.value, total.high ?? total.value) + unseen

export interface Indices {
  /** Rows whose A and B both came about, and how many others there are. */
  readonly rows: number
  readonly dropped: number
  /** Mean and variance of the outputs of A and B: `NaN` without rows. */
  readonly mean: number
  readonly variance: number
  /** By factor; none where the output does not vary, or no row is left. */
  readonly factors: ReadonlyArray<Factor | undefined>
}

/** Outputs that differ by less than this part of their size differ by rounding. */
const rounding = 1e-12

const isConstant = (numbers: ReadonlyArray<number>): boolean => {
  let [least, most] = [Infinity, -Infinity]
  for (const one of numbers) {
    if (one < least) least = one
    if (one > most) most = one
  }
  return !(most - least > rounding * Math.max(Math.abs(least), Math.abs(most)))
}

const meanOf = (numbers: ReadonlyArray<number>): number => {
  // Of the differences from the first, which are small where the numbers are alike.
  const first = numbers[0] ?? NaN
  let sum = 0
  for (const one of numbers) sum += one - first
  return first + sum / numbers.length
}

/**
 * The indices of one output, given by member of the design; an output that is not finite is that of a member that
 * failed.
 */
export const estimate = (
  design: Saltelli.Design,
  outputs: ArrayLike<number>,
  bootstrap: Bootstrap.Bootstrap
): Indices => {
  const stands = (member: number): boolean => Number.isFinite(outputs[member])
  const rows = Array.from({ length: design.rows }, (_, row) => row).filter(
    (row) => stands(Saltelli.memberA(design, row)) && stands(Saltelli.memberB(design, row))
  )
  const both = rows.flatMap((row) => [outputs[Saltelli.memberA(design, row)]!, outputs[Saltelli.memberB(design, row)]!])
  const mean = meanOf(both)
  const a = Float64Array.from(rows, (row) => outputs[Saltelli.memberA(design, row)]! - mean)
  const b = Float64Array.from(rows, (row) => outputs[Saltelli.memberB(design, row)]! - mean)
  const n = rows.length
  let variance = 0
  for (let i = 0; i < n; i++) variance += (a[i]! ** 2 + b[i]! ** 2) / (2 * n)

  const known = { rows: n, dropped: design.rows - n, mean, variance: n === 0 ? NaN : variance }
  if (n < 2 || isConstant(both)) return { ...known, factors: design.factors.map(() => undefined) }

  const { resamples, level } = bootstrap
  const times = Bootstrap.timesDrawn(n, bootstrap)
  const variances = Float64Array.from({ length: resamples }, (_, r) => {
    let [sum, squares] = [0, 0]
    for (let i = 0; i < n; i++) {
      const drawn = times[r * n + i]!
      sum += drawn * (a[i]! + b[i]!)
      squares += drawn * (a[i]! ** 2 + b[i]! ** 2)
    }
    return squares / (2 * n) - (sum / (2 * n)) ** 2
  })

  const [alone, together] = [new Float64Array(n), new Float64Array(n)]
  const [firsts, totals] = [new Float64Array(resamples), new Float64Array(resamples)]
  const factors = design.factors.map((_, factor): Factor | undefined => {
    let [count, first, total] = [0, 0, 0]
    const counted = rows.map((row) => stands(Saltelli.memberAB(design, row, factor)))
    for (let i = 0; i < n; i++) {
      const difference = counted[i]! ? outputs[Saltelli.memberAB(design, rows[i]!, factor)]! - mean - a[i]! : 0
      alone[i] = b[i]! * difference
      together[i] = difference ** 2 / 2
      count += counted[i]! ? 1 : 0
      first += alone[i]!
      total += together[i]!
    }
    if (count === 0) return undefined
    for (let r = 0; r < resamples; r++) {
      let [drawnRows, sumFirst, sumTotal] = [0, 0, 0]
      for (let i = 0; i < n; i++) {
        const drawn = times[r * n + i]!
        drawnRows += counted[i]! ? drawn : 0
        sumFirst += drawn * alone[i]!
        sumTotal += drawn * together[i]!
      }
      // A resample without rows, or of rows that are all alike, has no index: 0 / 0.
      const divisor = drawnRows * (variances[r]! > rounding * variance ? variances[r]! : 0)
      firsts[r] = divisor === 0 ? NaN : sumFirst / divisor
      totals[r] = divisor === 0 ? NaN : sumTotal / divisor
    }
    return {
      first: { value: first / (count * variance), spread: Bootstrap.spreadOf(firsts, level) },
      total: { value: total / (count * variance), spread: Bootstrap.spreadOf(totals, level) },
      rows: count
    }
  })
  return { ...known, factors }
}
