/** One word for one thing: what the command line, the pages and the docs call it in Chinese, and what none calls it. */
import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { join, relative } from "node:path"
import { assert, describe, it } from "vitest"

const root = fileURLToPath(new URL("../", import.meta.url))

/** The files under a folder with texts of the product; what places say of themselves is theirs. */
const under = (folder: string, ending: RegExp): ReadonlyArray<string> =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map(({ name, parentPath }) => relative(root, join(parentPath, name)))

const files = [
  "README.zh.md",
  ...under("docs/zh", /\.md$/),
  ...["core", "cli", "explorer", "scenarios"].flatMap((name) => under(`packages/${name}/src`, /\.tsx?$/))
].map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }))

const words: ReadonlyArray<readonly [thing: string, word: string, never: ReadonlyArray<string>]> = [
  // Above zero it is no shortfall, which these say.
  ["margin", "余量", ["差距", "差额", "不足之数", "尚缺之数"]],
  ["missed", "未实现", ["落空", "未达成"]],
  // To advance a run is 推进.
  ["not due yet", "未到期", ["推进中", "期限未到"]],
  ["on record", "记录", ["存档"]],
  ["divergence", "分歧", ["分化"]],
  ["solve", "求解", ["反求", "反解"]],
  ["set by hand", "人工设定", ["人工调整"]],
  ["shortage", "资金不足", ["资源不足"]],
  ["standard error", "标准误", ["标准误差"]],
  ["why", "缘由", ["由来", "来历"]]
]

describe("one word for one thing", () => {
  it.for(words)("%s is %s", ([, word, never]) => {
    assert.isTrue(files.some(({ text }) => text.includes(word)))
    const others = files.flatMap(({ path, text }) =>
      text.split("\n").flatMap((line, i) => (never.some((other) => line.includes(other)) ? [`${path}:${i + 1}`] : []))
    )
    assert.deepStrictEqual(others, [])
  })
})
