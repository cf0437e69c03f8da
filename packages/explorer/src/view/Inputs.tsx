/**
 * The left of the page: levers by sector, assumptions on their own tab, and a field to find them.
 *
 * What is found is of both kinds: that of the open tab comes first, and each says what it is.
 */
import * as Indicator from "@gongfu/core/model/Indicator"
import * as ShockText from "@gongfu/core/wording/ShockText"
import * as UnitText from "@gongfu/core/wording/UnitText"
import { useComputed, useSignal } from "@preact/signals"
import { useMemo } from "preact/hooks"
import * as Setup from "../state/Setup.ts"
import { indicatorAt, useShared, useSpeech } from "./Context.ts"
import { type Input, inputOf } from "./Input.ts"
import { InputRow } from "./InputRow.tsx"
import { idOf, Tabs } from "./Tabs.tsx"

type Tab = "levers" | "assumptions"
const tabs: ReadonlyArray<Tab> = ["levers", "assumptions"]
const kindOf = { levers: "lever", assumptions: "assumption" } as const

/** The inputs of a sector. A sector that is closed has no rows, so that a page of hundreds of inputs stays light. */
const Sector = ({
  inputs,
  name,
  opened,
  tagged
}: {
  readonly name: string
  readonly inputs: ReadonlyArray<Input>
  readonly opened: boolean
  readonly tagged: boolean
}) => {
  const { store } = useShared()
  const { say } = useSpeech()
  const chosen = useSignal<boolean | undefined>(undefined)
  const sector = store.place.model.sectors.find((one) => one.name === name)!
  const changed = useComputed(() => {
    const setup = store.active.value
    return inputs.filter(({ indicator, kind }) => Setup.settingIn(setup, kind, indicator.name) !== undefined).length
  })
  const open = chosen.value ?? opened
  return (
    <section class="sector">
      <h3>
        <button type="button" aria-expanded={open} onClick={() => (chosen.value = !open)}>
          <span>{say(sector.label)}</span>
          {changed.value > 0 && <b class="badge">{changed}</b>}
          <small>{inputs.length}</small>
        </button>
      </h3>
      {open && inputs.map((input) => <InputRow key={input.indicator.name} input={input} tagged={tagged} />)}
    </section>
  )
}

/** What the preset itself lets happen. */
const Shocks = () => {
  const { store } = useShared()
  const { say, word, zh } = useSpeech()
  const language = store.language.value
  const { units } = store.place.model
  const { shocks } = store.preset.value.scenario
  if (shocks.length === 0) return null
  return (
    <section class="shocks">
      <h3>{word("shocks")}</h3>
      <ul>
        {shocks.map((shock) => {
          const on = indicatorAt(store, shock.on)
          const unit = UnitText.of(units, on.unit)
          const years = [...new Set([...Object.keys(shock.times), ...Object.keys(shock.plus)])].toSorted()
          const told = years
            .map((year) => {
              const change = ShockText.of(
                { times: shock.times[year] ?? 1, plus: shock.plus[year] ?? 0 },
                unit,
                language
              )
              // A year stays with its number: no line breaks between them.
              return `${year} ${change || "× 1"}`.replaceAll(" ", "\u00a0")
            })
            .join(zh ? "；" : "; ")
          return (
            <li key={shock.name}>
              <b>{say(on.label)}</b> {told}
              <br />
              <small>{say(shock.because)}</small>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** The inputs. */
export const Inputs = () => {
  const { store } = useShared()
  const { say, word, zh } = useSpeech()
  const search = useSignal("")
  const tab = store.tab.value
  const model = store.place.model
  const all = useMemo(
    () =>
      Indicator.all(model)
        .filter(({ variable: { kind } }) => kind === "lever" || kind === "assumption")
        .map(inputOf)
        .filter(({ max, min }) => max > min),
    [model]
  )
  const asked = search.value.trim().toLowerCase()
  const searches = asked !== ""
  const sectors = useMemo(() => {
    const found = searches
      ? all.filter(({ indicator }) =>
          [say(indicator.label), indicator.name].some((text) => text.toLowerCase().includes(asked))
        )
      : all
    const shown = searches ? [tab, ...tabs.filter((one) => one !== tab)] : [tab]
    return shown.flatMap((kind) =>
      model.sectors
        .map(({ name }) => ({
          kind,
          name,
          inputs: found.filter((input) => input.kind === kindOf[kind] && input.indicator.variable.sector === name)
        }))
        .filter(({ inputs }) => inputs.length > 0)
    )
  }, [all, asked, tab, zh])
  const marked = searches ? tabs.filter((one) => sectors.some(({ kind }) => kind === one)) : [tab]
  const scales = useComputed(() => (store.active.value.shortage ?? store.preset.value.scenario.shortage) === "scale")
  return (
    <aside class="inputs" aria-label={word("inputs")} id="inputs">
      <Tabs
        names={tabs}
        shown={tab}
        choose={(to) => store.change((state) => ({ ...state, tab: to }))}
        label={word("inputs")}
        panel="input-panel"
      />
      <div class="find">
        <input
          type="search"
          placeholder={word("findInput")}
          aria-label={word("findInput")}
          value={search.value}
          onInput={(event) => (search.value = event.currentTarget.value)}
        />
        <p class="marks" aria-hidden="true">
          <span>
            <i class="mark own" /> {marked.map((one) => word(one === "levers" ? "today" : "model")).join(" / ")}
          </span>
          {store.plan !== undefined && (
            <span>
              <i class="mark plan" /> {zh ? `${word("plan")}（${store.due} 年）` : `${word("plan")}, ${store.due}`}
            </span>
          )}
        </p>
      </div>
      <div class="scroll" role="tabpanel" id="input-panel" aria-labelledby={idOf(tab)} tabIndex={-1}>
        {tab === "assumptions" && !searches && <Shocks />}
        {sectors.length === 0 && <p class="empty">{word("nothingFound")}</p>}
        {sectors.map(({ inputs, kind, name }) => (
          <Sector
            // What was closed by hand is closed in its list alone, and open where something in it is found.
            key={`${kind} ${name} ${searches}`}
            name={name}
            inputs={inputs}
            opened={kind === "levers" || searches}
            tagged={searches}
          />
        ))}
        {tab === "levers" && (
          <label class="check shortage">
            <input
              type="checkbox"
              checked={scales.value}
              onChange={(event) => {
                const to = event.currentTarget.checked ? "scale" : "refuse"
                const own = store.preset.peek().scenario.shortage
                store.change((state) => ({
                  ...state,
                  setups: state.setups.map((setup, i) =>
                    i === state.on ? { ...setup, shortage: to === own ? undefined : to } : setup
                  )
                }))
              }}
            />
            {word("scale")}
          </label>
        )}
      </div>
    </aside>
  )
}
