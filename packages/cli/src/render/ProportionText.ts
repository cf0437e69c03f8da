/** How sure a share is that was counted, as text and as data. */
import * as Proportion from "@gongfu/core/sampling/Proportion"
import * as Figure from "@gongfu/core/wording/Figure"

/** How far off a share may be, in per cent without the sign: `±1.2`; `<0.5` where all agree or it is less than is told. */
export const error = (count: number, of: number): string => {
  const { isBound, value } = Proportion.precision(count, of)
  const told = Figure.fixed(value * 100, 1)
  if (!isBound && Number(told) > 0) return `±${told}`
  return `<${Figure.fixed(Math.max(1, Math.ceil(value * 1000)) / 10, 1)}`
}

/** The standard error of a share as data; where all agree there is none, and what it is at most. */
export const json = (count: number, of: number): object => {
  const { isBound, value } = Proportion.precision(count, of)
  return isBound ? { standardError: null, errorBelow: value } : { standardError: value }
}
