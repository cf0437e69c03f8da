/**
 * Puts into parentheses the functions of the program that commands call.
 *
 * V8 compiles a function when it is called first, and what Node keeps from one start to the next is what was compiled
 * when a file was loaded. A function expression in parentheses is compiled with its file and means the same, so Node
 * keeps it and the next command needs not compile it. Which functions those are is counted: a few commands are carried
 * out, in a folder of their own, and V8 tells what they called.
 */
import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { type AnyNode, parse } from "acorn"

/** Where a function stands in the text of its file: from its first character up to, but not including, `end`. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** The functions that were called, by the file that they stand in. */
export type Called = ReadonlyMap<string, ReadonlyArray<Range>>

/** What V8 writes of a process about the functions of a script; the first range is the function itself. */
interface Coverage {
  readonly result: ReadonlyArray<{
    readonly url: string
    readonly functions: ReadonlyArray<{
      readonly ranges: ReadonlyArray<{
        readonly startOffset: number
        readonly endOffset: number
        readonly count: number
      }>
    }>
  }>
}

/** The surroundings of this process without what a user has set for gongfu, such as where runs are recorded. */
const unset = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("GONGFU_")))

/** The functions that were called while an executable carried out some commands, one after the other. */
export const calledBy = (executable: string, commands: ReadonlyArray<ReadonlyArray<string>>): Called => {
  const folder = mkdtempSync(join(tmpdir(), "gongfu-eager-"))
  const counts = join(folder, "counts")
  const called = new Map<string, Array<Range>>()
  try {
    for (const args of commands)
      spawnSync(process.execPath, [executable, ...args], {
        cwd: folder,
        env: { ...unset(), NODE_V8_COVERAGE: counts },
        stdio: "ignore"
      })
    // Where V8 counted nothing, nothing is compiled sooner.
    for (const name of existsSync(counts) ? readdirSync(counts) : []) {
      const { result } = JSON.parse(readFileSync(join(counts, name), "utf8")) as Coverage
      for (const { functions, url } of result) {
        if (!url.startsWith("file:")) continue
        const file = fileURLToPath(url)
        const known = called.get(file) ?? []
        called.set(file, known)
        for (const { ranges } of functions) {
          const { count, endOffset, startOffset } = ranges[0]!
          if (count > 0) known.push({ start: startOffset, end: endOffset })
        }
      }
    }
    return called
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const key = ({ end, start }: Range): string => `${start} ${end}`

/** The functions of a module that may stand in parentheses: expressions, of which a method is none. */
const expressions = (text: string): ReadonlyArray<Range> => {
  const found: Array<Range> = []
  const walk = (node: AnyNode, isMethod: boolean): void => {
    if (node.type === "ArrowFunctionExpression" || (node.type === "FunctionExpression" && !isMethod)) found.push(node)
    const isOwner =
      node.type === "MethodDefinition" || (node.type === "Property" && (node.method || node.kind !== "init"))
    for (const [name, value] of Object.entries(node) as ReadonlyArray<readonly [string, unknown]>)
      for (const child of Array.isArray(value) ? (value as ReadonlyArray<unknown>) : [value])
        if (typeof child === "object" && child !== null && "type" in child)
          walk(child as AnyNode, isOwner && name === "value")
  }
  walk(parse(text, { ecmaVersion: "latest", sourceType: "module" }), false)
  return found
}

/** The text of a module with the functions that were called in parentheses. */
export const marked = (text: string, called: ReadonlyArray<Range>): string => {
  const wanted = new Set(called.map(key))
  const marks = expressions(text)
    .filter((range) => wanted.has(key(range)))
    .flatMap(({ end, start }) => [
      { at: start, mark: "(" },
      { at: end, mark: ")" }
    ])
    // One that ends where another begins, or ends too, comes first.
    .toSorted((a, b) => a.at - b.at || (a.mark === b.mark ? 0 : a.mark === ")" ? -1 : 1))
  let [told, from] = ["", 0]
  for (const { at, mark } of marks) {
    told += text.slice(from, at) + mark
    from = at
  }
  return told + text.slice(from)
}
