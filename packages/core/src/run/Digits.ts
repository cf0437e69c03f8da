/**
 * Whether the digits in a text are a number: the text is not turned into a number, nor the number into a text, either
 * of which takes many times as long. The text is given by its bytes, and four of its digits are read at once.
 *
 * A text is M / 10^p, where p is how many digits follow the point. Where M is below 2^53 and p at most 22 both are
 * doubles, and one division rounds once: it gives the double nearest to the text (Clinger 1990). A greater M is the sum
 * of three doubles, and the number times 10^p is that of two (Dekker 1971), so that how far they are apart is known
 * exactly: the number is the double nearest to the text if it is less than half of the way to the double before.
 * Whatever is longer, has an exponent or is too close to call is held against the number's own text.
 */

const splitter = 2 ** 27 + 1

const upper = (value: number): number => {
  const scaled = splitter * value
  return scaled - (scaled - value)
}

const powers = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`))
const uppers = powers.map(upper)
const lowers = powers.map((power, exponent) => power - uppers[exponent]!)

/** A double less this part of it is the double before it (Rump, Zimmermann, Boldo and Melquiond 2009). */
const step = 2 ** -53 * (1 + 2 ** -52)
/** Less than half, by more than the roundings of a comparison. */
const underHalf = 0.5 - 2 ** -40

const [comma, minus, point, zero, brace] = [44, 45, 46, 48, 125]

/** Whether a byte is one that may follow a number: `,` or `}`. */
const isAfter = (byte: number): boolean => byte === comma || byte === brace

/** Whether four bytes are digits. */
const areDigits = (four: number): boolean =>
  (((four & 0xf0f0f0f0) | (((four + 0x06060606) & 0xf0f0f0f0) >>> 4)) ^ 0x33333333) === 0

/** The number that four digits are, the first in the lowest byte: all are made pairs at once, and the pairs one. */
const fourDigits = (four: number): number => {
  const pairs = (Math.imul(four & 0x0f0f0f0f, 10) + ((four >>> 8) & 0x000f0f0f)) & 0x00ff00ff
  return Math.imul(pairs & 0xff, 100) + (pairs >>> 16)
}

/** Where a number's own text ends; -1 where it does not stand. */
const endOfOwn = (text: DataView, at: number, value: number): number => {
  const own = String(value)
  for (let i = 0; i < own.length; i++) if (text.getUint8(at + i) !== own.charCodeAt(i)) return -1
  return isAfter(text.getUint8(at + own.length)) ? at + own.length : -1
}

/** Whether `whole`, then `high` and `low` as digits behind the point, `places` in all, are a number of which M is no double. */
const isNearest = (whole: number, high: number, low: number, places: number, lows: number, value: number): boolean => {
  const power = powers[places]!
  const product = value * power
  const big = upper(value)
  const small = value - big
  const rest =
    big * uppers[places]! - product + big * lowers[places]! + small * uppers[places]! + small * lowers[places]!
  const apart = Math.abs(whole * power - product + high * powers[lows]! + low - rest)
  return apart < (value - (value - value * step)) * power * underHalf
}

/**
 * Where a number's text ends that begins at a place of a text and says that number, as JSON writes numbers before `,`
 * or `}`; -1 where none does. Behind the text four bytes stand that are no digits.
 */
export const end = (text: DataView, at: number, value: number): number => {
  const isNegative = text.getUint8(at) === minus
  const first = isNegative ? at + 1 : at
  const size = isNegative ? -value : value
  let i = first
  let whole = 0
  let digit = text.getUint8(i) - zero
  for (; digit >= 0 && digit <= 9; digit = text.getUint8(++i) - zero) whole = whole * 10 + digit
  const wholes = i - first
  // JSON has no zero before other digits, and a zero with a minus is another number.
  if (wholes === 0 || (wholes > 1 && text.getUint8(first) === zero) || (isNegative && size === 0)) return -1
  if (wholes > 13) return endOfOwn(text, at, value)
  if (isAfter(digit + zero)) return whole === size ? i : -1
  if (digit + zero !== point) return endOfOwn(text, at, value)

  const behind = ++i
  if (whole === 0) while (text.getUint8(i) === zero) i++
  // The first eight digits, and those that follow.
  let [high, low] = [0, 0]
  const begun = i
  for (let four = text.getInt32(i, true); areDigits(four) && i < begun + 16; four = text.getInt32(i, true)) {
    if (i < begun + 8) high = Math.imul(high, 10_000) + fourDigits(four)
    else low = Math.imul(low, 10_000) + fourDigits(four)
    i += 4
  }
  for (digit = text.getUint8(i) - zero; digit >= 0 && digit <= 9; digit = text.getUint8(++i) - zero)
    if (i < begun + 8) high = high * 10 + digit
    else low = low * 10 + digit
  const places = i - behind
  const lows = Math.max(0, i - begun - 8)
  if (places === 0) return -1
  if (!isAfter(digit + zero) || places > 22 || lows > 9 || (whole > 0 && wholes + places > 17))
    return endOfOwn(text, at, value)
  const power = powers[places]!
  const m = whole * power + high * powers[lows]! + low
  if (m < 2 ** 53) return m / power === size ? i : -1
  return isNearest(whole, high, low, places, lows, size) ? i : endOfOwn(text, at, value)
}
