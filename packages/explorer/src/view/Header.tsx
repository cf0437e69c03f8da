/** The top of the page: the place, the variants side by side, the preset, and what to take away. */
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import { useComputed, useSignal } from "@preact/signals"
import * as Link from "../state/Link.ts"
import * as ScenarioText from "../state/ScenarioText.ts"
import * as Setup from "../state/Setup.ts"
import { useShared, useSpeech } from "./Context.ts"
import { useTitles } from "./Titles.ts"

/** The variants: which one is at hand, and another one to compare. */
const Setups = () => {
  const { store } = useShared()
  const { word } = useSpeech()
  const on = store.on.value
  const titles = useTitles()
  return (
    <div class="setups" role="group" aria-label={word("variants")}>
      {titles.map((title, i) => (
        <span key={i} class={i === on ? "setup on" : "setup"}>
          <button
            type="button"
            aria-pressed={i === on}
            aria-label={`${word("variant")} ${Link.letter(i)}: ${title}`}
            title={title}
            onClick={() => store.change((state) => ({ ...state, on: i }))}
          >
            <i class={`key ${["first", "second", "third"][i]}`} />
            {Link.letter(i)}
          </button>
          {titles.length > 1 && i === on && (
            <button
              type="button"
              class="remove"
              aria-label={`${word("removeVariant")} ${Link.letter(i)}`}
              onClick={() =>
                store.change((state) => ({
                  ...state,
                  setups: state.setups.filter((_, j) => j !== i),
                  on: Math.min(i, state.setups.length - 2)
                }))
              }
            >
              ×
            </button>
          )}
        </span>
      ))}
      {titles.length < Link.mostSetups && (
        <button
          type="button"
          class="add"
          aria-label={word("addVariant")}
          title={word("addVariant")}
          onClick={() =>
            store.change((state) => ({
              ...state,
              setups: [...state.setups, { ...state.setups[state.on]! }],
              on: state.setups.length
            }))
          }
        >
          +
        </button>
      )}
    </div>
  )
}

/** The preset of the variant at hand. */
const Presets = () => {
  const { store } = useShared()
  const { say, word, zh } = useSpeech()
  const chosen = store.preset.value.key
  const count = useComputed(() => Setup.changes(store.active.value)).value
  const start = (preset: string) =>
    store.change((state) => ({
      ...state,
      setups: state.setups.map((one, i) => (i === state.on ? Setup.untouched(preset) : one))
    }))
  return (
    <div class="preset">
      <label>
        <span>{word("preset")}</span>
        <select value={chosen} onChange={(event) => start(event.currentTarget.value)}>
          {store.presets.map(({ key, scenario }) => (
            <option key={key} value={key}>
              {say(scenario.title)}
            </option>
          ))}
        </select>
      </label>
      {count > 0 && (
        <button type="button" class="quiet" onClick={() => start(chosen)}>
          {word("resetAll")} {zh ? `（${count}）` : `(${count})`}
        </button>
      )}
    </div>
  )
}

/** Offers a text as a file of the reader's own. */
const save = (name: string, text: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type: "application/yaml" }))
  const link = document.createElement("a")
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** The fingerprint of the result, as `gongfu run` prints it. */
const Result = () => {
  const { store } = useShared()
  const { word, zh } = useSpeech()
  const run = store.settled.value?.run
  const failed = useComputed(() => store.outcome.value.failed).value
  const text =
    failed === undefined
      ? run?.state.result === undefined
        ? "········"
        : Fingerprint.short(run.state.result)
      : zh
        ? `${failed.year} 年中止`
        : `${word("failedIn")} ${failed.year}`
  return (
    <p
      class={failed === undefined ? "result" : "result failed"}
      title={run?.state.result ?? ""}
      data-settled={run !== undefined}
    >
      <span>{word("fingerprint")}</span> <code data-result={run?.state.result ?? ""}>{text}</code>
    </p>
  )
}

/** The header. */
export const Header = () => {
  const { notice, store } = useShared()
  const { colon, say, word, zh } = useSpeech()
  const copied = useSignal(false)
  const theme = store.theme.value
  const copy = () => {
    const link = `${location.href.split("#")[0]}#${Link.write(store.state.peek())}`
    // Without leave to write to the clipboard the link still stands in the address bar.
    const clipboard = navigator.clipboard as Clipboard | undefined
    const done = async () => {
      try {
        if (clipboard === undefined) throw new Error("no clipboard")
        await clipboard.writeText(link)
        copied.value = true
        notice.value = word("copied")
        setTimeout(() => (copied.value = false), 1500)
      } catch {
        notice.value = word("linkReady")
      }
    }
    void done()
  }
  const download = () => {
    const preset = store.preset.peek()
    const text = ScenarioText.of(store.active.peek(), preset, store.place.model, store.presets)
    save(`${ScenarioText.nameOf(preset)}.yaml`, text)
  }
  return (
    <header class="top">
      <a
        class="skip"
        href="#findings"
        onClick={(event) => {
          event.preventDefault()
          document.getElementById("findings")?.focus()
        }}
      >
        {word("skip")}
      </a>
      <h1>
        <span>{say(store.place.title)}</span>
      </h1>
      <Setups />
      <Presets />
      <Result />
      <div class="tools">
        <button type="button" onClick={copy}>
          {copied.value ? word("copied") : word("copyLink")}
        </button>
        <button type="button" class="main" onClick={download}>
          {word("download")}
        </button>
        <button
          type="button"
          class="glyph"
          title={`${word("theme")}${colon}${word(theme ?? "auto")}`}
          aria-label={`${word("theme")}${colon}${word(theme ?? "auto")}`}
          onClick={() =>
            store.change((state) => ({
              ...state,
              theme: state.theme === undefined ? "light" : state.theme === "light" ? "dark" : undefined
            }))
          }
        >
          <span aria-hidden="true">{theme === undefined ? "◐" : theme === "light" ? "○" : "●"}</span>
        </button>
        <button
          type="button"
          lang={zh ? "en" : "zh-Hans"}
          onClick={() => store.change((state) => ({ ...state, language: state.language === "zh" ? "en" : "zh" }))}
        >
          {word("language")}
        </button>
      </div>
    </header>
  )
}
