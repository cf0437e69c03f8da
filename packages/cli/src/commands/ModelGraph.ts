/**
 * `gongfu model graph`: which variable needs which, as Mermaid; or how one thing reaches another.
 *
 * With ends, only variables on a path between them are drawn. That there is no path is an answer, told in a sentence
 * with exit code 0; a name that the model does not have is a fault.
 */
import * as Paths from "@gongfu/core/analysis/Paths"
import * as Fault from "@gongfu/core/document/Fault"
import type { Language } from "@gongfu/core/document/Label"
import * as Meant from "@gongfu/core/document/Meant"
import * as Span from "@gongfu/core/document/Span"
import * as Dependencies from "@gongfu/core/model/Dependencies"
import * as Indicator from "@gongfu/core/model/Indicator"
import type { Model } from "@gongfu/core/model/Model"
import type { Place } from "@gongfu/core/place/Place"
import type { Target } from "@gongfu/core/target/Target"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { type Failure, Faulty } from "../session/Failure.ts"
import * as Load from "../places/Load.ts"
import * as Document from "../render/Document.ts"
import * as Mermaid from "../render/Mermaid.ts"
import * as UnitText from "@gongfu/core/wording/UnitText"
import * as Format from "../session/Format.ts"
import { Session } from "../session/Session.ts"

/** The model has nothing of that name. */
export const UnknownName = Fault.define<{
  readonly name: string
  readonly meant: ReadonlyArray<Meant.Suggestion>
}>("UnknownName", ({ meant, name }) => ({
  problem: { en: `the model has nothing named "${name}"`, zh: `模型中没有名为“${name}”的内容` },
  remedy: Meant.question(meant) ?? {
    en: "`gongfu model docs` lists every name",
    zh: "可用 gongfu model docs 查看全部名称"
  }
}))

/** One end of the paths: its numbers, and what to call it. */
interface End {
  readonly name: string
  readonly slots: ReadonlySet<number>
  readonly variable: string
}

/** What a name means: a variable with all its members, one number, or, where targets count, a target's indicator. */
const endOf = (model: Model, targets: ReadonlyArray<Target>, typed: string): End | undefined => {
  const name = Indicator.nameOf(model, typed)
  const variable = model.variable.get(name)
  if (variable !== undefined)
    return { name, slots: new Set(variable.cells.map(({ slot }) => slot)), variable: variable.name }
  const indicator = Indicator.find(model, name) ?? targets.find((target) => target.name === name)?.indicator
  return indicator === undefined
    ? undefined
    : { name, slots: new Set([indicator.slot]), variable: indicator.variable.name }
}

interface Found {
  readonly from: End | undefined
  readonly to: End | undefined
  readonly sector: string | undefined
}

const ends = (
  { model, targets }: Place,
  asked: { readonly from: string | undefined; readonly to: string | undefined; readonly sector: string | undefined }
): Effect.Effect<Found, Faulty> => {
  const faults: Array<Fault.Fault> = []
  const indicators = Indicator.named(model)
  const find = <A>(
    flag: string,
    name: string | undefined,
    one: A | undefined,
    ...known: ReadonlyArray<ReadonlyArray<Meant.Named>>
  ) => {
    if (name !== undefined && one === undefined)
      faults.push(UnknownName(Span.whole(flag), { name, meant: Meant.of(name, ...known) }))
    return one
  }
  const { all } = targets
  const end = (name: string | undefined, of: ReadonlyArray<Target>): End | undefined =>
    name === undefined ? undefined : endOf(model, of, name)
  const found: Found = {
    from: find("--from", asked.from, end(asked.from, []), indicators),
    to: find("--to", asked.to, end(asked.to, all), indicators, all),
    sector: find("--sector", asked.sector, model.sectors.find(({ name }) => name === asked.sector)?.name, model.sectors)
  }
  return faults.length > 0 ? Effect.fail(new Faulty({ faults })) : Effect.succeed(found)
}

/** The variables of slots and the arrows between them, the ends marked. */
const drawn = (model: Model, { from, to }: Found, { arrows, slots }: Paths.Paths): Mermaid.Selection => ({
  variables: new Set(
    model.variables.filter(({ cells }) => cells.some(({ slot }) => slots.has(slot))).map(({ name }) => name)
  ),
  arrows,
  marked: new Set([from, to].flatMap((end) => end?.variable ?? []))
})

const noPath = ({ from, sector, to }: Found, language: Language): string =>
  language === "zh"
    ? `${from!.name} 影响不到 ${to!.name}：${sector === undefined ? "" : `在部门 ${sector} 内`}没有任何依赖路径。`
    : `${from!.name} does not reach ${to!.name}: no path of needs leads there${sector === undefined ? "" : ` within the sector ${sector}`}.`

/** The shortest paths as lists of steps. */
const shortest = (
  model: Model,
  { from, to }: Found,
  { count, shortest: paths, slots }: Paths.Paths,
  language: Language
): Document.Document => {
  const zh = language === "zh"
  const labels = new Map(
    Indicator.all(model).map(({ label, name, slot }) => [slot, UnitText.inBrackets(language)(label[language], name)])
  )
  const steps = paths[0]!.length - 1
  const last = zh ? "（取自往年）" : " (from the past)"
  const variables = model.variables.filter(({ cells }) => cells.some(({ slot }) => slots.has(slot))).length
  return [
    { heading: zh ? `从 ${from!.name} 到 ${to!.name}` : `From ${from!.name} to ${to!.name}`, level: 1 },
    {
      paragraph: zh
        ? `最短路径 ${count} 条，${count === 1 ? "共" : "各"} ${steps} 步${count > paths.length ? `，列出前 ${paths.length} 条` : ""}；全部路径共经过 ${variables} 个变量。`
        : `${count === 1 ? "1 shortest path" : `${count} shortest paths`} of ${steps === 1 ? "1 step" : `${steps} steps`}${count > paths.length ? `, the first ${paths.length} of them here` : ""}; ${variables} variables lie on some path.`
    },
    ...paths.flatMap((path, i): Document.Document => [
      { heading: zh ? `路径 ${i + 1}` : `Path ${i + 1}`, level: 2 },
      { list: path.map(({ past, slot }, k) => `${k === 0 ? "" : "→ "}${labels.get(slot)!}${past ? last : ""}`) }
    ])
  ]
}

/** Prints the flowchart of a place's model, of what lies between two ends, or the shortest paths in words. */
export const graph = (input: {
  readonly place: string
  readonly from: Option.Option<string>
  readonly to: Option.Option<string>
  readonly sector: Option.Option<string>
  readonly text: boolean
}): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const place = yield* Load.place(input.place)
    const { model } = place
    const { language } = session
    const found = yield* ends(place, {
      from: Option.getOrUndefined(input.from),
      to: Option.getOrUndefined(input.to),
      sector: Option.getOrUndefined(input.sector)
    })
    const { from, sector, to } = found
    const isPath = from !== undefined && to !== undefined
    const own = new Set(
      model.variables
        .filter((variable) => variable.sector === sector)
        .flatMap(({ cells }) => cells.map(({ slot }) => slot))
    )
    const within = (slot: number): boolean => sector === undefined || own.has(slot)
    const dependencies = Dependencies.of(model)
    const paths = Paths.between(dependencies, { from: from?.slots, to: to?.slots, within })
    const isUnreached = isPath && paths.count === 0
    const chart = isUnreached ? undefined : Mermaid.flowchart(model, drawn(model, found, paths), language)
    if (session.json) {
      const addresses = (steps: ReadonlyArray<Paths.Step>) =>
        steps.map(({ past, slot }) => ({ indicator: model.cells[slot]!.name, past }))
      const told = isPath ? { count: paths.count, shortest: paths.shortest.map(addresses) } : undefined
      session.print(
        Format.line("model graph", {
          place: place.name,
          model: model.name,
          mermaid: chart ?? null,
          ...(told === undefined ? {} : { paths: told })
        })
      )
    } else if (chart === undefined) session.print(noPath(found, language))
    else if (input.text)
      session.print(Document.text(shortest(model, found, paths, language), session.width, session.palette))
    else session.print(chart)
  })
