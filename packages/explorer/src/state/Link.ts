/**
 * The whole state of a page as the part of its address behind `#`, and back.
 *
 * L1  reading what was written gives the same state;
 * L2  any text whatever is read: what cannot be used is left out and counted, and the rest holds;
 * L3  what is read fits the model: names, ranges and years are those of the place.
 *
 * It is made of plain parts, `v=1&lang=zh&a=plan&a.dibao_growth=0.07`, so that a reader sees what a link says.
 */
import type { Language } from "@gongfu/core/document/Label"
import * as Indicator from "@gongfu/core/model/Indicator"
import type { Place } from "@gongfu/core/place/Place"
import type { Preset } from "../Payload.ts"
import * as Setup from "./Setup.ts"

/** The version of the form of a link. */
const version = "1"

/** How many variants stand side by side at most. */
export const mostSetups = 3

/** What a page looks at: a number of an indicator. */
export interface Point {
  readonly indicator: string
  readonly year: number
}

/** The state of a page. */
export interface State {
  readonly language: Language
  /** Nothing where the system decides. */
  readonly theme: "light" | "dark" | undefined
  readonly tab: "levers" | "assumptions"
  /** One to three. */
  readonly setups: ReadonlyArray<Setup.Setup>
  /** Which of them is being set. */
  readonly on: number
  readonly why: Point | undefined
  /** Charts beyond the headline, by indicator address; at most {@link mostCharts}. */
  readonly charts: ReadonlyArray<string>
}

/** What a link is read against. */
export interface Context {
  readonly place: Place
  readonly presets: ReadonlyArray<Preset>
  readonly first: string
  readonly language: Language
}

/** How many charts may be added. */
export const mostCharts = 24

/** The state of a page without a link. */
export const initial = ({ first, language }: Context): State => ({
  language,
  theme: undefined,
  tab: "levers",
  setups: [Setup.untouched(first)],
  on: 0,
  why: undefined,
  charts: []
})

const letters = ["a", "b", "c"] as const

/** The name of a setup, `A`. */
export const letter = (index: number): string => letters[index]!.toUpperCase()

/** The link of a state, without `#`. */
export const write = (state: State): string => {
  const parts: Array<readonly [string, string]> = [
    ["v", version],
    ["lang", state.language],
    ...(state.theme === undefined ? [] : [["theme", state.theme] as const]),
    ...(state.tab === "levers" ? [] : [["tab", state.tab] as const]),
    ...state.setups.flatMap((setup, i): ReadonlyArray<readonly [string, string]> => {
      const name = letters[i]!
      return [
        [name, setup.preset],
        ...(setup.shortage === undefined ? [] : [[`${name}.shortage`, setup.shortage] as const]),
        ...[setup.levers, setup.assumptions].flatMap((block) =>
          Object.keys(block)
            .toSorted()
            .map((address) => [`${name}.set.${address}`, Setup.written(block[address]!)] as const)
        )
      ]
    }),
    ...(state.on === 0 ? [] : [["on", letters[state.on]!] as const]),
    ...(state.why === undefined ? [] : [["why", `${state.why.indicator}@${state.why.year}`] as const]),
    ...state.charts.map((chart) => ["chart", chart] as const)
  ]
  return parts.map(([key, value]) => `${encode(key)}=${encode(value)}`).join("&")
}

/** A text as a link holds it: what needs no escape in a fragment stays legible. */
const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(/%(?:2C|3A|5B|5D|40)/g, (escaped) => decodeURIComponent(escaped))

const decode = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** What came of reading a link. */
export interface Read {
  readonly state: State
  /** How many of its parts could not be used. */
  readonly unused: number
}

/** Reads a link, with or without `#`. */
export const read = (link: string, context: Context): Read => {
  const { place, presets } = context
  const start = initial(context)
  const text = link.replace(/^#/, "")
  if (text === "") return { state: start, unused: 0 }
  let unused = 0
  const pairs = text.split("&").flatMap((part): ReadonlyArray<readonly [string, string]> => {
    const at = part.indexOf("=")
    const key = at === -1 ? undefined : decode(part.slice(0, at))
    const value = at === -1 ? undefined : decode(part.slice(at + 1))
    if (key !== undefined && value !== undefined) return [[key, value]]
    unused++
    return []
  })
  // A link of another version may mean other things by the same words.
  if (pairs.find(([key]) => key === "v")?.[1] !== version)
    return { state: start, unused: Math.max(1, pairs.length + unused) }

  const setups = new Map<string, Setup.Setup>()
  for (const [key, value] of pairs)
    if (letters.some((name) => name === key) && !setups.has(key) && presets.some((preset) => preset.key === value))
      setups.set(key, Setup.untouched(value))
  let { charts, language, tab, theme, why } = start
  let on: string | undefined
  const seen = new Set<string>()

  const use = (key: string, value: string): boolean => {
    if (key !== "chart" && seen.has(key)) return false
    seen.add(key)
    switch (key) {
      case "v":
        return true
      case "lang":
        if (value !== "en" && value !== "zh") return false
        language = value
        return true
      case "theme":
        if (value !== "light" && value !== "dark") return false
        theme = value
        return true
      case "tab":
        if (value !== "levers" && value !== "assumptions") return false
        tab = value
        return true
      case "on":
        on = value
        return setups.has(value)
      case "why": {
        const [indicator, year, ...more] = value.split("@")
        const found = pointOf(place, indicator!, year ?? "")
        why = more.length === 0 ? found : undefined
        return why !== undefined
      }
      case "chart": {
        const known = Indicator.find(place.model, value)?.name === value
        if (!known || charts.includes(value) || charts.length >= mostCharts) return false
        charts = [...charts, value]
        return true
      }
      default: {
        if (setups.has(key)) return setups.get(key)!.preset === value
        const [, name, rest] = /^([abc])\.(.*)$/s.exec(key) ?? []
        const setup = name === undefined ? undefined : setups.get(name)
        if (setup === undefined) return false
        const changed = withSetting(setup, rest!, value, context)
        if (changed !== undefined) setups.set(name!, changed)
        return changed !== undefined
      }
    }
  }
  for (const [key, value] of pairs) if (!use(key, value)) unused++

  const kept = letters.filter((name) => setups.has(name))
  if (kept.length === 0) return { state: { ...start, language, theme, tab, why, charts }, unused }
  const at = kept.findIndex((name) => name === on)
  return {
    state: { language, theme, tab, setups: kept.map((name) => setups.get(name)!), on: Math.max(0, at), why, charts },
    unused
  }
}

const pointOf = (place: Place, indicator: string, year: string): Point | undefined => {
  const { from, to } = place.model.years
  const at = /^\d{4}$/.test(year) ? Number(year) : Number.NaN
  return at >= from && at <= to && Indicator.find(place.model, indicator)?.name === indicator
    ? { indicator, year: at }
    : undefined
}

/** A setup with what one part of a link sets; nothing where it cannot be set. */
const withSetting = (
  setup: Setup.Setup,
  what: string,
  value: string,
  { place, presets }: Context
): Setup.Setup | undefined => {
  if (what === "shortage") return value === "refuse" || value === "scale" ? { ...setup, shortage: value } : undefined
  if (!what.startsWith("set.")) return undefined
  const name = what.slice("set.".length)
  const kind = Indicator.find(place.model, name)?.variable.kind
  const setting = Setup.read(value)
  if (setting === undefined || (kind !== "lever" && kind !== "assumption")) return undefined
  const preset = presets.find(({ key }) => key === setup.preset)!
  if (!Setup.fits(place.model, preset.scenario.years, kind, name, setting)) return undefined
  return Setup.set(setup, preset, kind, name, setting)
}
