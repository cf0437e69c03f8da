/** What `bundle` and `import` have to say, in both languages and as data. */
import type { Label, Language } from "@gongfu/core/document/Label"
import { ascending } from "@gongfu/core/store/Bundle"
import { parentOf } from "@gongfu/core/store/StoredEvent"
import type { Read } from "@gongfu/core/store/BundleReader"
import type { Gathered, Imported } from "../records/Sharing.ts"
import type { Palette } from "./Colour.ts"
import type { Document } from "./Document.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import * as ShellWord from "../session/ShellWord.ts"

/** That the line of parents could not be followed to its beginning. */
export const absentParents = (absent: ReadonlyArray<string>): Label => ({
  en: `not on record, and so not in the bundle: ${absent.join(", ")}; the runs forked from them are whole without them`,
  zh: `以下来源推演没有记录，未放入推演包：${absent.join("、")}；由其分出的推演本身是完整的`
})

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${Figure.fixed(count, 0)} ${count === 1 ? one : many}`

/** A size in bytes as people read it. */
const sized = (bytes: number): string =>
  bytes < 1000
    ? `${bytes} B`
    : bytes < 1_000_000
      ? `${Figure.fixed(bytes / 1000, 1)} kB`
      : `${Figure.fixed(bytes / 1_000_000, 1)} MB`

/** The runs of a bundle, in its order. */
const runsOf = ({ runs, starts }: Gathered) =>
  runs
    .toSorted((a, b) => ascending(a.id, b.id))
    .map(({ events, id }) => {
      const begun = starts.get(id)!
      const { from, to } = begun
      return { id, events: events.length, from, to, parent: parentOf(begun) }
    })

/** What was written into a file. */
export const bundled = (gathered: Gathered, bytes: number, file: string, language: Language): Document => {
  const zh = language === "zh"
  const { absent, artifacts } = gathered
  const runs = runsOf(gathered)
  const events = runs.reduce((sum, run) => sum + run.events, 0)
  const forks = runs.some(({ parent }) => parent !== undefined)
  return [
    {
      paragraph: zh
        ? `${file}：${runs.length} 次推演，共 ${Figure.fixed(events, 0)} 个事件、${artifacts.length} 份文档，${sized(bytes)}`
        : `${file}: ${counted(runs.length, "run")}, with ${counted(events, "event")} and ${counted(artifacts.length, "document")}, ${sized(bytes)}`
    },
    {
      table: {
        columns: [
          { head: zh ? "推演" : "Run", align: "left" },
          { head: zh ? "年份" : "Years", align: "left", optional: 1 },
          { head: zh ? "事件" : "Events", align: "right" },
          ...(forks ? [{ head: zh ? "来源推演" : "Forked from", align: "left" as const, optional: 2 }] : [])
        ],
        rows: runs.map(({ events: count, from, id, parent, to }) => ({
          cells: [
            { text: id },
            { text: `${from}–${to}` },
            { text: Figure.fixed(count, 0) },
            ...(forks
              ? [
                  {
                    text:
                      parent === undefined
                        ? ""
                        : zh
                          ? `${parent.run}（${parent.year}）`
                          : `${parent.run} (${parent.year})`
                  }
                ]
              : [])
          ]
        }))
      }
    },
    ...(absent.length === 0 ? [] : [{ paragraph: absentParents(absent)[language], tone: "open" as const }]),
    {
      paragraph: zh
        ? `对方可导入：gongfu import ${ShellWord.ofPath(file)}`
        : `whoever gets it reads it with: gongfu import ${ShellWord.ofPath(file)}`,
      tone: "faint"
    }
  ]
}

/** What was bundled, for programs. */
export const bundledJson = (gathered: Gathered, bytes: number): object => ({
  runs: runsOf(gathered).map(({ events, id, parent }) => ({ id, events, ...(parent && { parent }) })),
  artifacts: gathered.artifacts.length,
  bytes,
  absent: gathered.absent
})

const outcomes: Readonly<Record<Imported["outcome"], Label>> = {
  new: { en: "recorded", zh: "已记录" },
  already: { en: "on record already, left as it is", zh: "已有记录，保持不变" },
  extended: { en: "carried on from where it ended here", zh: "已在原有记录之后续记" }
}

/** What was imported. */
export const imported = (
  files: ReadonlyArray<Read>,
  runs: ReadonlyArray<Imported>,
  store: string,
  { language, palette }: { readonly language: Language; readonly palette: Palette }
): Document => {
  const zh = language === "zh"
  const changed = runs.filter(({ outcome }) => outcome !== "already").length
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  const size = zh
    ? `已核验 ${files.length} 个文件（${sized(bytes)}）：`
    : `checked ${counted(files.length, "file")} (${sized(bytes)}): `
  return [
    {
      paragraph:
        runs.length === 0
          ? size + (zh ? "其中没有推演。" : "there is no run in them.")
          : changed === 0
            ? size + (zh ? `推演均已在 ${store} 中。` : `all their runs are in ${store} already.`)
            : size +
              (zh
                ? `${runs.length} 次推演中有 ${changed} 次记入 ${store}。`
                : `${changed} of ${counted(runs.length, "run")} recorded in ${store}.`),
      tone: "good"
    },
    ...(runs.length === 0
      ? []
      : [
          {
            table: {
              columns: [
                { head: zh ? "推演" : "Run", align: "left" as const },
                { head: zh ? "新增事件" : "Events added", align: "right" as const },
                { head: zh ? "结果" : "What became of it", align: "left" as const, wraps: true },
                ...(files.length > 1 ? [{ head: zh ? "文件" : "File", align: "left" as const, optional: 1 }] : [])
              ],
              rows: runs.map(({ added, file, id, outcome }) => ({
                cells: [
                  { text: id },
                  { text: Figure.fixed(added, 0) },
                  {
                    text: outcomes[outcome][language],
                    paint: outcome === "already" ? palette.faint : palette.good
                  },
                  ...(files.length > 1 ? [{ text: file }] : [])
                ]
              }))
            }
          }
        ])
  ]
}

/** What was imported, for programs. */
export const importedJson = (files: ReadonlyArray<Read>, runs: ReadonlyArray<Imported>): object => ({
  files: files.map(({ artifacts, bytes, file, runs: held }) => ({
    file,
    bytes,
    artifacts: artifacts.length,
    runs: held.map(({ id }) => id)
  })),
  runs: runs.map(({ outcome, ...run }) => ({ ...run, recorded: outcome }))
})
