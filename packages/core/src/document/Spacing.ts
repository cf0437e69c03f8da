/**
 * Spaces in Chinese: one stands between Chinese and letters or digits, as in “应为 2 个数”.
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

const han = "[\\p{Script=Han}，。；：、！？（）《》「」]"
const betweenHan = new RegExp(`(?<=${han}|[”’]) (?=${han})|(?<=${han}) (?=[“‘])`, "gu")

/**
 * A text without the spaces that a file's folded lines leave between two Chinese ones: YAML makes one space of the end
 * of a line. Where either side is no Chinese the space belongs there.
 */
export const unfolded = (text: string): string => text.replaceAll(betweenHan, "")
