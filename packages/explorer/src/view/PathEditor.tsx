/** The values of a lever or an assumption by year: to read what a path says, and to write one. */
import * as Setting from "@gongfu/core/scenario/Setting"
import * as Setup from "../state/Setup.ts"
import { useShared, useSpeech } from "./Context.ts"
import type { Input } from "./Input.ts"

/** A number without the digits that binary fractions leave at its end. */
const tidy = (value: number): number => Number(value.toPrecision(12))

/** The editor of a setting. A percentage is written as one. */
export const PathEditor = ({
  input,
  percent,
  set,
  setting
}: {
  readonly input: Input
  readonly setting: Setting.Setting
  readonly percent: boolean
  readonly set: (setting: Setting.Setting) => void
}) => {
  const { store } = useShared()
  const { say, word, zh } = useSpeech()
  const { indicator, kind, max, min } = input
  const { from, to } = store.preset.value.scenario.years
  const first = kind === "lever" ? from + 1 : from
  const factor = percent ? 100 : 1
  const step = typeof setting === "object" && Setup.jumps(setting)
  const points: ReadonlyArray<Setting.Point> =
    typeof setting === "number" ? [{ year: first, value: setting }] : Setting.points(setting)
  const give = (next: ReadonlyArray<Setting.Point>, jumps: boolean): void => {
    const values = Object.fromEntries(next.map(({ value, year }) => [String(year), value]))
    set(jumps ? { step: values } : values)
  }
  const free = Array.from({ length: to - first + 1 }, (_, i) => first + i).filter(
    (year) => !points.some((point) => point.year === year)
  )
  const label = say(indicator.label)
  return (
    <div class="path" role="group" aria-label={`${word("byYear")}${zh ? "：" : ": "}${label}`}>
      {typeof setting === "number" && <p>{word(kind === "lever" ? "since" : "sinceStart")}</p>}
      <ul>
        {points.map(({ value, year }) => (
          <li key={year}>
            <span>{year}</span>
            <input
              type="number"
              aria-label={`${label} ${year}`}
              min={tidy(min * factor)}
              max={tidy(max * factor)}
              step="any"
              value={tidy(value * factor)}
              onChange={(event) => {
                const typed = event.currentTarget.valueAsNumber / factor
                if (!Number.isFinite(typed)) return
                const kept = Math.min(Math.max(tidy(typed), min), max) + 0
                event.currentTarget.value = String(tidy(kept * factor))
                if (typeof setting === "number") set(kept)
                else
                  give(
                    points.map((point) => (point.year === year ? { year, value: kept } : point)),
                    step
                  )
              }}
            />
            <span class="sign">{percent ? "%" : ""}</span>
            {points.length > 1 && (
              <button
                type="button"
                class="quiet"
                aria-label={`${word("removeYear")} ${year}`}
                onClick={() =>
                  give(
                    points.filter((point) => point.year !== year),
                    step
                  )
                }
              >
                ×
              </button>
            )}
          </li>
        ))}
      </ul>
      {free.length > 0 && (
        <label class="add-year">
          {word("addYear")}
          <select
            value=""
            onChange={(event) => {
              const year = Number(event.currentTarget.value)
              event.currentTarget.value = ""
              if (!free.includes(year)) return
              const value = typeof setting === "number" ? setting : (Setting.at(setting, year) ?? points[0]!.value)
              give(
                [...points, { year, value }].toSorted((a, b) => a.year - b.year),
                step
              )
            }}
          >
            <option value="">…</option>
            {free.map((year) => (
              <option key={year} value={year}>
                {year}
              </option>
            ))}
          </select>
        </label>
      )}
      {typeof setting === "object" && (
        <label class="check">
          <input type="checkbox" checked={step} onChange={(event) => give(points, event.currentTarget.checked)} />
          {word("jumps")}
        </label>
      )}
    </div>
  )
}
