/**
 * Options without a value, as they are typed.
 *
 * They are looked up before the command line is parsed, because help and errors about the command line itself take the
 * form that they ask for; so they are read here as `effect/cli` reads them: `--name`, `--name=yes`, `--name yes` and
 * `--no-name`, yes and no in any of its words.
 */

const yes: ReadonlySet<string> = new Set(["true", "yes", "on", "1", "y"])
const no: ReadonlySet<string> = new Set(["false", "no", "off", "0", "n"])

/** Whether a word behind an option without a value belongs to it, and says yes or no. */
export const isAnswer = (word: string): boolean => yes.has(word) || no.has(word)

/** Whether an option is on or off; nothing where it is not typed. The last one counts, and `--` ends the search. */
export const on = (args: ReadonlyArray<string>, name: string): boolean | undefined => {
  let found: boolean | undefined
  for (let i = 0; i < args.length && args[i] !== "--"; i++) {
    const arg = args[i]!
    if (arg === `--no-${name}`) found = false
    else if (arg === `--${name}`) found = !no.has(args[i + 1] ?? "")
    else if (arg.startsWith(`--${name}=`)) {
      const value = arg.slice(name.length + 3)
      if (isAnswer(value)) found = yes.has(value)
    }
  }
  return found
}
