/**
 * Builds the explorer's template: one HTML file with its script and its style in it, and no content yet.
 *
 * Whoever writes a page puts a place into the template, see `ExplorerPage` of the command line.
 */
import { fileURLToPath } from "node:url"
import { build as bundle } from "vite"
import { viteSingleFile } from "vite-plugin-singlefile"

/** The template as text. */
export const build = async (): Promise<string> => {
  const built = await bundle({
    root: fileURLToPath(new URL(".", import.meta.url)),
    configFile: false,
    // Whoever builds, be it a test: libraries leave out what they do only for their developers.
    mode: "production",
    define: { "process.env.NODE_ENV": JSON.stringify("production") },
    logLevel: "warn",
    plugins: [viteSingleFile({ removeViteModuleLoader: true })],
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: { write: false, target: "es2022", modulePreload: { polyfill: false }, cssTarget: "es2022" }
  })
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) => ("output" in one ? one.output : []))
  const page = outputs.find((file) => file.type === "asset" && file.fileName.endsWith(".html"))
  if (page?.type !== "asset") throw new Error("the explorer was built without a page")
  return typeof page.source === "string" ? page.source : new TextDecoder().decode(page.source)
}
