/**
 * Texts of a chart by the room that they take, which depends on their letters: capitals are wider than small ones.
 *
 * What a page is shown in is not known when it is made. A text is given the room that it takes in the widest of the
 * common fonts, DejaVu Sans and Verdana, so it has enough in every other.
 */
import * as Width from "../render/Width.ts"

const narrowest = 0.34

/** Widths of Latin letters and marks at a size of one, the widest of each kind. */
const kinds: ReadonlyArray<readonly [letters: RegExp, width: number]> = [
  [/[ '|,.:;·‘’ijlI]/, narrowest],
  [/[!()\-/[\]"frtJ“”]/, 0.44],
  [/[mwMW@%—…]/, 1],
  [/[A-Z&+<=>#×]/, 0.75]
]
const other = 0.635

/** How much wider bold letters are. */
const bold = 1.12

/** The width of a text at a size of one. */
const widthOf = (text: string, strong: boolean): number =>
  Width.graphemes(text)
    .map((letter) =>
      Width.of(letter) === 1
        ? (kinds.find(([letters]) => letters.test(letter))?.[1] ?? other) * (strong ? bold : 1)
        : Width.of(letter) / 2
    )
    .reduce((a, b) => a + b, 0)

/** Breaks a text into as many lines as it needs to have room; of a text with no end the last of them says so. */
export const wrap = (
  text: string,
  {
    lines: most,
    room,
    size,
    strong
  }: { readonly lines: number; readonly room: number; readonly size: number; readonly strong: boolean }
): ReadonlyArray<string> => {
  const fits = (line: string): boolean => widthOf(line, strong) * size <= room
  // No more columns than the narrowest letters have room for; of these as many as fit, found by halving.
  let [fitting, beyond] = [2, Math.ceil(Math.min(Width.of(text), room / (size * narrowest))) + 1]
  while (beyond - fitting > 1) {
    const columns = Math.floor((fitting + beyond) / 2)
    if (Width.wrap(text, columns).every(fits)) fitting = columns
    else beyond = columns
  }
  const lines = Width.wrap(text, fitting)
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `${lines[most - 1]!.slice(0, -1).trimEnd()}…`]
}
