/**
 * The binomial distribution, in exact operations alone: the same bits on every machine.
 */

/**
 * The probability that at least so many of a number of independent trials succeed, each with the same probability.
 *
 * **Details**
 *
 * Terms are worked out from each other, beginning with the likeliest as 1, and divided by their sum: none overflows,
 * and what underflows is below 1e-300 of the sum. Trials may be in the millions.
 */
export const atLeast = (successes: number, trials: number, probability: number): number => {
  if (successes <= 0) return 1
  if (successes > trials || probability <= 0) return 0
  if (probability >= 1) return 1
  const odds = probability / (1 - probability)
  const mode = Math.min(trials, Math.floor((trials + 1) * probability))
  let [tail, rest] = [0, 0]
  const add = (count: number, term: number): void => {
    if (count >= successes) tail += term
    else rest += term
  }
  add(mode, 1)
  let up = 1
  for (let count = mode; count < trials && up > 0; count++) {
    up *= ((trials - count) / (count + 1)) * odds
    add(count + 1, up)
  }
  let down = 1
  for (let count = mode; count > 0 && down > 0; count--) {
    down *= count / (trials - count + 1) / odds
    add(count - 1, down)
  }
  return tail / (tail + rest)
}
