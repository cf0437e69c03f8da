/**
 * What a page shows, done again: its files are written, its changes made, its commands typed, and what they print is
 * held against what stands there.
 *
 * - A `yaml` block whose first line is `# PATH` is a file.
 * - A `diff` block whose first line is `# PATH` changes one: its lines without those that begin with `+` have to stand in
 *   the file, and become its lines without those that begin with `-`. A line that begins with `@@` parts two changes.
 * - An `sh` block is typed line by line, in one folder; `cd` and `export` hold for what follows.
 * - The `text` blocks before the next `sh` block are what it printed: one that follows at once from the first line on,
 *   one after prose from anywhere later. A heading ends them. A line that is `…` alone stands for any number of lines. Nothing else may be
 *   left out, at the end neither.
 * - A `text` block that begins with `$ ` holds its commands itself.
 */
// One command after the other: each sees what the ones before it left.
/* oxlint-disable no-await-in-loop */
import { spawn } from "node:child_process"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import MarkdownIt from "markdown-it"
import { bin } from "../cli/Cli.ts"

/** A block as it stands in a page: what it is written in, its lines, where it begins, and what stands before it. */
interface Block {
  readonly language: string
  readonly lines: ReadonlyArray<string>
  readonly line: number
  readonly after: "block" | "prose" | "heading"
}

/** Something that a reader does to a file. */
interface Edit {
  readonly does: "write" | "change"
  readonly line: number
  readonly path: string
  readonly lines: ReadonlyArray<string>
}

/** Something that a reader types, and what is shown of what it printed. */
interface Typed {
  readonly does: "type"
  readonly line: number
  readonly commands: ReadonlyArray<string>
  readonly shown: ReadonlyArray<Shown>
}

/** What stands in the page for what was printed. */
interface Shown {
  readonly line: number
  readonly lines: ReadonlyArray<string>
  /** Whether something may have been printed before it. */
  readonly later: boolean
}

const blocks = (page: string): ReadonlyArray<Block> => {
  const tokens = new MarkdownIt().parse(page, {}).filter(({ level }) => level === 0)
  const before = (i: number): Block["after"] => {
    if (tokens[i - 1]?.type === "fence") return "block"
    const block = tokens.findLastIndex(({ type }, j) => j < i && type === "fence")
    return tokens.some(({ type }, j) => j > block && j < i && type === "heading_open") ? "heading" : "prose"
  }
  return tokens.flatMap((token, i) =>
    token.type === "fence"
      ? [
          {
            language: token.info.trim(),
            lines: token.content.replace(/\n$/, "").split("\n"),
            line: token.map![0] + 1,
            after: before(i)
          }
        ]
      : []
  )
}

/** A line without the remark behind it. */
const command = (line: string): string => line.replace(/ {2,}# .*$/, "")

/** What a reader of a page does and sees, in order. */
export const steps = (page: string): ReadonlyArray<Edit | Typed> => {
  const found: Array<Edit | Typed> = []
  for (const { after, language, line, lines } of blocks(page)) {
    const [, path] = /^# ([\w./-]+\.yaml)$/.exec(lines[0]!) ?? []
    const last = found.at(-1)
    if (language === "yaml" && path !== undefined) found.push({ does: "write", line, path, lines })
    else if (language === "diff" && path !== undefined)
      found.push({ does: "change", line, path, lines: lines.slice(1) })
    else if (language === "sh") found.push({ does: "type", line, commands: lines.map(command), shown: [] })
    else if (language === "text" && lines[0]!.startsWith("$ "))
      found.push({
        does: "type",
        line,
        commands: lines.filter((one) => one.startsWith("$ ")).map((one) => one.slice(2)),
        shown: [{ line: line + 1, lines: lines.filter((one) => !one.startsWith("$ ")), later: false }]
      })
    else if (language === "text" && last?.does === "type" && after !== "heading")
      found[found.length - 1] = { ...last, shown: [...last.shown, { line, lines, later: after === "prose" }] }
  }
  return found
}

/** Writes a file, or changes one. Says what cannot be changed. */
const edit = (folder: string, step: Edit): string | undefined => {
  const path = join(folder, step.path)
  if (step.does === "write") {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, `${step.lines.join("\n")}\n`)
    return undefined
  }
  let text = readFileSync(path, "utf8")
  for (const hunk of step.lines.join("\n").split(/^@@.*\n/m)) {
    const without = (mark: string): string =>
      hunk
        .split("\n")
        .filter((line) => line !== "" && !line.startsWith(mark))
        .map((line) => `${line.slice(1)}\n`)
        .join("")
    if (!text.includes(without("+"))) return `${step.path} has no such lines:\n${without("+")}`
    text = text.replace(without("+"), () => without("-"))
  }
  writeFileSync(path, text)
  return undefined
}

const isElided = (line: string): boolean => line.trim() === "…"

/** Lines that follow each other, where the first of them stands in the page, and whether something may come before. */
interface Part {
  readonly line: number
  readonly lines: ReadonlyArray<string>
  readonly free: boolean
}

/** What is shown, parted where something is left out; the last part is empty where the end is left out. */
const partsOf = (shown: ReadonlyArray<Shown>): ReadonlyArray<Part> =>
  shown.flatMap(({ later, line, lines }) => {
    const marks = [-1, ...lines.flatMap((one, i) => (isElided(one) ? [i] : [])), lines.length]
    return marks.slice(0, -1).map((mark, k) => ({
      line: line + mark + 2,
      lines: lines.slice(mark + 1, marks[k + 1]).map((one) => one.trimEnd()),
      free: mark >= 0 || later
    }))
  })

/** The first line that is shown and was not printed there, or was printed and is not shown; nothing when all agrees. */
export const difference = (printed: ReadonlyArray<string>, shown: ReadonlyArray<Shown>): string | undefined => {
  const lines = printed.map((line) => line.trimEnd())
  while (lines.at(-1) === "") lines.pop()
  let at = 0
  let isFree = false
  for (const part of partsOf(shown)) {
    isFree ||= part.free
    if (part.lines.length === 0) continue
    const agreed = (from: number): number => {
      const i = part.lines.findIndex((line, k) => lines[from + k] !== line)
      return i === -1 ? part.lines.length : i
    }
    const places = isFree ? lines.map((_, i) => i).slice(at) : [at]
    // Of all places where it could stand, the one where most lines agree: all of them, or it tells best what differs.
    const best = places.reduce((one, two) => (agreed(two) > agreed(one) ? two : one), at)
    const count = agreed(best)
    if (count < part.lines.length)
      return `line ${part.line + count} shows\n${part.lines[count]}\nwhere this is printed:\n${lines[best + count] ?? "(nothing more)"}`
    at = best + count
    isFree = false
  }
  if (shown.length === 0 || isFree || at >= lines.length) return undefined
  const last = shown.at(-1)!
  return `after line ${last.line + last.lines.length} this is printed as well:\n${lines[at]}`
}

/** How a page is read. */
export interface Reading {
  /** The folder in which its commands are typed. */
  readonly folder: string
  /** Says of a command that it is passed over. */
  readonly passesOver?: (command: string) => boolean
}

const start = fileURLToPath(new URL("../../packages/cli/start.ts", import.meta.url))

/** What a shell calls gongfu. */
const names = `gongfu() { '${process.execPath}' '${bin}' "$@"; }
npx() { shift 2; if [ "$1" = start ]; then '${process.execPath}' '${start}'; else shift; gongfu "$@"; fi; }
`

/** What a command prints on both streams, in a folder, as to a file; and its exit code. */
const typed = (
  folder: string,
  line: string,
  set: Readonly<Record<string, string>>
): Promise<{ readonly printed: string; readonly code: number | null }> =>
  new Promise((resolve, reject) => {
    const { HOME, PATH } = process.env
    const env = { HOME, PATH, LANG: "en_US.UTF-8", INIT_CWD: folder, ...set }
    const child = spawn("sh", ["-c", `${names}exec 2>&1\n${line}`], {
      cwd: folder,
      env,
      stdio: ["ignore", "pipe", "inherit"]
    })
    const parts: Array<Buffer> = []
    child.stdout.on("data", (part: Buffer) => parts.push(part))
    child.on("error", reject)
    child.on("close", (code) => resolve({ printed: Buffer.concat(parts).toString(), code }))
  })

/** Does all that a page shows, and says what came otherwise, each with the line of the page. */
export const disagreements = async (page: string, reading: Reading): Promise<ReadonlyArray<string>> => {
  const faults: Array<string> = []
  let folder = reading.folder
  const set: Record<string, string> = {}
  for (const step of steps(page)) {
    if (step.does !== "type") {
      const fault = edit(folder, step)
      if (fault !== undefined) faults.push(`line ${step.line}: ${fault}`)
      continue
    }
    const all: Array<string> = []
    let passed = false
    for (const line of step.commands) {
      const [, to] = /^cd (\S+)$/.exec(line) ?? []
      const [, name, value] = /^export (\w+)=(\S*)$/.exec(line) ?? []
      if (to !== undefined) folder = join(folder, to)
      else if (name !== undefined) set[name] = value!
      else if (line === "" || reading.passesOver?.(line) === true) passed = true
      else {
        const { code, printed } = await typed(folder, line, set)
        if (printed !== "") all.push(...printed.replace(/\n$/, "").split("\n"))
        if (code !== 0 && code !== 2 && step.shown.length === 0)
          faults.push(`line ${step.line}: ${line} ends with ${code}:\n${printed}`)
      }
    }
    if (passed && all.length === 0) continue
    const fault = difference(all, step.shown)
    if (fault !== undefined) faults.push(`${step.commands.join("; ")}\n${fault}`)
  }
  return faults
}
