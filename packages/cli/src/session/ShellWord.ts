/** Words of a command as they are typed in a shell, which does nothing with what is in quotes. */

const quoted = (text: string): string => (/["$`!\\]/.test(text) ? `'${text.replaceAll("'", "'\\''")}'` : `"${text}"`)

/** A path as it is typed in a shell. */
export const ofPath = (path: string): string => {
  // A name that begins like an option, or like the database in memory that no store may be, is one of a file behind ./
  const plain = /^[-:]/.test(path) ? `./${path}` : path
  return /^[\p{L}\p{N}_./\\-]+$/u.test(plain) ? plain : quoted(plain)
}

/** A word as it is typed in a shell. Members of a variable are typed without quotes, as the docs do. */
export const of = (word: string): string => (/^[\p{L}\p{N}_./:=,@+%[\]-]+$/u.test(word) ? word : quoted(word))

/** A command of gongfu with its words, as it is typed in a shell. */
export const command = (...words: ReadonlyArray<string>): string => ["gongfu", ...words.map(of)].join(" ")
