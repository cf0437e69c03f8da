/**
 * A report as one HTML file: in English and in Chinese, complete in itself.
 *
 * G1  nothing is asked of the network, and a policy forbids it: no script at all, and no style but that of the file;
 * G2  the same runs give the same bytes;
 * G3  every text of a scenario or a model is escaped.
 */
import { createHash } from "node:crypto"
import type { Language } from "@gongfu/core/document/Label"
import { type Child, element as e, fragment, type Html, markup, trusted } from "../render/Html.ts"
import { languages } from "../render/PageHtml.ts"
import * as AccountsSection from "./AccountsSection.ts"
import * as AssumptionRegister from "./AssumptionRegister.ts"
import * as AttributionSection from "./AttributionSection.ts"
import * as Brief from "./Brief.ts"
import type { Draw } from "./Chart.ts"
import * as Difference from "./Difference.ts"
import * as EnsembleSection from "./EnsembleSection.ts"
import * as Fingerprints from "./Fingerprints.ts"
import * as HeadlineCharts from "./HeadlineCharts.ts"
import * as InfluenceSection from "./InfluenceSection.ts"
import * as Parts from "./Parts.ts"
import * as Question from "./Question.ts"
import type { Report, Room, Section } from "./Report.ts"
import * as ScoreboardSection from "./ScoreboardSection.ts"
import { css } from "./Style.ts"

/** By this a file is known as a report. */
export const generator = "gongfu report"

/** The rooms in the order of the page. */
const rooms: ReadonlyArray<Room> = [
  Question.section,
  ScoreboardSection.section,
  HeadlineCharts.section,
  AttributionSection.section,
  EnsembleSection.section,
  InfluenceSection.section,
  AccountsSection.section,
  AssumptionRegister.section,
  Fingerprints.section
]

/** What a brief report does without. */
const lengthy: ReadonlySet<Room> = new Set([InfluenceSection.section, AccountsSection.section])

const titleOf = ({ first, subjects }: Report, language: Language): string =>
  `${first.place.title[language]} · ${subjects.map(({ title }) => title[language]).join(language === "zh" ? "／" : " / ")}`

/** How many targets each run meets, in a sentence. */
const finding = ({ first, subjects }: Report, language: Language): Html | undefined => {
  const { counts } = first.scoreboard
  const all = counts.met + counts.missed + counts.on_the_way + counts.not_assessed
  if (all === 0) return undefined
  const told = (zh: boolean): ReadonlyArray<Child> =>
    subjects.flatMap((subject, i): ReadonlyArray<Child> => {
      const { met, missed, not_assessed: none, on_the_way: open } = subject.scoreboard.counts
      const name =
        subjects.length === 1 ? subject.title[language] : [Parts.letter(subject), " ", subject.title[language]]
      const total = met + missed + open + none
      return [
        i === 0 ? undefined : zh ? "；" : "; ",
        name,
        zh ? `：${total} 项目标实现 ` : " meets ",
        e("strong", {}, `${met}`),
        zh ? " 项" : ` of ${total} targets`
      ]
    })
  const zh = language === "zh"
  return e("p", {}, told(zh), zh ? "。" : ".")
}

/** What a reader in a hurry takes along. */
const box = (...content: ReadonlyArray<Html | undefined>): Html | undefined =>
  content.every((one) => one === undefined) ? undefined : e("div", { class: "finding" }, content)

const bodyOf = (report: Report, language: Language, draw: Draw, version: string): Html => {
  const zh = language === "zh"
  const { first, subjects } = report
  const sections = (report.brief ? rooms.filter((room) => !lengthy.has(room)) : rooms)
    .map((room) => room(report, { language, draw }))
    .filter((section) => section !== undefined)
  const anchor = ({ name }: Section): string => `${language}-${name}`
  return e(
    "div",
    { class: "page", lang: languages[language] },
    e(
      "header",
      {},
      e("h1", {}, first.place.title[language]),
      e(
        "p",
        { class: "lead" },
        subjects.map(({ title }, i) => fragment(i === 0 ? undefined : zh ? "／" : " / ", title[language]))
      ),
      box(finding(report, language), Difference.findings(report, language)),
      Brief.leftOut(report, AssumptionRegister.toldOf(report), language),
      e(
        "nav",
        { "aria-label": zh ? "目录" : "Contents" },
        e(
          "ol",
          { class: "contents" },
          sections.map((section, i) =>
            e("li", {}, e("a", { href: `#${anchor(section)}` }, `${i + 1}. ${section.title[language]}`))
          )
        )
      )
    ),
    sections.map((section, i) =>
      e(
        "section",
        { "aria-labelledby": anchor(section) },
        e("h2", { id: anchor(section) }, `${i + 1}. ${section.title[language]}`),
        section.content
      )
    ),
    e(
      "footer",
      {},
      zh
        ? `由 gongfu ${version} 生成；相同的推演生成相同的文件。`
        : `Made by gongfu ${version}; the same runs make the same file.`
    )
  )
}

/** The page; `language` is the one that is shown first. */
export const html = (report: Report, language: Language, draw: Draw, version: string): string => {
  const style = createHash("sha256").update(css).digest("base64")
  const policy = `default-src 'none'; style-src 'sha256-${style}'; base-uri 'none'; form-action 'none'`
  const choice = (of: Language): Html =>
    e("input", {
      type: "radio",
      name: "language",
      class: "switch",
      id: `show-${of}`,
      "aria-label": of === "zh" ? "中文" : "English",
      checked: of === language ? true : undefined
    })
  return `<!doctype html>\n${markup(
    e(
      "html",
      { lang: languages[language] },
      e(
        "head",
        {},
        e("meta", { charset: "utf-8" }),
        e("meta", { "http-equiv": "Content-Security-Policy", content: policy }),
        e("meta", { name: "generator", content: generator }),
        e("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
        e("title", {}, titleOf(report, language)),
        e("style", {}, trusted(css))
      ),
      e(
        "body",
        {},
        // One landmark holds it all: the choice has to stand beside what it shows and hides.
        e(
          "main",
          {},
          choice("en"),
          choice("zh"),
          e(
            "div",
            { class: "languages", "aria-hidden": "true" },
            e("label", { for: "show-en" }, "English"),
            e("label", { for: "show-zh" }, "中文")
          ),
          bodyOf(report, "en", draw, version),
          bodyOf(report, "zh", draw, version)
        )
      )
    )
  )}\n`
}
