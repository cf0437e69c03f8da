/** A small place of its own, for trying the command line: quick, and independent of any shipped model. */
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"

const files: Record<string, string> = {
  "gongfu.yaml": `gongfu: 1
place: toy
title: {en: Toy town, zh: 玩具镇}
headline: [income]
`,
  "targets.yaml": `gongfu: 1
areas:
  income: {en: Income, zh: 收入}
targets:
  doubled:
    clause: "1"
    area: income
    kind: level
    indicator: income
    by: 2023
    at_least: 150
    strength: firm
    label: {en: Income of 150, zh: 收入达到150元}
`,
  "model/model.yaml": `gongfu: 1
model: toy
label: {en: Toy model, zh: 玩具模型}
years: {from: 2020, to: 2024}
units:
  yuan: {label: {en: yuan, zh: 元}, decimals: 1}
  share: {label: {en: share, zh: 比例}, ratio: true, percent: true, decimals: 1}
sectors: [economy]
`,
  "model/economy.yaml": `sector: economy
label: {en: Economy, zh: 经济}
variables:
  effort:
    label: {en: Effort, zh: 力度}
    unit: share
    lever: {default: 0.1, min: 0, max: 1}
    source: {plan: "1"}
  growth:
    label: {en: Growth, zh: 增速}
    unit: share/year
    value: 0.02
    range: [0, 0.1]
    source: {assumption: "as before"}
  strain:
    label: {en: Strain, zh: 压力}
    unit: share
    equation: 1 / (1 - effort)
  income:
    label: {en: Income, zh: 收入}
    unit: yuan
    initial: 100
    equation: prev(income) * (1 + growth) * (1 + effort)
milestones:
  above: {label: {en: Income up by a fifth, zh: 收入增长两成}, when: "income > 1.2 * initial(income)"}
`,
  "scenarios/base.yaml": `gongfu: 1
name: base
title: {en: As it is, zh: 现状}
place: ..
`,
  "scenarios/more.yaml": `gongfu: 1
name: more
title: {en: More effort, zh: 加大力度}
extends: base.yaml
levers:
  effort: {2021: 0.1, 2023: 0.2}
`,
  "scenarios/most.yaml": `gongfu: 1
name: most
title: {en: Most effort, zh: 更大力度}
extends: more.yaml
levers:
  effort: {2021: 0.1, 2023: 0.3}
`,
  "scenarios/broken.yaml": `gongfu: 1
name: broken
title: {en: All effort, zh: 全部力度}
extends: base.yaml
levers:
  effort: {step: {2022: 1}}
`
}

/** Writes files into a folder. */
export const write = (folder: string, content: Readonly<Record<string, string>>): void => {
  for (const [path, text] of Object.entries(content)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** A fresh temporary folder. */
export const folder = (): string => mkdtempSync(join(tmpdir(), "gongfu-"))

/** A fresh folder that holds the toy place in `toy`. */
export const place = (): string => {
  const root = folder()
  write(join(root, "toy"), files)
  return root
}
