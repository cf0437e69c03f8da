/**
 * What a name that is not known may stand for, for messages.
 *
 * Who does not know a name types its label, in either language, or the beginning or a word of the name; who knows it
 * may mistype it. What is likeliest comes first and is told alone:
 *
 * 1. a label, as it stands;
 * 2. names that begin with what was typed, or hold it as whole words;
 * 3. labels that hold it: two Chinese characters of one at least, or whole English words;
 * 4. the name that is nearest by its letters, else that of the nearest label.
 */
import type { Label } from "./Label.ts"
import * as Nearest from "./Nearest.ts"

/** Something that has a name and, unless it is a plain name, a label. */
export interface Named {
  readonly name: string
  readonly label?: Label
}

/** A name that may be meant, and its label where that led to it. */
export interface Suggestion {
  readonly name: string
  readonly label?: Label
}

type Suggestions = ReadonlyArray<Suggestion>

const mostNames = 4
const mostLabels = 3

// What stands between words is no matter, be it in a name, an address or a label.
const words = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s·_[\]-]+/g, " ")
    .trim()

const joined = (text: string): string => words(text).replaceAll(" ", "")

const byLength = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)

/** The labels of something for which `fits` holds, in either language, with its name. */
const labelled = (named: ReadonlyArray<Named>, fits: (label: string, language: keyof Label) => boolean): Suggestions =>
  named
    .flatMap(({ label, name }) => {
      const found = label === undefined ? undefined : (["zh", "en"] as const).find((key) => fits(label[key], key))
      return found === undefined ? [] : [{ name, label: label!, fitting: label![found] }]
    })
    .toSorted((a, b) => byLength(a.fitting, b.fitting) || byLength(a.name, b.name))
    .slice(0, mostLabels)
    .map(({ label, name }) => ({ name, label }))

/** The names that begin with what was typed, or hold it; a variable stands for its members. */
const byWords = (typed: string, named: ReadonlyArray<Named>): Suggestions => {
  const part = words(typed)
  if (part.length < 2) return []
  const begins = ({ name }: Named) => words(name).startsWith(part)
  const fitting = named.filter((one) => begins(one) || ` ${words(one.name)} `.includes(` ${part} `))
  const names = new Set(fitting.map(({ name }) => name))
  const found = fitting
    .filter(({ name }) => !names.has(name.slice(0, Math.max(0, name.indexOf("[")))))
    .toSorted((a, b) => Number(begins(b)) - Number(begins(a)) || byLength(a.name, b.name))
    .map(({ name }): Suggestion => ({ name }))
  const first = found[0]?.name
  // A name that lacks hardly a letter is the one that was meant, whatever else begins like it.
  const isNear = first !== undefined && Nearest.slips(typed, first) <= Nearest.mostSlips(typed)
  return isNear ? found.filter(({ name }) => name.length === first.length) : found
}

const isPart = (typed: string) => {
  const [part, han] = [joined(typed), (typed.match(/\p{Script=Han}/gu) ?? []).length >= 2]
  const phrase = ` ${words(typed)} `
  const spelt = /[a-z]{3}/.test(phrase)
  return (label: string, language: keyof Label): boolean =>
    language === "zh" ? han && joined(label).includes(part) : spelt && ` ${words(label)} `.includes(phrase)
}

const near = (typed: string, named: ReadonlyArray<Named>): Suggestions => {
  const name = Nearest.nearest(
    typed,
    named.map((one) => one.name)
  )
  if (name !== undefined) return [{ name }]
  const labels = named.flatMap(({ label }) => (label === undefined ? [] : [label.zh, label.en]))
  const label = Nearest.nearest(typed, labels)
  return label === undefined ? [] : labelled(named, (own) => own === label)
}

/**
 * The names that `typed` may stand for, the likeliest first; none where nothing is like it. Of several `groups` the
 * first counts before the next, except for what is mistyped: there the nearest of all is meant.
 */
export const of = (typed: string, ...groups: ReadonlyArray<ReadonlyArray<Named>>): Suggestions => {
  const whole = joined(typed)
  if (whole === "") return []
  const distinct = groups.map((group) => [...new Map(group.map((one) => [one.name, one])).values()])
  const ways: ReadonlyArray<(named: ReadonlyArray<Named>) => Suggestions> = [
    (named) => labelled(named, (label) => joined(label) === whole),
    (named) => byWords(typed, named).slice(0, mostNames),
    (named) => labelled(named, isPart(typed))
  ]
  for (const way of ways)
    for (const group of distinct) {
      const found = way(group)
      if (found.length > 0) return found
    }
  return near(typed, distinct.flat())
}

const listed = (parts: ReadonlyArray<string>, comma: string, or: string): string =>
  parts.length === 1 ? parts[0]! : `${parts.slice(0, -1).join(comma)}${or}${parts.at(-1)!}`

/** The question whether one of these was meant, as a next step; nothing where there are none. */
export const question = (suggestions: Suggestions): Label | undefined => {
  if (suggestions.length === 0) return undefined
  const en = suggestions.map(({ label, name }) => (label === undefined ? `"${name}"` : `${name} (${label.en})`))
  const zh = suggestions.map(({ label, name }) => (label === undefined ? `“${name}”` : ` ${name}（${label.zh}）`))
  return { en: `did you mean ${listed(en, ", ", " or ")}?`, zh: `是否想写${listed(zh, "、", "或")}？` }
}
