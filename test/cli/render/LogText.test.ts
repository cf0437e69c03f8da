import type { RunFailed } from "@gongfu/core/run/Event"
import * as LogText from "gongfu/render/LogText"
import { assert, it } from "vitest"

const failed = (reason: RunFailed["reason"]): RunFailed => ({
  type: "RunFailed",
  schema: 1,
  year: 2023,
  variable: "fund_asked",
  equation: "a <= b",
  inputs: { a: 2, b: 1 },
  result: "0",
  reason
})

it("a run that stopped names the variable without a finite number, or the law that does not hold", () => {
  const said = (reason: RunFailed["reason"]) =>
    LogText.happened(
      {
        stream: "plan-00000001",
        versions: { from: 5, to: 6 },
        positions: { from: 5, to: 6 },
        recordedAt: "2026-11-23T08:00:00.000Z",
        started: undefined,
        ensemble: undefined,
        settings: [],
        year: undefined,
        ended: failed(reason)
      },
      new Map()
    )
  assert.deepStrictEqual(said("not_finite"), [
    { en: "stopped in 2023 at fund_asked", zh: "2023 年中止于变量 fund_asked" }
  ])
  assert.deepStrictEqual(said("invariant_broken"), [
    { en: "stopped in 2023: the law fund_asked does not hold", zh: "2023 年中止：约束 fund_asked 不成立" }
  ])
})
