/** Folders for tests that need files; gone when the test file ends, which `test/setup.ts` sees to. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

const folders: Array<string> = []

/** Removes those that were made. */
export const removeAll = (): void => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

/** A new, empty folder. */
export const make = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "gongfu-store-"))
  folders.push(folder)
  return folder
}

/** A path in a new, empty folder. */
export const file = (name = "runs.sqlite"): string => join(make(), name)
