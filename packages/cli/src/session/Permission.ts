/** What this user may do with files, asked before work is done for them. */
import { accessSync, constants } from "node:fs"

/** Whether the user may write to a file or into a folder; not where it is missing. */
export const mayWrite = (path: string): boolean => {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}
