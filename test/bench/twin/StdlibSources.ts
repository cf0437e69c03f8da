/**
 * The C sources that the stdlib packages ship beside their JavaScript.
 *
 * A package's `manifest.json` names its sources, its headers and the packages that it needs; following it from the
 * four functions of the equation language gives all that a C compiler has to see.
 */
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

/** What a C compiler needs of the packages: source files, and folders of headers. */
export interface Sources {
  readonly files: ReadonlyArray<string>
  readonly include: ReadonlyArray<string>
}

/** The packages whose functions the arithmetic of the engine calls. */
const functions = [
  "@stdlib/math-base-special-exp",
  "@stdlib/math-base-special-ln",
  "@stdlib/math-base-special-pow",
  "@stdlib/stats-base-dists-normal-cdf"
]

interface Manifest {
  readonly confs: ReadonlyArray<{
    readonly task?: string
    readonly wasm?: boolean
    readonly src: ReadonlyArray<string>
    readonly include: ReadonlyArray<string>
    readonly dependencies: ReadonlyArray<string>
  }>
}

/** The sources of the functions, as installed for the engine: the very versions that its JavaScript comes from. */
export const find = (): Sources => {
  const files = new Set<string>()
  const include = new Set<string>()
  const seen = new Set<string>()
  const visit = (name: string, from: string): void => {
    const root = dirname(createRequire(from).resolve(`${name}/package.json`))
    if (seen.has(root)) return
    seen.add(root)
    const manifest = JSON.parse(readFileSync(join(root, "manifest.json"), "utf8")) as Manifest
    // The "build" task adds Node's own headers; "benchmark" is the function alone. Plain packages have one nameless task.
    const conf =
      manifest.confs.find(({ task, wasm }) => task === "benchmark" && wasm !== true) ??
      manifest.confs.find(({ task }) => task === undefined)
    if (conf === undefined) throw new Error(`${name}: no sources for C in its manifest`)
    for (const file of conf.src) files.add(join(root, file))
    for (const folder of conf.include) include.add(join(root, folder))
    for (const dependency of conf.dependencies) visit(dependency, join(root, "package.json"))
  }
  const engine = fileURLToPath(import.meta.resolve("@gongfu/core/model/Arithmetic"))
  for (const name of functions) visit(name, engine)
  return { files: [...files], include: [...include] }
}
