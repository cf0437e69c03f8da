/** Words of a command as they are typed in a shell. */

/** A path as it is typed in a shell, which does nothing with what is in quotes. */
export const ofPath = (path: string): string => {
  // A name that begins like an option, or like the database in memory that no store may be, is one of a file behind ./
  const plain = /^[-:]/.test(path) ? `./${path}` : path
  if (/^[\p{L}\p{N}_./\\-]+$/u.test(plain)) return plain
  return /["$`!\\]/.test(plain) ? `'${plain.replaceAll("'", "'\\''")}'` : `"${plain}"`
}
