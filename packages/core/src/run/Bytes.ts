/**
 * The UTF-8 bytes of texts, for whoever looks at every character of many: an engine looks at bytes sooner than at
 * texts, and at eight of them at once.
 */

/** The platform's own, a browser's or Node's. */
declare const TextEncoder: new () => {
  readonly encode: (text: string) => Uint8Array<ArrayBuffer>
  readonly encodeInto: (text: string, bytes: Uint8Array) => { readonly written: number }
}

const encoder = new TextEncoder()

/** The bytes of a text that is at hand. */
export const of = (text: string): DataView => new DataView(encoder.encode(text).buffer)

/** How many zeros stand behind the bytes of a text that is lent. */
const slack = 4

let lending = new Uint8Array(2 ** 16)
let view = new DataView(lending.buffer)

/** The bytes of a text, how many they are, and zeros behind them: they stand until the next text's are lent. */
export const lent = (text: string): { readonly view: DataView; readonly length: number } => {
  const most = 3 * text.length + slack
  if (lending.length < most) {
    lending = new Uint8Array(2 * most)
    view = new DataView(lending.buffer)
  }
  const { written } = encoder.encodeInto(text, lending)
  lending.fill(0, written, written + slack)
  return { view, length: written }
}

/** A room for the bytes of many texts, which is used again when they are done with. */
export interface Room {
  /** The bytes of a text, with zeros behind them. They stand until the room is cleared. */
  readonly keep: (text: string) => Uint8Array<ArrayBuffer>
  readonly clear: () => void
}

const least = 2 ** 20

/** A room, empty at first. What was kept stays where it is when more is needed. */
export const room = (): Room => {
  const parts: Array<Uint8Array<ArrayBuffer>> = []
  let [part, at] = [0, 0]
  return {
    keep: (text) => {
      const most = 3 * text.length + slack
      while (part < parts.length && parts[part]!.length - at < most) [part, at] = [part + 1, 0]
      if (part === parts.length) parts.push(new Uint8Array(Math.max(most, least)))
      const place = parts[part]!.subarray(at)
      const { written } = encoder.encodeInto(text, place)
      place.fill(0, written, written + slack)
      at += written + slack
      return place.subarray(0, written)
    },
    clear: () => {
      ;[part, at] = [0, 0]
    }
  }
}

/** What a room keeps, as it would be lent. */
export const asLent = ({ buffer, byteOffset, length }: Uint8Array<ArrayBuffer>): ReturnType<typeof lent> => ({
  view: new DataView(buffer, byteOffset, length + slack),
  length
})

/** Which of two comes first by its first byte that is otherwise, negative for the first: the order of ASCII texts. */
export const compare = (a: Uint8Array, b: Uint8Array): number => {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!
  return a.length - b.length
}

/**
 * Whether as many bytes from a place of each are the same, by doubles of eight bytes. A zero, which equals its
 * opposite, and what is no number, which does not equal itself, have bytes that stand in none of our texts.
 */
export const areSame = (a: DataView, at: number, b: DataView, from: number, length: number): boolean => {
  if (length < 8) {
    for (let i = 0; i < length; i++) if (a.getUint8(at + i) !== b.getUint8(from + i)) return false
    return true
  }
  const last = length - 8
  for (let i = 0; i < last; i += 8) if (a.getFloat64(at + i) !== b.getFloat64(from + i)) return false
  return a.getFloat64(at + last) === b.getFloat64(from + last)
}
