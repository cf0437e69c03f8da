/**
 * Builds the executable: one minified bundle, split by command, and the
 * shipped places beside it, so that the packed package works alone.
 *
 * `pnpm gongfu` calls this before every start; nothing is built unless a
 * source is newer than the last build. The entry file is put in place last and
 * the parts that it needs carry their content in their names, so a command
 * that starts during a build runs the old program or the new one, never half.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync
} from "node:fs"
import { basename, join } from "node:path"
import { setTimeout } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { alone, builtins, lazily, withRequire } from "./bundling.ts"

const here = fileURLToPath(new URL(".", import.meta.url))
const packages = join(here, "..")
const dist = join(here, "dist")
const stamp = join(dist, ".built")
const explorer = join(packages, "explorer")
const template = join(dist, "explorer.html")
const executable = join(here, "bin", "gongfu.mjs")

/** Where the shipped places stand in the sources: every folder of the scenarios package with a gongfu.yaml. */
const places = (): ReadonlyArray<string> => {
  const folder = join(packages, "scenarios")
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => existsSync(join(path, "gongfu.yaml")))
}

/** The last change of a file, or of anything in a folder; a removed file changes its folder. */
const changed = (path: string): number => {
  const entry = statSync(path, { throwIfNoEntry: false })
  if (entry === undefined) return 0
  if (!entry.isDirectory()) return entry.mtimeMs
  return readdirSync(path).reduce((latest, name) => Math.max(latest, changed(join(path, name))), entry.mtimeMs)
}

/** What the explorer's template is built from. */
const explorerSources = (): ReadonlyArray<string> => [
  ...["src", "build.ts", "index.html", "package.json"].map((name) => join(explorer, name)),
  join(packages, "core", "src"),
  join(packages, "..", "pnpm-lock.yaml")
]

/** Builds the explorer's template, which takes seconds, if something that it is made from has changed. */
const buildTemplate = async (): Promise<void> => {
  const built = statSync(template, { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (!explorerSources().some((source) => changed(source) > built)) return
  const started = Date.now()
  const { build: bundle } = await import("../explorer/build.ts")
  const next = `${template}.${process.pid}`
  writeFileSync(next, await bundle())
  utimesSync(next, started / 1000, started / 1000)
  renameSync(next, template)
}

/** Whether a source is newer than the last build. */
export const isStale = (): boolean => {
  const built = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0
  const sources = [
    ...["core", "scenarios", "cli"].map((name) => join(packages, name, "src")),
    ...places(),
    ...explorerSources(),
    ...["build.ts", "bundling.ts", "eager.ts", "package.json"].map((name) => join(here, name)),
    join(packages, "..", "pnpm-lock.yaml")
  ]
  // A place that came or went changes the folder of them all.
  return statSync(join(packages, "scenarios")).mtimeMs > built || sources.some((source) => changed(source) > built)
}

/** Leaves beside a place what its files came to, see `Prepared`. What has faults is shipped as it is, to be told. */
const prepare = async (folder: string): Promise<void> => {
  const [
    Effect,
    Result,
    Lapse,
    Span,
    Kernel,
    Place,
    PlaceData,
    Resolution,
    Scenario,
    ProjectFiles,
    Shipped,
    Prepared,
    Proof
  ] = await Promise.all([
    import("effect/Effect"),
    import("effect/Result"),
    import("@gongfu/core/analysis/Lapse"),
    import("@gongfu/core/document/Span"),
    import("@gongfu/core/model/Kernel"),
    import("@gongfu/core/place/Place"),
    import("@gongfu/core/place/PlaceData"),
    import("@gongfu/core/scenario/Resolution"),
    import("@gongfu/core/scenario/Scenario"),
    import("@gongfu/scenarios/ProjectFiles"),
    import("@gongfu/scenarios/Shipped"),
    import("./src/places/Prepared.ts"),
    import("./src/places/Proof.ts")
  ])
  rmSync(Prepared.fileOf(folder), { force: true })
  const files = await Effect.runPromise(
    Effect.result(ProjectFiles.loadPlaceFiles({ folder, shown: folder, from: Span.whole(folder) }))
  )
  if (Result.isFailure(files)) return
  const place = Place.fromFiles(files.success)
  if (Result.isFailure(place)) return
  const { model } = place.success
  // The proofs run the kernel, so that what is kept of its compiled code is what a run needs.
  const compiler = Prepared.compiler()
  const [data, documents, code] = [PlaceData.of(place.success), PlaceData.documents(place.success), Kernel.code(model)]
  const ready = PlaceData.toPlace(data, { code: () => code, documents: () => documents }, compiler.evaluate)
  const { manifest, model: shared, sectors, targets: targetFile } = files.success
  const names = await Effect.runPromise(Shipped.scenariosIn(folder))
  const scenarios = await Promise.all(
    names.map(async (name) => {
      const loaded = ProjectFiles.loadScenarioChain(join(folder, "scenarios", `${name}.yaml`))
      const chain = await Effect.runPromise(Effect.result(loaded))
      if (Result.isFailure(chain)) return []
      const scenario = Resolution.of(chain.success.files, model)
      if (Result.isFailure(scenario)) return []
      const texts = Prepared.textsOf(
        folder,
        chain.success.files.map((file) => file.yaml.file)
      )
      return [
        [
          name,
          {
            ...texts,
            scenario: Scenario.toData(scenario.success),
            lapses: Lapse.of(chain.success.files, scenario.success, model),
            proof: Proof.of(ready, scenario.success)
          }
        ] as const
      ]
    })
  )
  const prepared = {
    ...Prepared.textsOf(folder, [manifest, shared, ...sectors, targetFile]),
    place: data,
    documents,
    code,
    compiled: compiler.compiled(),
    scenarios: Object.fromEntries(scenarios.flat())
  }
  writeFileSync(Prepared.fileOf(folder), Prepared.encode(prepared))
}

const lock = join(dist, ".lock")

/** Waits until no other process builds; whoever holds the lock is done in seconds, and an old one was left behind. */
const locked = async (): Promise<void> => {
  try {
    mkdirSync(lock)
  } catch {
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (age > 60_000) rmSync(lock, { recursive: true, force: true })
    await setTimeout(50)
    return locked()
  }
}

/** Builds if a source has changed. Processes that ask at the same moment wait for the first of them. */
export const ensure = async (): Promise<void> => {
  if (!isStale()) return
  mkdirSync(dist, { recursive: true })
  await locked()
  try {
    if (isStale()) await build()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

/** Commands that call most of what any command does. */
const common: ReadonlyArray<ReadonlyArray<string>> = [
  ["--help"],
  ["run", "wenzhou/business-as-usual", "wenzhou/plan"],
  ["list"],
  ["show", "plan"],
  ["compare", "business-as-usual", "plan"]
]

/** Writes a file that others may read meanwhile: they see the old one or the new one. */
const replace = (file: string, text: string): void => {
  const next = `${file}.${process.pid}`
  writeFileSync(next, text)
  renameSync(next, file)
}

/** Has what commands call compiled with the files that it stands in, see `eager`. */
const markCalled = async (): Promise<void> => {
  const { calledBy, marked } = await import("./eager.ts")
  for (const [file, called] of calledBy(executable, common))
    if (file.startsWith(dist)) replace(file, marked(readFileSync(file, "utf8"), called))
}

/** Builds, whether or not it is needed. */
export const build = async (): Promise<void> => {
  const started = Date.now()
  const { build: bundle } = await import("esbuild")
  const { outputFiles } = await bundle({
    charset: "utf8",
    entryPoints: { gongfu: join(here, "src", "main.ts") },
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node20",
    outdir: dist,
    outExtension: { ".js": ".mjs" },
    chunkNames: "part-[hash]",
    plugins: [builtins, lazily("acorn", ["parse"])],
    external: ["better-sqlite3", "binaryen", "string-width"],
    logLevel: "warning"
  })
  mkdirSync(dist, { recursive: true })
  await buildTemplate()
  replace(join(dist, "acorn.cjs"), await alone("acorn"))
  const entry = join(dist, "gongfu.mjs")
  for (const file of outputFiles.filter(({ path }) => path !== entry)) writeFileSync(file.path, withRequire(file.text))
  const copies = join(dist, "places")
  mkdirSync(copies, { recursive: true })
  const shipped = new Set(places().map((place) => basename(place)))
  for (const name of readdirSync(copies))
    if (!shipped.has(name.replace(/\.prepared$/, ""))) rmSync(join(copies, name), { recursive: true, force: true })
  await Promise.all(
    places().map((place) => {
      const copy = join(copies, basename(place))
      rmSync(copy, { recursive: true, force: true })
      cpSync(place, copy, { recursive: true })
      return prepare(copy)
    })
  )
  replace(entry, withRequire(outputFiles.find(({ path }) => path === entry)!.text))
  await markCalled()
  const kept = new Set(outputFiles.map(({ path }) => basename(path)))
  for (const name of readdirSync(dist))
    if (name.startsWith("part-") && !kept.has(name)) rmSync(join(dist, name), { force: true })
  // What changed while esbuild was reading is newer than this.
  writeFileSync(stamp, "")
  utimesSync(stamp, started / 1000, started / 1000)
}

if (import.meta.main) await build()
