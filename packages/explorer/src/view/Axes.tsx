/** The axes of a chart: texts and rules in the page around it, which stay as they are while only lines move. */
import * as Figure from "@gongfu/core/wording/Figure"
import { useMemo } from "preact/hooks"
import * as LineChart from "../chart/LineChart.ts"

/** The axes of a chart, told as text: as long as it says the same, they stay as they are. */
export const Axes = ({ axes }: { readonly axes: string }) =>
  useMemo(() => {
    const [from, to, min, max, step] = axes.split(" ").map(Number) as [number, number, number, number, number]
    const percent = axes.endsWith("%")
    const { bottom, left, right, top } = LineChart.margin
    const every = to - from > 8 ? 5 : 1
    const years = Array.from({ length: to - from + 1 }, (_, i) => from + i).filter((year) => year % every === 0)
    const values = Array.from({ length: Math.round((max - min) / step) + 1 }, (_, i) => min + i * step)
    const show = tickOf(percent, step)
    return (
      <div class="axes" aria-hidden="true">
        {values.map((value) => {
          const bottomAt = `calc(${bottom}px + ${(value - min) / (max - min)} * (100% - ${top + bottom}px))`
          return (
            <>
              <span class="tick" style={{ bottom: bottomAt }}>
                {show(value)}
              </span>
              <span class="tick line" style={{ bottom: bottomAt }} />
            </>
          )
        })}
        {years.map((year) => (
          <span
            key={year}
            class="year"
            style={{ left: `calc(${left}px + ${(year - from) / (to - from)} * (100% - ${left + right}px))` }}
          >
            {year}
          </span>
        ))}
      </div>
    )
  }, [axes])

/** How an axis shows its numbers: as few decimals as tell its steps apart. */
const tickOf = (percent: boolean, step: number): ((value: number) => string) => {
  const factor = percent ? 100 : 1
  const size = step * factor
  let decimals = 0
  while (decimals < 6 && Math.abs(Math.round(size * 10 ** decimals) / 10 ** decimals - size) > size * 1e-6) decimals++
  return (value) => `${Figure.fixed(value * factor, decimals)}${percent ? "%" : ""}`
}
