/** Several members side by side, each by the kernel in JavaScript: what lanes of any other kind have to equal. */
import type { Kernel } from "@gongfu/core/model/Kernel"
import * as Lanes from "@gongfu/core/model/Lanes"

/** Lanes of a width. */
export const lanesOf = (kernel: Kernel, years: number, width: number): Lanes.Lanes => {
  const alone = Array.from({ length: width }, () => Lanes.javaScript(kernel, years))
  const rows = new Float64Array(alone[0]!.rows.length * width)
  const out = new Float64Array(alone[0]!.out.length * width)
  return {
    lanes: width,
    years,
    rows,
    out,
    sound: (year, stopsForShortage) =>
      alone.reduce((all, one, lane) => all | (one.sound(year, stopsForShortage) << lane), 0),
    project: (count) => {
      for (const [lane, one] of alone.entries()) {
        for (let i = 0; i < one.rows.length; i++) one.rows[i] = rows[i * width + lane]!
        one.project(count)
        for (let i = 0; i < one.rows.length; i++) rows[i * width + lane] = one.rows[i]!
        for (let i = 0; i < one.out.length; i++) out[i * width + lane] = one.out[i]!
      }
    }
  }
}
