#!/usr/bin/env node
// The executable. `--version` is answered at once; everything else loads the bundle, whose compiled code Node keeps.
// Node's own modules are taken by getBuiltinModule: importing one prepares every part of it.
const args = process.argv.slice(2)

/** Whether the version was asked for and is told. What cannot be written is for the bundle, which says so. */
const hasTold = () => {
  if (args.length !== 1 || (args[0] !== "--version" && args[0] !== "-v")) return false
  const { readFileSync, writeSync } = process.getBuiltinModule("node:fs")
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"))
  try {
    writeSync(1, `gongfu ${version}\n`)
    return true
  } catch (error) {
    return error.code === "EPIPE"
  }
}

/** Whether a command reads runs on record and tells something of them: it is done before the engine has warmed up. */
const isReading = ["compare", "show", "why"].includes(args[0])

/**
 * Sets V8 for a command that is soon over: code that has just begun to run is not compiled anew, and new objects get no
 * more memory than the program itself took, neither of which pays within a second. Where a command takes longer than one,
 * V8 is set back. Each release of Node has flags of its own, so another is left alone.
 */
const hasten = () => {
  const { setFlagsFromString } = process.getBuiltinModule("node:v8")
  const set = (...flags) => flags.forEach((flag) => setFlagsFromString(`--${flag}`))
  set("no-opt", "no-maglev", "no-parallel-scavenge")
  return () => {
    set("semi-space-growth-factor=1")
    setTimeout(() => set("opt", "maglev", "parallel-scavenge", "semi-space-growth-factor=2"), 1000).unref()
  }
}

if (hasTold()) {
  // Nothing else was asked for.
} else if (Number.parseInt(process.versions.node) < 24) {
  // The compiled SQLite and the language itself need it; an older one would end with a stack trace.
  const zh = (process.env.GONGFU_LANG || process.env.LC_ALL || process.env.LANG || "").startsWith("zh")
  process.stderr.write(
    zh
      ? `错误：gongfu 需要 Node 24 或更新版本，当前为 ${process.versions.node}\n  在本仓库中请用 npx --yes pnpm@12 gongfu，它自带 Node 24\n`
      : `error: gongfu needs Node 24 or newer; this is ${process.versions.node}\n  in its repository type npx --yes pnpm@12 gongfu, which brings Node 24\n`
  )
  process.exitCode = 1
} else {
  // Before the compiled code is looked for: V8 keeps it by the flags that it was compiled with.
  const loaded = isReading && process.versions.node.startsWith("24.") ? hasten() : () => {}
  const { enableCompileCache, registerHooks } = process.getBuiltinModule("node:module")
  enableCompileCache?.()
  const { existsSync } = process.getBuiltinModule("node:fs")
  // In a fresh clone nothing is built yet; the sources know how. A package always has its bundle.
  if (!existsSync(new URL("../dist/gongfu.mjs", import.meta.url))) {
    const { ensure } = await import("../build.ts")
    await ensure()
  }
  // The parts of the bundle lie side by side. Node would look at every folder on the way to each of them.
  const dist = new URL("../dist/", import.meta.url).href
  registerHooks?.({
    resolve: (specifier, context, next) =>
      specifier.startsWith("./part-")
        ? { url: dist + specifier.slice(2), format: "module", shortCircuit: true }
        : next(specifier, context)
  })
  const { main } = await import("../dist/gongfu.mjs")
  loaded()
  main()
}
