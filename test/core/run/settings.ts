/** Runs without a place: a model of one's own, no targets unless given, any scenario. */
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Kernel from "@gongfu/core/model/Kernel"
import type { Model } from "@gongfu/core/model/Model"
import type { Assessor } from "@gongfu/core/run/Decider"
import type * as Run from "@gongfu/core/run/Run"
import type { Scenario } from "@gongfu/core/scenario/Scenario"

/** What carries out runs of a model. */
export const settingOf = (model: Model, assess: Assessor = () => []): Run.Setting => ({
  kernel: Kernel.compile(model),
  assess,
  fingerprints: { model: model.fingerprint, targets: Fingerprint.ofText("targets"), place: Fingerprint.ofText("place") }
})

/** A scenario that says nothing but what is given. */
export const scenarioOf = (says: Partial<Scenario> = {}): Scenario => ({
  gongfu: 1,
  name: "drawn",
  title: { en: "Drawn", zh: "抽取" },
  years: { from: 2020, to: 2035 },
  shortage: "refuse",
  levers: {},
  assumptions: {},
  shocks: [],
  expect: [],
  ...says
})
