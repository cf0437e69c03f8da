/**
 * Loaded before the program (`node --import`): as a file is given its name, the scenario beside it that
 * `GONGFU_TEST_EDIT` names grows otherwise, as when somebody edits it while a search goes on.
 */
import fs from "node:fs"
import { syncBuiltinESMExports } from "node:module"

const { linkSync } = fs
const file = process.env["GONGFU_TEST_EDIT"] ?? ""

fs.linkSync = (from, to) => {
  linkSync(from, to)
  fs.appendFileSync(file, "assumptions: {growth: 0.03}\n")
}
syncBuiltinESMExports()
