/** Models over one dimension of any number of members, `v0`, `v1`, …: an input `x` by member and equations on it. */
import type { ModelDocument } from "@gongfu/core/model/ModelDocument"

const label = { en: "x", zh: "名" }

/** The number of a member: of any size and sign, so that the order of a sum shows in its last digits; some are zeros. */
const valueOf = (i: number): number =>
  i % 17 === 3 ? -0 : ((i * 7919) % 1009) * 10 ** ((i * 5) % 13) * (i % 3 === 1 ? -1 : 1)

/** An equation, over the dimension or not. */
export interface Wide {
  readonly equation: string
  readonly over?: boolean
  readonly initial?: string
}

/** A document of `members` members with equations `of_0`, `of_1`, … and a law that its first equation equals itself. */
export const document = (members: number, equations: ReadonlyArray<Wide>): ModelDocument => {
  const names = Array.from({ length: members }, (_, i) => `v${i}`)
  return {
    gongfu: 1,
    model: "wide",
    label,
    years: { from: 2020, to: 2023 },
    units: { share: { label, ratio: true } },
    dimensions: [{ name: "village", label, members: names.map((name) => ({ name, label })) as never }],
    sectors: [
      {
        name: "all",
        label,
        variables: [
          {
            name: "x",
            label,
            unit: "share",
            over: ["village"],
            value: Object.fromEntries(names.map((name, i) => [name, valueOf(i)])),
            source: { statistic: "p. 1" }
          },
          ...equations.map(({ equation, initial, over }, i) => ({
            name: `of_${i}`,
            label,
            unit: "share",
            ...(over === true ? { over: ["village"] } : {}),
            ...(initial === undefined ? {} : { initial }),
            equation
          }))
        ],
        invariants: [{ name: "law", label, equal: [equations[0]!.equation, "of_0"] }],
        milestones: [{ name: "far", label, when: `${equations[0]!.equation} > 0` }]
      }
    ]
  }
}
