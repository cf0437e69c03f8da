/**
 * The C twin of a kernel: generated from the same model, compiled by gcc, run as a process of its own.
 *
 * `-ffp-contract=off` keeps its roundings those of the JavaScript. Optimised across its files as well (`-flto`), which
 * joins the many small files of the stdlib packages, it is about twice as fast: the benchmark tells both.
 */
import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import * as Generate from "@gongfu/core/model/Generate"
import * as Kernel from "@gongfu/core/model/Kernel"
import type { Inputs, Outcome } from "./Loop.ts"
import * as StdlibSources from "./StdlibSources.ts"

/** How the twin is compiled. */
const flags: ReadonlyArray<string> = ["-O3", "-march=native", "-ffp-contract=off"]

const here = dirname(fileURLToPath(import.meta.url))

/** A compiled twin in its own temporary folder. */
export interface Twin {
  readonly kernel: Kernel.Kernel
  readonly folder: string
}

/** Compiles the twin of a kernel, with further flags if given. gcc must be there. */
export const build = (kernel: Kernel.Kernel, further: ReadonlyArray<string> = []): Twin => {
  const folder = mkdtempSync(join(tmpdir(), "gongfu-twin-"))
  const { model } = kernel
  writeFileSync(join(folder, "kernel.c"), Generate.cSource(Kernel.routines(model), model.years.from))
  const { files, include } = StdlibSources.find()
  const folders = [here, folder, ...include].map((path) => `-I${path}`)
  execFileSync(
    "gcc",
    [...flags, ...further, ...folders, join(here, "driver.c"), ...files, "-o", join(folder, "twin"), "-lm"],
    {
      stdio: ["ignore", "ignore", "inherit"]
    }
  )
  return { kernel, folder }
}

/** Carries out every case `repeats` times, in a process of its own and by its clock. */
export const run = ({ kernel, folder }: Twin, inputs: Inputs, repeats: number): Outcome => {
  const [from, to] = [join(folder, "in"), join(folder, "out")]
  const { years, base, count, cases, values } = inputs
  const head = [years, base, kernel.model.slots, count, kernel.watched, cases, repeats]
  writeFileSync(from, new Uint8Array(Float64Array.from([...head, ...values]).buffer))
  execFileSync(join(folder, "twin"), [from, to])
  const bytes = readFileSync(to)
  const numbers = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
  return { seconds: numbers[0]!, results: numbers.subarray(1) }
}

/** Removes the twin's folder. */
export const remove = ({ folder }: Twin): void => rmSync(folder, { recursive: true, force: true })
