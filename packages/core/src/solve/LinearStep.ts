/**
 * The best step from a point as far as straight lines tell: a linear program.
 *
 * Every lever may go up and down, each way with slopes of its own, because the numbers of a model have corners: at
 * the limit of a budget more asked for brings nothing, and less asked for takes something away. The program is solved
 * by the simplex method (YALPS).
 */
import { solve as simplex } from "yalps"

/** One way of one lever: moved by `part` of the step's size, the price and every margin change by a slope each. */
export interface Way {
  readonly lever: number
  readonly sign: 1 | -1
  /** The most that it may be moved, as a part of the step's size. */
  readonly room: number
  readonly price: number
  /** What each margin gains. */
  readonly gains: Float64Array
}

/** What a shortfall costs: the worst of the needs that are not firm, each of them, and the worst of those that are. */
export interface Penalties {
  readonly worst: number
  readonly total: number
  readonly firm: number
}

/**
 * The cheapest step: for each lever a part of the step's size. `short` is what each need lacks, as a part of the
 * step's size too, below zero where it has more than it needs. Nothing where the program could not be solved.
 */
export const of = (
  count: number,
  ways: ReadonlyArray<Way>,
  short: Float64Array,
  { firm: isFirm, weights }: { readonly firm: ReadonlyArray<boolean>; readonly weights: Float64Array | undefined },
  penalties: Penalties
): Float64Array | undefined => {
  const weightOf = (need: number): number => weights?.[need] ?? 1
  const pressing = [...short.keys()].filter((need) => {
    const most = ways.reduce((loss, { gains, room }) => loss + Math.max(0, -gains[need]!) * room, 0)
    return short[need]! > -most && (isFirm[need] === true || weightOf(need) > 0)
  })
  const aims = pressing.filter((need) => isFirm[need] !== true)
  const firm = pressing.filter((need) => isFirm[need] === true)
  const variables = ways.map((way, w): [string, ReadonlyArray<readonly [string, number]>] => [
    `way${w}`,
    [
      ["price", way.price],
      [`room${w}`, 1],
      ...pressing.flatMap((need): ReadonlyArray<readonly [string, number]> =>
        way.gains[need] === 0 ? [] : [[`need${need}`, way.gains[need]!]]
      )
    ]
  ])
  const lacking = (needs: ReadonlyArray<number>, name: string, price: number): typeof variables =>
    needs.length === 0 || price === 0
      ? []
      : [[name, [["price", price], ...needs.map((need) => [`need${need}`, 1] as const)]]]
  // With a price on each aim the worst of them needs conditions of its own.
  const each = penalties.total > 0
  const eachName = (need: number): string => (each ? `worst${need}` : `need${need}`)
  const worst: typeof variables =
    aims.length === 0
      ? []
      : [["worst", [["price", penalties.worst], ...aims.map((need) => [eachName(need), 1] as const)]]]
  const lack = each
    ? aims.map((need): (typeof variables)[number] => [
        `lack${need}`,
        [
          ["price", penalties.total * weightOf(need)],
          [`need${need}`, 1],
          [`worst${need}`, -1]
        ]
      ])
    : []
  const solution = simplex({
    direction: "minimize",
    objective: "price",
    constraints: [
      ...ways.map(({ room }, w) => [`room${w}`, { max: room }] as const),
      ...pressing.map((need) => [`need${need}`, { min: short[need]! }] as const),
      ...(each ? aims.map((need) => [`worst${need}`, { min: 0 }] as const) : [])
    ],
    variables: [...variables, ...worst, ...lack, ...lacking(firm, "firm", penalties.firm)]
  })
  if (solution.status !== "optimal") return undefined
  const step = new Float64Array(count)
  for (const [name, part] of solution.variables)
    if (name.startsWith("way")) {
      const { lever, sign } = ways[Number(name.slice(3))]!
      step[lever] = step[lever]! + sign * part
    }
  return step
}
