/**
 * Whether the digits in a text are a number: the text is not turned into a number, nor the number into a text, either
 * of which takes five times as long.
 *
 * At most 15 digits are a whole number that a double holds, and one division by a power of ten up to 10^22 rounds once:
 * it gives the double nearest to the text (Clinger 1990). With 16 or 17 the text is M / 10^d with M = q + l, both held
 * exactly, and the number times 10^d is p + e exactly (Dekker 1971). The number is the double nearest to the text if
 * they differ by less than half a unit in its last place, which is more than 2^-54 of it. What is too close to call is
 * decided by the number's own text.
 */

const splitter = 2 ** 27 + 1

const upper = (value: number): number => {
  const scaled = splitter * value
  return scaled - (scaled - value)
}

const powers = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`))
const uppers = powers.map(upper)
const lowers = powers.map((power, exponent) => power - uppers[exponent]!)
const unit = 2 ** -54

/** Whether a character is one that may follow a number: `,` or `}`. */
const isAfter = (code: number): boolean => code === 44 || code === 125

/** Whether digits, with a point or without, are as JSON has them: no zero before others, and one on each side of a point. */
const isWritten = (text: string, from: number, to: number): boolean => {
  const first = text.charCodeAt(from)
  const last = text.charCodeAt(to - 1)
  if (first < 48 || first > 57 || last < 48 || last > 57) return false
  return first !== 48 || to === from + 1 || text.charCodeAt(from + 1) === 46
}

/**
 * Where a number's text ends that begins at a place of a text and says that number, as JSON writes numbers before `,`
 * or `}`; -1 where none does.
 */
export const end = (text: string, at: number, value: number): number => {
  const negative = text.charCodeAt(at) === 45
  let i = negative ? at + 1 : at
  let [high, low, digits, lows, decimals] = [0, 0, 0, 0, 0]
  let point = false
  let plain = true
  for (; ; i++) {
    const code = text.charCodeAt(i)
    if (code >= 48 && code <= 57) {
      if (point) decimals++
      if (digits === 0 && code === 48) continue
      digits++
      if (digits <= 9) high = high * 10 + (code - 48)
      else {
        low = low * 10 + (code - 48)
        lows++
      }
    } else if (code === 46 && !point) point = true
    else {
      plain = isAfter(code)
      break
    }
  }
  const size = negative ? -value : value
  // A zero with a minus is another number.
  if (plain && (!isWritten(text, negative ? at + 1 : at, i) || (negative && size === 0))) return -1
  if (plain && digits <= 15 && decimals <= 22) {
    const read = (high * powers[lows]! + low) / powers[decimals]!
    return read === size ? i : -1
  }
  if (plain && digits <= 17 && decimals <= 22) {
    const whole = high * powers[lows]!
    const product = size * powers[decimals]!
    const big = upper(size)
    const small = size - big
    const rest =
      big * uppers[decimals]! -
      product +
      big * lowers[decimals]! +
      small * uppers[decimals]! +
      small * lowers[decimals]!
    if (Math.abs(whole - product + low - rest) < product * unit) return i
  }
  const own = String(value)
  return text.startsWith(own, at) && isAfter(text.charCodeAt(at + own.length)) ? at + own.length : -1
}
