/**
 * `gongfu why RUN VARIABLE YEAR`: a number of a run, explained: its equation with its numbers, and what those come
 * from. `gongfu why A B VARIABLE`: the first place where two runs part, among all that the variable depends on, and what
 * carries most of the difference to it; with a YEAR, of that year, else of the first in which it differs.
 *
 * The arguments tell which is meant: a year is a whole number, and no variable's name is. Nothing of an explanation
 * is stored: it is read off the run's own model and events. Runs that part end with code 2, as in `compare`.
 */
import * as AttributionFault from "@gongfu/core/analysis/AttributionFault"
import * as Explanation from "@gongfu/core/analysis/Explanation"
import * as FirstDivergence from "@gongfu/core/analysis/FirstDivergence"
import * as History from "@gongfu/core/analysis/History"
import * as Paired from "@gongfu/core/analysis/Paired"
import type { Fault } from "@gongfu/core/document/Fault"
import type { Label } from "@gongfu/core/document/Label"
import * as Meant from "@gongfu/core/document/Meant"
import * as Span from "@gongfu/core/document/Span"
import * as Indicator from "@gongfu/core/model/Indicator"
import type { Model } from "@gongfu/core/model/Model"
import * as Effect from "effect/Effect"
import * as Choose from "../options/Choose.ts"
import { Ended, type Failure, Faulty, Refused } from "../session/Failure.ts"
import * as DivergenceText from "../render/DivergenceText.ts"
import * as Document from "../render/Document.ts"
import * as ExplanationText from "../render/ExplanationText.ts"
import * as NextStep from "../render/NextStep.ts"
import * as NumberText from "../render/NumberText.ts"
import * as WhyJson from "../render/WhyJson.ts"
import * as Format from "../session/Format.ts"
import { Session, type Shape } from "../session/Session.ts"
import * as Together from "../options/Together.ts"
import * as Sides from "../records/Sides.ts"
import * as ShellWord from "../session/ShellWord.ts"
import * as WhyWords from "./WhyWords.ts"

/** So many numbers of one variable are explained together; of more, one has to be chosen. */
const few = 4

/** How deep an explanation goes when nothing is said: one number, and several at once. */
const usualDepth = 2
const depthOfFew = 1

/** How many levels a tree in Markdown has before it goes on below. */
const markdownLevels = 6

/** The numbers that a name means: one address, or all of a variable's, or those of the members that are given. */
const numbersOf = (model: Model, name: string): ReadonlyArray<Indicator.Indicator> => {
  const one = Indicator.find(model, name)
  if (one !== undefined) return [one]
  const [variable, ...members] = name
    .replaceAll(" ", "")
    .split(/[[\]]+/)
    .filter((part) => part !== "")
  return Indicator.all(model).filter(
    (indicator) => indicator.variable.name === variable && members.every((member) => indicator.members.includes(member))
  )
}

const unknown = (models: ReadonlyArray<Model>, name: string, more: ReadonlyArray<string> = []): Faulty => {
  const meant = Meant.of(
    name,
    models.flatMap(Indicator.named),
    more.map((one) => ({ name: one }))
  )
  return new Faulty({ faults: [Choose.UnknownIndicator(Span.whole("VARIABLE"), { name, meant })] })
}

const severalMembers = (name: string, addresses: ReadonlyArray<string>): Refused =>
  new Refused({
    kind: "MemberNeeded",
    problem: {
      en: `${name} has ${addresses.length} numbers a year`,
      zh: `${name} 每年有 ${addresses.length} 个数值`
    },
    remedy: { en: `name one of them: ${addresses.join(", ")}`, zh: `请写明其中之一：${addresses.join("、")}` }
  })

const lawOfOneYear = ({ name, year }: Explanation.Law): Refused =>
  new Refused({
    kind: "LawOfOneYear",
    problem: {
      en: `${name} is a law of the model, and the run stopped at it in ${year}`,
      zh: `${name} 是模型约束，推演在 ${year} 年因其不成立而中止`
    },
    remedy: { en: `ask for ${year}`, zh: `请查询 ${year} 年` }
  })

const badDepth = (depth: string): Refused =>
  new Refused({
    kind: "BadDepth",
    problem: { en: `--depth cannot be "${depth}"`, zh: `--depth 不能是“${depth}”` },
    remedy: { en: "it takes a whole number from 0, or all", zh: "可用的值：0 及以上的整数，或 all" }
  })

const notInBoth = ([a, b]: readonly [Sides.Side, Sides.Side], years: ReadonlyArray<number>, year: number): Fault => {
  const [from, to] = [years[0], years.at(-1)]
  const span = Span.whole("YEAR")
  return from === undefined || to === undefined
    ? AttributionFault.NoCommonYears(span, { a: a.id, b: b.id })
    : AttributionFault.YearNotCommon(span, { year, from, to })
}

/** A label for what was asked: that of one number, or of the variable. */
const askedOf = (indicators: ReadonlyArray<Indicator.Indicator>): Label =>
  indicators.length === 1 ? indicators[0]!.label : indicators[0]!.variable.label

const explain = (
  session: Shape,
  side: Sides.Side,
  input: {
    readonly name: string
    readonly year: number
    readonly depth: number | undefined
    readonly markdown: boolean
  }
): Effect.Effect<void, Failure> =>
  Effect.gen(function* () {
    const { language, palette, width } = session
    const { year } = input
    const name = Indicator.nameOf(side.model, input.name)
    const history = History.of(side)
    const { failed, from, model, to } = history
    const law = Explanation.brokenLaw(history, name)
    const found = numbersOf(model, name)
    if (found.length === 0 && law === undefined) return yield* unknown([model], name, failed ? [failed.variable] : [])
    if (law === undefined && found.length > few)
      return yield* severalMembers(
        name,
        found.map((indicator) => indicator.name)
      )
    if (found.length === 0 && year !== law!.year) return yield* lawOfOneYear(law!)
    if (year < from || year > to)
      return yield* new Faulty({ faults: [Choose.YearNotThere(Span.whole("YEAR"), { year, from, to })] })
    const isLaw = found.length === 0
    const roots = isLaw ? law!.reads : found.map(({ slot }) => ({ slot, year }))
    const usual = roots.length > 1 ? depthOfFew : usualDepth
    const explanation = Explanation.of(history, roots, input.depth ?? usual)
    const told = isLaw ? law : undefined
    if (session.json) {
      session.print(
        Format.line("why", {
          run: { id: side.id, title: side.title },
          variable: name,
          year,
          explanation: JSON.parse(JSON.stringify(WhyJson.explanation(history, explanation, told)))
        })
      )
      return
    }
    const asked = isLaw ? law!.invariant.label : askedOf(found)
    const document = ExplanationText.document(
      {
        numbers: NumberText.of(history, language),
        explanation,
        law: told,
        run: { id: side.id, title: side.title[language] },
        asked: asked[language],
        year
      },
      input.markdown ? markdownLevels : ExplanationText.levelsIn(width)
    )
    const whole = NextStep.inDocument(session, document)
    session.print(input.markdown ? Document.markdown(whole) : Document.text(whole, width, palette))
  })

const diverge = (
  session: Shape,
  sides: readonly [Sides.Side, Sides.Side],
  {
    markdown,
    name: asked,
    typed,
    year
  }: {
    readonly name: string
    readonly year: number | undefined
    /** The command that was typed, without the year. */
    readonly typed: string
    readonly markdown: boolean
  }
): Effect.Effect<void, Failure> =>
  Effect.gen(function* () {
    const { language, palette, width } = session
    const histories = [History.of(sides[0]), History.of(sides[1])] as const
    const name = sides.map(({ model }) => Indicator.nameOf(model, asked)).find((one) => one !== asked) ?? asked
    const own = sides.map(({ model }) => numbersOf(model, name))
    const indicators = own[0]!.length > 0 ? own[0]! : own[1]!
    if (indicators.length === 0)
      return yield* unknown(
        sides.map(({ model }) => model),
        name
      )
    const names = [...new Set(own.flat().map((indicator) => indicator.name))]
    const paired = Paired.of(...histories)
    const years = Paired.years(paired)
    if (year !== undefined && !years.includes(year))
      return yield* new Faulty({ faults: [notInBoth(sides, years, year)] })
    const found = FirstDivergence.of(histories[0], histories[1], names, year)
    if (session.json)
      session.print(
        Format.line("why", {
          runs: sides.map(({ id, title }) => ({ id, title })),
          variable: name,
          ...(year === undefined ? {} : { year, since: found.since ?? null }),
          ...(JSON.parse(
            JSON.stringify(
              WhyJson.divergence(histories, found, (history, instant) => Explanation.of(history, [instant], 0))
            )
          ) as object)
        })
      )
    else {
      const document = DivergenceText.document({
        found,
        numbers: [NumberText.of(histories[0], language), NumberText.of(histories[1], language)],
        runs: sides.map(({ id, title }) => ({ id, title: title[language] })),
        asked: askedOf(indicators)[language],
        ...(year !== undefined && {
          only: {
            year,
            pairs: names.map((one) => Paired.pairOf(paired, one, year)),
            command: typed
          }
        })
      })
      const whole = NextStep.inDocument(session, document)
      session.print(markdown ? Document.markdown(whole) : Document.text(whole, width, palette))
    }
    if (found.divergence !== undefined) return yield* new Ended({ code: 2 })
  })

/** Explains a number, or finds where two runs part. */
export const why = (input: {
  readonly first: string
  readonly second: string
  readonly third: string
  readonly fourth: string | undefined
  readonly depth: string | undefined
  readonly markdown: boolean
}): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { first, fourth, markdown, second, third } = input
    const depth = input.depth === "all" ? Infinity : input.depth === undefined ? undefined : Number(input.depth)
    if (depth !== undefined && !/^(\d+|all)$/.test(input.depth!)) return yield* badDepth(input.depth!)
    yield* WhyWords.inOrder(first, second, third, fourth)
    if (WhyWords.isNumber(third)) {
      const [side] = yield* WhyWords.runFirst(Sides.of([first]), first, second, third)
      return yield* explain(session, side!, { name: second, year: Number(third), depth, markdown })
    }
    if (depth !== undefined)
      return yield* Together.alone("--depth", {
        en: "a year of one run (gongfu why RUN VARIABLE YEAR)",
        zh: "单次推演的年份（gongfu why RUN VARIABLE YEAR）"
      })
    const [a, b] = yield* Sides.of([first, second])
    const year = fourth === undefined ? undefined : Number(fourth)
    const typed = ShellWord.command("why", first, second, third)
    return yield* diverge(session, [a!, b!], { name: third, year, typed, markdown })
  })
