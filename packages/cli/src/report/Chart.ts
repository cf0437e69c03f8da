/**
 * The one place that knows Apache ECharts: from what to draw to markup that needs nothing else.
 *
 * C1  the same drawing gives the same bytes, whatever was drawn before it: what ECharts numbers through is renamed;
 * C2  the markup holds no style, no script and no attribute of an event, so that it stands under the strictest policy;
 * C3  texts stay texts; they are set in the font of the page.
 *
 * Only what draws reports leads here, and that is loaded when a report is made: no other command pays for ECharts.
 */
import { CustomChart, LineChart } from "echarts/charts"
import { GridComponent } from "echarts/components"
import * as core from "echarts/core"
import { SVGRenderer } from "echarts/renderers"
import { escaped, type Html, trusted } from "../render/Html.ts"
import { printable } from "../render/Width.ts"

/** What to draw, in the units of the page (1/96 inch), and what it shows, for readers who do not see it. */
export interface Drawing {
  /** Unique in the page; letters, digits and hyphens. */
  readonly id: string
  readonly title: string
  readonly width: number
  readonly height: number
  readonly option: core.EChartsCoreOption
}

/** Draws. */
export type Draw = (drawing: Drawing) => Html

/** What of a style may become an attribute, which a policy does not forbid; the font is the page's. */
const kept = new Set(["font-size", "font-weight", "font-style"])

const attributesOf = (style: string): string =>
  style
    .split(";")
    .map((declaration) => declaration.split(":").map((part) => part.trim()) as [string, string])
    .filter(([name]) => kept.has(name))
    .map(([name, value]) => ` ${name}="${value.replace(/px$/, "")}"`)
    .join("")

// Texts are escaped: what looks like a tag is one.
const tag = /<[^>]+>/g
const left = / (?:class|pointer-events|ecmeta_\w+|version|baseProfile|xmlns(?::\w+)?|xml:space)="[^"]*"/g

const cleaned = (svg: string, { height, id, title, width }: Drawing): string =>
  svg
    .replace(/<style[^>]*><!\[CDATA\[[^]*?\]\]>\s*<\/style>/, "")
    .replaceAll(tag, (found) =>
      found
        .replaceAll(left, "")
        .replace(/ style="([^"]*)"/, (_, style: string) => attributesOf(style))
        .replaceAll(/\bzr\d+-/g, `${id}-`)
    )
    .replace(/<rect [^>]*fill="none"><\/rect>/, "")
    .replace(
      /<svg[^>]*>/,
      `<svg role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><title>${escaped(title)}</title>`
    )
    .replaceAll(/\n+/g, "\n")

core.use([LineChart, CustomChart, GridComponent, SVGRenderer])

/** Draws with ECharts. */
export const draw: Draw = (drawing) => {
  const { height, option, width } = drawing
  const chart: core.ECharts = core.init(null, null, { renderer: "svg", ssr: true, width, height })
  chart.setOption({ ...option, animation: false })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return trusted(cleaned(svg, drawing))
}

/** A text as a chart may show it: on one line. */
export const label = (text: string): string => printable(text)
