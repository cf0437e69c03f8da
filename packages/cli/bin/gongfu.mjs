#!/usr/bin/env node
// The executable. `--version` is answered at once; everything else loads the bundle, whose compiled code Node keeps.
// Node's own modules are taken by getBuiltinModule: importing one prepares every part of it.
const args = process.argv.slice(2)
if (args.length === 1 && (args[0] === "--version" || args[0] === "-v")) {
  const { readFileSync } = process.getBuiltinModule("node:fs")
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"))
  process.stdout.on("error", () => {})
  process.stdout.write(`gongfu ${version}\n`)
} else {
  process.getBuiltinModule("node:module").enableCompileCache?.()
  const { existsSync } = process.getBuiltinModule("node:fs")
  // In a fresh clone nothing is built yet; the sources know how. A package always has its bundle.
  if (!existsSync(new URL("../dist/gongfu.mjs", import.meta.url))) {
    const { ensure } = await import("../build.ts")
    await ensure()
  }
  const { main } = await import("../dist/gongfu.mjs")
  main()
}
