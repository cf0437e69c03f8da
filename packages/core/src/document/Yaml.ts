/**
 * YAML files as plain data that remembers where it came from.
 *
 * Only the part of YAML 1.2 that is plain data is read: maps with text or
 * number keys, lists, texts, numbers, truth values. Anchors, aliases, tags,
 * directives and several documents in one file are faults, so a small file
 * cannot stand for a large one, and so are characters that do not show. Data
 * are those that JSON would give back, so -0 is read as 0.
 * Nothing here throws on any text.
 */
import * as Result from "effect/Result"
import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  Parser,
  YAMLParseError
} from "yaml"
import * as Fault from "./Fault.ts"
import * as FullWidth from "./FullWidth.ts"
import { later } from "./Later.ts"
import * as Span from "./Span.ts"
import type { SourceFile } from "./Span.ts"
import * as TextLength from "./TextLength.ts"

/** How deep maps and lists may nest. */
export const maxDepth = 32

/** A path into data: keys of maps and indices of lists. */
export type Path = ReadonlyArray<string | number>

/** Data, and for each path into it the place in the file. */
export interface Yaml {
  readonly file: SourceFile
  readonly value: unknown
  /** The span of the value at a path; of the nearest enclosing value that stands in the file when there is none. */
  readonly spanOf: (path: Path) => Span.Span
  /** The span of the key that leads to a path; of an item of a list, which has none, that of the item. */
  readonly keySpanOf: (path: Path) => Span.Span
}

/** The file is longer than {@link TextLength.most}. */
export const TooLarge = Fault.define<{ readonly length: number }>("TooLarge", ({ length }) => ({
  problem: {
    en: `the file has ${length} characters; at most ${TextLength.most} are read`,
    zh: `文件有 ${length} 个字符，最多读取 ${TextLength.most} 个`
  },
  remedy: { en: "check that this is the file you meant", zh: "请确认这是要用的文件" }
}))

// What the parser may say; its own words are English.
const inChinese: Readonly<Record<string, string>> = {
  BAD_DQ_ESCAPE: "双引号内的转义不正确",
  BAD_INDENT: "缩进不正确",
  BAD_SCALAR_START: "文字不能以此符号开头，请加引号",
  BLOCK_AS_IMPLICIT_KEY: "同一行内不能再嵌套键值",
  BLOCK_IN_FLOW: "方括号或花括号之内不能使用缩进写法",
  KEY_OVER_1024_CHARS: "键过长",
  MISSING_CHAR: "缺少引号、括号或冒号",
  MULTILINE_IMPLICIT_KEY: "键须写在同一行内",
  TAB_AS_INDENT: "不能用制表符缩进，请改用空格",
  UNEXPECTED_TOKEN: "此处出现意外的符号"
}

/** The text is not YAML; `marks` are those of full width in the line of the fault, which may be why. */
export const NotYaml = Fault.define<{
  readonly code: string
  readonly detail: string
  readonly marks?: ReadonlyArray<string>
}>("NotYaml", ({ code, detail, marks = [] }) => ({
  problem: { en: `not readable as YAML: ${detail}`, zh: `不是合法的 YAML：${inChinese[code] ?? "此处无法解读"}` },
  remedy:
    marks.length === 0
      ? { en: "check indentation, colons and quotes near this place", zh: "请检查此处的缩进、冒号和引号" }
      : {
          en: `${FullWidth.remedy(marks).en}, and a text that holds one in quotes`,
          zh: `${FullWidth.remedy(marks).zh}；若属文字内容，请将文字加引号`
        }
}))

/** The file holds the marks of a merge that was not settled. */
export const MergeConflict = Fault.define<object>("MergeConflict", () => ({
  problem: { en: "a merge was left unsettled here", zh: "此处有未解决的合并冲突" },
  remedy: {
    en: "keep what is meant to be so, and remove the lines with <<<<<<<, ======= and >>>>>>>",
    zh: "请保留应有的内容，并删去含 <<<<<<<、=======、>>>>>>> 的各行"
  }
}))

/** A line that begins as the marks of a merge do; its first mark. */
const mergeMark = /^(?:<{7}|={7}|>{7}|\|{7})(?=\s|$)/m
/** Marks of a merge as git leaves them: both sides and what parts them, in order. */
const unsettled = /^<{7}(?=\s|$)[^]*?^={7}(?=\s|$)[^]*?^>{7}(?=\s|$)/m

/**
 * Where a merge was left unsettled; nothing where none was. One mark may be a line of a text, so in a file that can be
 * read as YAML it takes all of them; where it cannot, the first mark is why.
 */
const conflictIn = (text: string, isYaml: boolean): number | undefined =>
  (isYaml ? unsettled : mergeMark).exec(text)?.index

/** A key stands twice in one map. */
export const DuplicateKey = Fault.define<{ readonly key: string }>("DuplicateKey", ({ key }) => ({
  problem: { en: `"${key}" stands twice`, zh: `“${key}”重复出现` },
  remedy: { en: "keep one of the two", zh: "只保留其中一个" }
}))

/** What YAML allows and plain data do not. */
export type Feature = "alias" | "anchor" | "tag" | "key" | "directive" | "documents" | "depth" | "character"

/** A feature of YAML beyond plain data. */
export const NotPlain = Fault.define<{ readonly feature: Feature }>("NotPlain", ({ feature }) => {
  const what = {
    alias: { en: "an alias (*name)", zh: "别名（*name）" },
    anchor: { en: "an anchor (&name)", zh: "锚点（&name）" },
    tag: { en: "a tag (!name)", zh: "标签（!name）" },
    key: { en: "a key that is a list or a map", zh: "以列表或映射作键" },
    directive: { en: "a directive (%YAML)", zh: "指令（%YAML）" },
    documents: { en: "a second document", zh: "第二个文档" },
    depth: { en: `nesting deeper than ${maxDepth}`, zh: `超过 ${maxDepth} 层的嵌套` },
    character: { en: "a control character", zh: "控制字符" }
  }[feature]
  return {
    problem: { en: `${what.en} is not allowed`, zh: `不允许使用${what.zh}` },
    remedy: { en: "write the data out plainly", zh: "请直接写出数据" }
  }
})

/** A key that would reach into the language instead of the data. */
export const ForbiddenKey = Fault.define<{ readonly key: string }>("ForbiddenKey", ({ key }) => ({
  problem: { en: `"${key}" cannot be a key`, zh: `“${key}”不能用作键` },
  remedy: { en: "choose another name", zh: "请改用其他名称" }
}))

interface Offsets {
  readonly key: readonly [number, number]
  readonly value: readonly [number, number]
}

const keyOf = (path: Path): string => JSON.stringify(path)

/** Control characters other than tab and line ends, and marks that reverse the direction in which text shows. */
const unseen = /[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u

const showable = (text: string): boolean => text.isWellFormed() && !unseen.test(text) && !text.includes("\r")

/** The data behind a node of YAML, noting where each part stands and what is not plain. */
const reader = (span: (range: readonly [number, number]) => Span.Span) => {
  const faults: Array<Fault.Fault> = []
  const offsets = new Map<string, Offsets>()

  const scalarOf = (value: unknown, at: readonly [number, number]): unknown => {
    if (typeof value === "string" && !showable(value)) faults.push(NotPlain(span(at), { feature: "character" }))
    // -0 and 0 are one number in JSON, by which data are recorded and fingerprinted, so they must be one here.
    return value === 0 ? 0 : value
  }

  const nameOf = (key: Node, at: readonly [number, number]): string | undefined => {
    if (!isScalar(key) || key.value === null || typeof key.value === "object") {
      faults.push(NotPlain(span(at), { feature: isAlias(key) ? "alias" : "key" }))
      return undefined
    }
    markOf(key, at)
    const name = String(scalarOf(key.value, at))
    if (name !== "__proto__") return name
    faults.push(ForbiddenKey(span(at), { key: name }))
    return undefined
  }

  const markOf = (node: Exclude<Node, { readonly source: string }>, at: readonly [number, number]): void => {
    if (node.anchor !== undefined) faults.push(NotPlain(span(at), { feature: "anchor" }))
    if (node.tag !== undefined) faults.push(NotPlain(span(at), { feature: "tag" }))
  }

  const read = (node: Node | null, path: Path, key: readonly [number, number]): unknown => {
    const range = node?.range ?? [key[1], key[1]]
    const value = [range[0], range[1]] as const
    offsets.set(keyOf(path), { key, value })
    if (node === null) return null
    if (isAlias(node)) {
      faults.push(NotPlain(span(value), { feature: "alias" }))
      return null
    }
    markOf(node, value)
    if (path.length > maxDepth) {
      faults.push(NotPlain(span(value), { feature: "depth" }))
      return null
    }
    if (isSeq(node))
      return (node.items as ReadonlyArray<Node | null>).map((item, i) => {
        // An item has no key: what is said of one is said of the item.
        const [start, end] = item?.range ?? value
        return read(item, [...path, i], [start, end])
      })
    if (!isMap(node)) return isScalar(node) ? scalarOf(node.value, value) : null
    const data: Record<string, unknown> = {}
    for (const pair of node.items) {
      const keyNode = pair.key as Node
      const at = [keyNode.range?.[0] ?? value[0], keyNode.range?.[1] ?? value[0] + 1] as const
      const name = nameOf(keyNode, at)
      if (name === undefined) continue
      // 2021 and "2021" are one key here, though YAML tells them apart.
      if (Object.hasOwn(data, name)) faults.push(DuplicateKey(span(at), { key: name }))
      else data[name] = read(pair.value as Node | null, [...path, name], at)
    }
    return data
  }
  return { read, faults, offsets }
}

/** So many marks that mean nothing are read before the rest of a text is left: no more faults are told than a part of them. */
const mostErrors = 10 * Fault.maxFaults

/** The tokens of a text up to some that mean nothing. */
function* tokensOf(text: string): Generator<CST.Token> {
  let errors = 0
  for (const token of new Parser().parse(text)) {
    yield token
    if (token.type === "error" && ++errors >= mostErrors) return
  }
}

/** What the parser makes of a text; nothing where it comes to the end of the stack, as in some nestings it throws. */
const parsed = (text: string): Document.Parsed | undefined => {
  // Keys are compared in `read`: the parser's own comparison is quadratic, and pretty errors repeat the text.
  const composer = new Composer({ version: "1.2", merge: false, uniqueKeys: false, prettyErrors: false })
  try {
    const [document, another] = composer.compose(tokensOf(text), true, text.length)
    if (document !== undefined && another !== undefined) {
      const [start, end] = another.range
      document.errors.push(new YAMLParseError([start, end], "MULTIPLE_DOCS", "there is a second document"))
    }
    return document
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** Reads a file as YAML; every fault of form at once, up to the limit of {@link Fault.capped}. */
export const parse = (file: SourceFile): Result.Result<Yaml, ReadonlyArray<Fault.Fault>> => {
  if (file.text.length > TextLength.most)
    return Result.fail([TooLarge(Span.whole(file.path), { length: file.text.length })])
  const span = (range: readonly [number, number]) => Span.at(file, range[0], range[1])
  const hidden = file.text.search(unseen)
  if (hidden !== -1) return Result.fail([NotPlain(span([hidden, hidden + 1]), { feature: "character" })])
  const { read, faults, offsets } = reader(span)

  const document = parsed(file.text)
  if (document === undefined) return Result.fail([NotPlain(Span.whole(file.path), { feature: "depth" })])
  if (document.directives?.yaml.explicit === true) faults.push(NotPlain(span([0, 1]), { feature: "directive" }))
  // The parser gives up where the stack ends, which is no place in the file and differs between machines.
  if (document.errors.some((error) => error.code === "RESOURCE_EXHAUSTION"))
    return Result.fail([NotPlain(Span.whole(file.path), { feature: "depth" })])
  const conflict = conflictIn(file.text, document.errors.length === 0)
  if (conflict !== undefined) return Result.fail([MergeConflict(span([conflict, conflict + 7]), {})])
  const lines = later(() => file.text.split("\n"))
  // A line may be long, and a fault stand in every place of it: each line is looked through once.
  const marks = new Map<number, ReadonlyArray<string>>()
  const marksIn = (line: number): ReadonlyArray<string> => {
    if (!marks.has(line)) marks.set(line, FullWidth.structural(lines()[line - 1] ?? ""))
    return marks.get(line)!
  }
  const told = new Set<number>()
  for (const error of document.errors) {
    const at = span([error.pos[0], Math.max(error.pos[0] + 1, error.pos[1])])
    if (error.code === "MULTIPLE_DOCS") faults.push(NotPlain(at, { feature: "documents" }))
    else {
      // The parser may have taken the line before together with this one.
      const line = marksIn(at.line - 1).length > 0 ? at.line - 1 : at.line
      const found = marksIn(line)
      // What else the parser says of a line with such marks comes of them.
      if (found.length > 0 && told.has(at.line)) continue
      told.add(at.line)
      faults.push(NotYaml(at, { code: error.code, detail: error.message, marks: found }))
    }
  }
  const value = faults.length === 0 ? read(document.contents, [], [0, 0]) : undefined
  if (faults.length > 0) return Result.fail(Fault.capped(faults))

  const nearestOffsets = (path: Path): Offsets => {
    for (let length = path.length; length > 0; length--) {
      const found = offsets.get(keyOf(path.slice(0, length)))
      if (found !== undefined) return found
    }
    return { key: [0, 0], value: [0, 0] }
  }
  return Result.succeed({
    file,
    value,
    spanOf: (path) => span(nearestOffsets(path).value),
    keySpanOf: (path) => span(nearestOffsets(path).key)
  })
}
