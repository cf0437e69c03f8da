/**
 * Chinese beside letters and digits: one space stands between them, as in “应为 2 个数”.
 *
 * Marks need none, and neither do two Chinese texts.
 */

const endsIn = { han: /\p{Script=Han}$/u, letter: /[\p{Script=Latin}\p{Number}]$/u }
const beginsWith = { han: /^\p{Script=Han}/u, letter: /^[\p{Script=Latin}\p{Number}]/u }

/** Two parts of a Chinese sentence, one after the other, with a space between them where one belongs. */
export const joined = (one: string, two: string): string => {
  const apart =
    (endsIn.han.test(one) && beginsWith.letter.test(two)) || (endsIn.letter.test(one) && beginsWith.han.test(two))
  return apart ? `${one} ${two}` : one + two
}
