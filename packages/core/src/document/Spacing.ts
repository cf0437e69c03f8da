/**
 * Chinese beside letters and digits: one space stands between them, as in “应为 2 个数”.
 *
 * Marks need none, and neither do two Chinese texts.
 */

const letter = /[\p{Script=Latin}\p{Number}]/u
const han = /\p{Script=Han}/u

/** Two parts of a Chinese sentence, one after the other, with a space between them where one belongs. */
export const joined = (one: string, two: string): string => {
  const [last, first] = [[...one].at(-1) ?? "", [...two][0] ?? ""]
  const apart = (han.test(last) && letter.test(first)) || (letter.test(last) && han.test(first))
  return apart ? `${one} ${two}` : one + two
}
