/** Changes of a file as data: still YAML, but with other keys, types, references, equations and dimensions. */
import { parse, stringify } from "yaml"
import type { Dice } from "./Dice.ts"

type Path = ReadonlyArray<string | number>
type Data = unknown

const paths = (data: Data, at: Path = []): ReadonlyArray<Path> => [
  at,
  ...(Array.isArray(data)
    ? data.flatMap((inner, i) => paths(inner, [...at, i]))
    : typeof data === "object" && data !== null
      ? Object.entries(data).flatMap(([key, inner]) => paths(inner, [...at, key]))
      : [])
]

const get = (data: Data, path: Path): Data =>
  path.reduce<Data>((inner, key) => (inner as Record<string | number, Data>)[key], data)

/** The data with what stands at a path changed; `undefined` takes it out. */
const set = (data: Data, [key, ...rest]: Path, change: (inner: Data) => Data): Data => {
  if (key === undefined) return change(data)
  if (Array.isArray(data)) return data.flatMap((inner, i) => (i === key ? (set(inner, rest, change) ?? []) : [inner]))
  return Object.fromEntries(
    Object.entries(data as object).flatMap(([name, inner]) => {
      if (name !== String(key)) return [[name, inner]]
      const changed = set(inner, rest, change)
      return changed === undefined ? [] : [[name, changed]]
    })
  )
}

const values: ReadonlyArray<Data> = [
  null,
  true,
  false,
  0,
  1,
  -1,
  -0,
  0.5,
  1e308,
  -1e308,
  1e-320,
  2050,
  1899,
  NaN,
  Infinity,
  "",
  " ",
  "x",
  "1",
  "prev",
  "__proto__",
  "constructor",
  "0 / 0",
  "1 / 0",
  "exp(1000)",
  "(".repeat(300),
  "1 + ".repeat(3000) + "1",
  "x".repeat(5000),
  [],
  {},
  [[]],
  { en: "x" },
  { 2020: 1 },
  { 2020: 1, 2021: -1, 2200: 3 },
  { step: { 2022: 1 } }
]

const words = /[a-z_$][a-z0-9_$]*|\d+(\.\d+)?|[^\s\w]/gi

/** An equation with one of its tokens gone, doubled, or another one. */
const equation = (text: string, names: ReadonlyArray<string>, dice: Dice): string => {
  const tokens = text.match(words) ?? []
  if (tokens.length === 0) return text
  const at = dice.below(tokens.length)
  const others = [
    ...names,
    ...tokens,
    "prev",
    "initial",
    "sum",
    "min",
    "max",
    "exp",
    "ln",
    "sqrt",
    "year",
    "+",
    "-",
    "*",
    "/",
    "^",
    "(",
    ")",
    "[",
    "]",
    ",",
    "<",
    "0",
    "1e308",
    "0.5",
    "not",
    "and",
    "?"
  ]
  const change = dice.below(3)
  const token = tokens[at]!
  return tokens.toSpliced(at, 1, ...(change === 0 ? [] : change === 1 ? [token, token] : [dice.of(others)])).join(" ")
}

const change = (data: Data, names: ReadonlyArray<string>, dice: Dice): Data => {
  const all = paths(data)
  const at = dice.of(all)
  const kind = dice.below(9)
  switch (kind) {
    case 0:
      return set(data, at, () => undefined)
    case 1:
      return set(data, at, () => dice.of(values))
    case 2:
      return set(data, at, () => get(data, dice.of(all)))
    case 3: {
      const other = dice.of(all)
      const [a, b] = [get(data, at), get(data, other)]
      // One inside the other has no place to be swapped to.
      const inside = at.every((key, i) => key === other[i]) || other.every((key, i) => key === at[i])
      return inside
        ? data
        : set(
            set(data, at, () => b),
            other,
            () => a
          )
    }
    case 4: {
      const keyed = all.filter((path) => typeof path.at(-1) === "string")
      if (keyed.length === 0) return data
      const path = dice.of(keyed)
      const name = dice.of([...names, "__proto__", "", "Two Words", "x", "constructor", "2020", String(path.at(-1))])
      return set(data, path.slice(0, -1), (inner) =>
        Object.fromEntries(
          Object.entries(inner as object).map(([key, value]) => [key === path.at(-1) ? name : key, value])
        )
      )
    }
    case 5:
      return set(data, at, (inner) => (Array.isArray(inner) ? [...inner, ...inner] : [inner]))
    default: {
      const texts = all.filter((path) => {
        const value = get(data, path)
        return typeof value === "string" && /[a-z0-9]/i.test(value)
      })
      if (texts.length === 0) return data
      const calculated = texts.filter((path) => /[-+*/(]/.test(get(data, path) as string))
      const path = dice.of(calculated.length > 0 && !dice.once(4) ? calculated : texts)
      return set(data, path, (inner) => (dice.once(4) ? dice.of(names) : equation(inner as string, names, dice)))
    }
  }
}

/** A changed file, written as YAML; one that is none any more stays as it is. `names` are those of the model. */
export const mutate = (text: string, names: ReadonlyArray<string>, dice: Dice): string => {
  let data: Data = parse(text)
  const times = 1 + dice.below(2)
  for (let i = 0; i < times; i++) data = change(data, names, dice)
  return data === undefined ? "" : stringify(data, { lineWidth: 0 })
}
