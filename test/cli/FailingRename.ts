/**
 * Loaded before the program (`node --import`): giving what was written beside its place its name fails, as on a disk
 * that goes away in between. `GONGFU_TEST_RENAME` is the system's name for the reason; empty, it is no reason of the
 * system's but a fault of the program.
 */
import fs from "node:fs"
import { syncBuiltinESMExports } from "node:module"

const { renameSync } = fs
const code = process.env["GONGFU_TEST_RENAME"] ?? ""

fs.renameSync = (from, to) => {
  if (!String(from).endsWith(".new")) return renameSync(from, to)
  throw code === "" ? new TypeError("a fault of the program") : Object.assign(new Error(code), { code, errno: -5 })
}
syncBuiltinESMExports()
