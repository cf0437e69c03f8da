/**
 * How the bundle gets what is not its own: Node's modules, `require` for CommonJS, and packages that lie beside it.
 */
import type { Plugin } from "esbuild"

/**
 * The text of a part. CommonJS dependencies ask for Node's own modules by `require`, through the one part that has
 * esbuild's stand-in for it: that part gets a real one, and no other, for each takes its time to be made.
 */
export const withRequire = (text: string): string =>
  text.includes("typeof require")
    ? `const require=process.getBuiltinModule("node:module").createRequire(import.meta.url);${text}`
    : text

/**
 * Node's own modules as `getBuiltinModule` gives them. Importing one prepares every part of it, and what nobody uses
 * of one may take longer than all the rest.
 */
export const builtins: Plugin = {
  name: "builtins",
  setup: (bundler) => {
    bundler.onResolve({ filter: /^node:/ }, ({ kind, path }) =>
      kind === "import-statement" ? { path, namespace: "builtin", sideEffects: false } : undefined
    )
    bundler.onLoad({ filter: /^/, namespace: "builtin" }, ({ path }) => {
      const names = Object.keys(process.getBuiltinModule(path)!).filter((name) => name !== "default")
      return {
        contents: [
          `const builtin = process.getBuiltinModule(${JSON.stringify(path)})`,
          "const part = (name) => builtin[name]",
          ...names.map((name) => `export const ${name} = /* @__PURE__ */ part("${name}")`),
          "export default builtin"
        ].join("\n")
      }
    })
  }
}

/**
 * A package that few commands call, and none before it has to: it lies beside the bundle, and is loaded when it is first
 * called. `names` are the functions of it that are.
 */
export const lazily = (name: string, names: ReadonlyArray<string>): Plugin => ({
  name: `lazily-${name}`,
  setup: (bundler) => {
    bundler.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: "lazily" }))
    bundler.onResolve({ filter: /^\./, namespace: "lazily" }, ({ path }) => ({ path, external: true }))
    bundler.onLoad({ filter: new RegExp(`^${name}$`), namespace: "lazily" }, () => ({
      contents: names
        .map((own) => `export const ${own} = (...given) => require("./${name}.cjs").${own}(...given)`)
        .join("\n")
    }))
  }
})

/** The text of such a package by itself. */
export const alone = async (name: string): Promise<string> => {
  const { build } = await import("esbuild")
  const { outputFiles } = await build({
    stdin: { contents: `module.exports = require("${name}")`, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    write: false,
    format: "cjs",
    platform: "node",
    target: "node20",
    logLevel: "warning"
  })
  return outputFiles[0]!.text
}
