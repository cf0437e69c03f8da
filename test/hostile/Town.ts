/** A place whose every text is given by who asks for it: files to load, and what became of them. */
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"

/** What stands in a slot when all is well. */
export const calm = (slot: number): string => `Placid${slot}x`

/** The slots of a text that {@link calm} made. */
export const slotsIn = (text: string): ReadonlyArray<number> =>
  [...text.matchAll(/Placid(\d+)x/g)].map(([, slot]) => Number(slot))

/** The files of a place, with a text of its own in each slot that a file has for one. */
export const files = (textIn: (slot: number) => string): Readonly<Record<string, string>> => {
  let slots = 0
  const text = (): string => textIn(slots++)
  // JSON is YAML: a text in double quotes with escapes.
  const q = (): string => JSON.stringify(text())
  const label = (): string => `{en: ${q()}, zh: ${q()}}`
  return {
    "gongfu.yaml": `gongfu: 1
place: town
title: ${label()}
headline: [income, "people[old]"]
`,
    "targets.yaml": `gongfu: 1
areas:
  money: ${label()}
targets:
  doubled: {clause: ${q()}, area: money, kind: level, indicator: income, by: 2023, at_least: 150, strength: firm, label: ${label()}, note: ${label()}}
  people: {clause: ${q()}, area: money, kind: level, indicator: "people[old]", by: 2022, at_least: 1, strength: around, tolerance: 0.1, label: ${label()}}
`,
    "model/model.yaml": `gongfu: 1
model: town
label: ${label()}
years: {from: 2020, to: 2024}
units:
  yuan: {label: ${label()}, decimals: 1}
  person: {label: ${label()}}
  share: {label: {en: share, zh: 比例}, ratio: true, percent: true, decimals: 1}
dimensions:
  age:
    label: ${label()}
    members:
      - {name: young, label: ${label()}}
      - {name: old, label: ${label()}}
sectors: [economy, society]
`,
    "model/economy.yaml": `sector: economy
label: ${label()}
variables:
  effort: {label: ${label()}, unit: share, lever: {default: 0.1, min: 0, max: 1}, source: {plan: ${q()}, note: ${q()}}, note: ${label()}}
  growth: {label: ${label()}, unit: share/year, value: 0.02, range: [0, 0.1], source: {assumption: ${label()}, note: ${q()}}, note: ${label()}}
  base: {label: ${label()}, unit: yuan, value: 100, source: {statistic: ${q()}, note: ${label()}}}
  other: {label: ${label()}, unit: yuan, value: 3, range: [1, 4], source: {derived: ${q()}}}
  income: {label: ${label()}, unit: yuan, initial: base, equation: prev(income) * (1 + growth) * (1 + effort), note: ${label()}}
milestones:
  above: {label: ${label()}, when: "income > 1.2 * initial(income)"}
invariants:
  positive: {label: ${label()}, within: [income, 0, 100000]}
`,
    "model/society.yaml": `sector: society
label: ${label()}
variables:
  people: {label: ${label()}, unit: person, over: [age], initial: {young: 5, old: 7}, equation: prev(people) * income / prev(income), note: ${label()}}
`,
    "backtest.yaml": `gongfu: 1
actuals: published.csv
scope: Town
fitted_through: 2021
indicators:
  - {published: Income, unit: 10 yuan, indicator: income, factor: 10, note: ${label()}}
`,
    "published.csv": `indicator,year,value,unit,scope,source
Income,2020,10,10 yuan,Town,${field(text())}
Income,2022,12,10 yuan,Elsewhere,${field(text())}
${field(`R${text()}`)},2021,800,mm,Town,${field(text())}
`,
    "scenarios/base.yaml": `gongfu: 1
name: base
title: ${label()}
description: ${label()}
place: ..
expect: ["income[2023] > 0"]
`,
    "scenarios/more.yaml": `gongfu: 1
name: more
title: ${label()}
description: ${label()}
extends: base.yaml
levers:
  effort: {2021: 0.1, 2023: 0.2}
assumptions:
  growth: {2022: 0.03}
shocks:
  - {name: slump, on: growth, times: {2023: 0.5}, plus: {2022: 0.01}, because: ${label()}}
shortage: scale
`
  }
}

const field = (text: string): string => `"${text.replaceAll('"', '""')}"`

/** A fresh folder with these files in it. */
export const folder = (content: Readonly<Record<string, string>>, name = "town"): string => {
  const root = join(mkdtempSync(join(tmpdir(), "gongfu-")), name)
  for (const [path, text] of Object.entries(content)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}
