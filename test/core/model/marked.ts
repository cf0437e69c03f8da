/** Model files with a marked place: what stands between « and » is what a fault should underline. */
import type { Fault } from "@gongfu/core/document/Fault"
import type { Model } from "@gongfu/core/model/Model"
import * as ModelFiles from "@gongfu/core/model/ModelFiles"
import type * as Result from "effect/Result"

export const shared = `gongfu: 1
model: tiny
label: {en: Tiny, zh: 小}
years: {from: 2020, to: 2030}
units:
  yuan: {label: {en: yuan, zh: 元}}
  person: {label: {en: person, zh: 人}}
  year: {label: {en: year, zh: 年}}
  share: {label: {en: share, zh: 比例}, ratio: true}
dimensions:
  place:
    label: {en: place, zh: 地区}
    members: [{name: urban, label: {en: urban, zh: 城镇}}, {name: rural, label: {en: rural, zh: 农村}}]
  part:
    label: {en: part, zh: 构成}
    members: [{name: wage, label: {en: wage, zh: 工资}}, {name: transfer, label: {en: transfer, zh: 转移}}]
sectors: [all]
`

/** Variables that every tiny model has: a price, shares by place, parts by place and part. */
export const common = `sector: all
label: {en: All, zh: 全部}
variables:
  price: {label: {en: Price, zh: 价格}, unit: yuan/person, value: 2, source: {statistic: p. 1}}
  weight: {label: {en: Weight, zh: 权重}, unit: share, over: [place], value: {urban: 0.6, rural: 0.4}, source: {statistic: p. 1}}
  pay: {label: {en: Pay, zh: 收入}, unit: yuan, over: [place, part], value: 3, range: [0, 9], source: {assumption: a guess}}
  rate: {label: {en: Rate, zh: 增速}, unit: share/year, lever: {default: 0.1, min: 0, max: 1}, source: {plan: "1"}}
`

/** A place in a file: line and column from 1. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly underlined: string
}

const unmarked = (file: string, text: string): { readonly text: string; readonly places: ReadonlyArray<Place> } => {
  const places = text.split("\n").flatMap((line, i) =>
    [...line.matchAll(/«(.*?)»/g)].map((mark, n) => ({
      file,
      line: i + 1,
      // Earlier marks on the line are gone in the file.
      column: mark.index + 1 - 2 * n,
      underlined: mark[1]!
    }))
  )
  return { text: text.replace(/[«»]/g, ""), places }
}

/** Loads a tiny model from more variables, or from whole texts; gives the result and the marked places. */
export const load = (
  more: string,
  texts: { readonly model?: string; readonly sector?: string; readonly path?: string } = {}
): { readonly result: Result.Result<Model, ReadonlyArray<Fault>>; readonly places: ReadonlyArray<Place> } => {
  const model = unmarked("model/model.yaml", texts.model ?? shared)
  const sector = unmarked(texts.path ?? "model/all.yaml", texts.sector ?? common + more)
  return {
    result: ModelFiles.load({ path: "model/model.yaml", text: model.text }, [
      { path: texts.path ?? "model/all.yaml", text: sector.text }
    ]),
    places: [...model.places, ...sector.places]
  }
}

/** Where a fault points. */
export const placeOf = ({ span }: Fault): Place => ({
  file: span.file,
  line: span.line,
  column: span.column,
  underlined: span.text.slice(span.column - 1, span.column - 1 + span.length)
})

/** An equation variable of one line. */
export const equation = (text: string, unit = "share", rest = ""): string =>
  `  y: {label: {en: Y, zh: 甲}, unit: ${unit}, equation: "${text}"${rest}}\n`
