/**
 * `pnpm start`: the plan and business as usual of Wenzhou, projected, recorded and compared.
 *
 * Says at the end how to go on. Ends as the commands do, except that a
 * difference is what is expected here and no reason to end with 2.
 */
import { spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { ensure } from "./build.ts"
import * as Language from "./src/session/Language.ts"

const bin = fileURLToPath(new URL("./bin/gongfu.mjs", import.meta.url))

const gongfu = (...args: ReadonlyArray<string>): number => {
  const cwd = process.env["INIT_CWD"] ?? process.cwd()
  return spawnSync(process.execPath, [bin, ...args], { cwd, stdio: "inherit" }).status ?? 130
}

await ensure()
const [usual, plan] = ["wenzhou/business-as-usual", "wenzhou/plan"] as const
for (const words of [
  ["run", usual, "--brief"],
  ["run", plan]
]) {
  const ran = gongfu(...words)
  if (ran !== 0) process.exit(ran)
  process.stdout.write("\n\n")
}
const compared = gongfu("compare", usual, plan, "--year", "2025", "--brief")
if (compared !== 0 && compared !== 2) process.exit(compared)
const next = {
  en: "Next, a scenario of your own: npx --yes pnpm@12 gongfu init my-question",
  zh: "下一步，建立自己的情景：npx --yes pnpm@12 gongfu init my-question"
}
process.stdout.write(`\n${next[Language.choose([], process.env)]}\n`)
