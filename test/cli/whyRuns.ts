/** Runs of the toy place for `gongfu why`, and a scenario that is not run. */
import { join } from "node:path"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

/** A folder with the runs `base` and `more` on record, and `hit` as a file. */
export const make = async (): Promise<string> => {
  await Cli.built()
  const root = Toy.place()
  Toy.write(join(root, "toy"), {
    "scenarios/hit.yaml": `gongfu: 1
name: hit
title: {en: A bad year, zh: 歉年}
extends: base.yaml
assumptions:
  growth: 0.03
shocks:
  - {name: drought, on: growth, times: {2022: 0.5}, plus: {2022: -0.005}, because: {en: no rain, zh: 无雨}}
`
  })
  Cli.aside(root, ["run", "toy/scenarios/base.yaml", "toy/scenarios/more.yaml"])
  return root
}
