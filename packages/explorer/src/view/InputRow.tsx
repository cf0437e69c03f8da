/**
 * A lever or an assumption: one slider, the marks of what else it could be, and its values by year where an analyst
 * wants them.
 *
 * The slider sets one number from the first policy year on. Where the setting is a path, it stands at the path's
 * value in the year in which most targets fall due.
 */
import * as YearInputs from "@gongfu/core/run/YearInputs"
import type { Scenario } from "@gongfu/core/scenario/Scenario"
import * as Setting from "@gongfu/core/scenario/Setting"
import { useComputed, useSignal } from "@preact/signals"
import { useId } from "preact/hooks"
import { letter } from "../state/Link.ts"
import * as Setup from "../state/Setup.ts"
import type { Store } from "../state/Store.ts"
import { numbersOf, useShared, useSpeech } from "./Context.ts"
import type { Input } from "./Input.ts"
import { Kind } from "./Kind.tsx"
import { PathEditor } from "./PathEditor.tsx"

/** The value of a setting in a year; where it says nothing, the model's own. */
const valueIn = (store: Store, { indicator }: Input, setting: Setting.Setting | undefined, year: number): number =>
  (setting === undefined ? undefined : Setting.at(setting, year)) ??
  YearInputs.ownValue(indicator.variable, store.place.model.cells[indicator.slot]!, year)

const settingIn = (scenario: Scenario | undefined, { indicator, kind }: Input): Setting.Setting | undefined =>
  scenario && Setup.settingIn(scenario, kind, indicator.name)

/** Told as text, which is the same as long as it says the same: no row is drawn again for what another one says. */
const none = "[]"

/** One lever or assumption; `tagged` where both stand in one list, so that neither is taken for the other. */
export const InputRow = ({ input, tagged }: { readonly input: Input; readonly tagged: boolean }) => {
  const { store } = useShared()
  const { say, word, zh, colon } = useSpeech()
  const id = useId()
  const open = useSignal(false)
  const { indicator, kind, max, min, step } = input
  const numbers = numbersOf(store, indicator.unit, zh)
  const { name } = indicator

  const own = useComputed(() => Setup.settingIn(store.active.value, kind, name)).value
  const preset = store.preset.value
  const inherited = settingIn(preset.scenario, input)
  const setting = own ?? inherited
  const value = valueIn(store, input, setting, store.due)
  const plan = settingIn(store.plan?.scenario, input)
  const unset = valueIn(store, input, undefined, store.due)
  const planned = store.plan === undefined ? undefined : valueIn(store, input, plan, store.due)
  const others = useComputed(() => {
    const { on, setups } = store.state.value
    if (setups.length === 1) return none
    return JSON.stringify(
      setups.flatMap((setup, i) => {
        if (i === on) return []
        const from = store.presets.find(({ key }) => key === setup.preset)
        const other = Setup.settingIn(setup, kind, name) ?? settingIn(from?.scenario, input)
        return [{ index: i, value: valueIn(store, input, other, store.due) }]
      })
    )
  })

  const show = (of: Setting.Setting | undefined): string => {
    if (of === undefined) return numbers.exact(unset)
    if (typeof of === "number") return numbers.exact(of)
    const points = Setting.points(of)
    const [first, last] = [points[0]!, points.at(-1)!]
    return points.length === 1 || first.value === last.value
      ? numbers.exact(last.value)
      : `${numbers.exact(first.value)} → ${numbers.exact(last.value)}`
  }
  const place = (at: number): string =>
    `${max === min ? 0 : ((Math.min(Math.max(at, min), max) - min) / (max - min)) * 100}%`
  const before = kind === "lever" ? word("today") : word("model")
  const label = say(indicator.label)
  const unit = numbers.name === "" ? "" : ` ${numbers.name}`
  const spoken = [
    `${show(setting)}${unit}`,
    `${before} ${numbers.exact(unset)}`,
    ...(plan === undefined ? [] : [`${word("plan")} ${show(plan)}`])
  ].join(zh ? "；" : "; ")

  return (
    <div class={own === undefined ? "input" : "input changed"} data-input={name}>
      <div class="head">
        <label for={id}>
          {label}
          {tagged && (
            <>
              {" "}
              <Kind of={kind} />
            </>
          )}
        </label>
        <output for={id}>{show(setting)}</output>
      </div>
      <div class="track">
        <span class="fill" style={`--from:${place(Math.min(value, unset))};--to:${place(Math.max(value, unset))}`} />
        <i class="mark own" style={{ left: place(unset) }} title={`${before} ${numbers.exact(unset)}`} />
        {planned !== undefined && plan !== undefined && (
          <i class="mark plan" style={{ left: place(planned) }} title={`${word("plan")} ${show(plan)}`} />
        )}
        {(JSON.parse(others.value) as ReadonlyArray<{ readonly index: number; readonly value: number }>).map(
          (other) => (
            <i
              key={other.index}
              class={`mark other ${["first", "second", "third"][other.index]}`}
              style={{ left: place(other.value) }}
              title={`${letter(other.index)} ${numbers.exact(other.value)}`}
            />
          )
        )}
        <input
          id={id}
          type="range"
          min={min}
          max={max}
          step={step}
          value={value}
          aria-valuetext={spoken}
          onInput={(event) => {
            const to = Number(event.currentTarget.value)
            store.set(kind, name, Math.min(Math.max(to, min), max) + 0)
          }}
          onPointerDown={() => (store.held.value = true)}
          onPointerUp={() => (store.held.value = false)}
          onPointerCancel={() => (store.held.value = false)}
          onBlur={() => (store.held.value = false)}
        />
      </div>
      <div class="foot">
        <span>
          {numbers.exact(min)} – {numbers.exact(max)}
          {unit}
        </span>
        <span class="actions">
          {own !== undefined && (
            <button
              type="button"
              class="quiet"
              aria-label={`${word("reset")}${colon}${label}`}
              onClick={() => store.set(kind, name, undefined)}
            >
              {word("reset")}
            </button>
          )}
          <button
            type="button"
            class="quiet"
            aria-expanded={open.value}
            aria-label={`${word("byYear")}${colon}${label}`}
            onClick={() => (open.value = !open.value)}
          >
            {word("byYear")}
          </button>
        </span>
      </div>
      {open.value && (
        <PathEditor
          input={input}
          setting={setting ?? unset}
          percent={numbers.unit.percent === true}
          set={(to) => store.set(kind, name, to)}
        />
      )}
    </div>
  )
}
