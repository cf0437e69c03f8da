/**
 * `pnpm gongfu` in the workspace: builds when a source has changed, goes to
 * the folder in which the user typed, and runs the executable as shipped.
 */
import { ensure } from "./build.ts"

await ensure()
// pnpm runs scripts in the folder of the workspace; paths belong to the folder where the command was typed.
process.chdir(process.env["INIT_CWD"] ?? process.cwd())
await import(new URL("./bin/gongfu.mjs", import.meta.url).href)
