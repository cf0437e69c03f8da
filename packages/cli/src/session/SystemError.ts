/** What the operating system refuses, apart from every other error: only it has a name that a user can look up. */

/** The operating system's name for an error of its own, such as `EACCES`; nothing for any other error. */
export const codeOf = (error: unknown): string | undefined => {
  const { code, errno } = (error ?? {}) as NodeJS.ErrnoException
  return typeof code === "string" && typeof errno === "number" ? code : undefined
}
