/** What was set by hand as data, for programs: which lever or assumption, from which year on, and its values before and after. */
import * as LineageText from "./LineageText.ts"

/** A setting as plain data. */
export const of = (setting: LineageText.Setting): object => ({
  kind: setting.type === "LeverAdjusted" ? "lever" : "assumption",
  indicator: LineageText.nameOf(setting),
  year: setting.year,
  before: setting.from,
  after: setting.to,
  ...(setting.reason === undefined ? {} : { reason: setting.reason })
})
