/** The page: inputs on the left, charts in the middle, targets and reasons on the right; one of them on a phone. */
import { useComputed, useSignalEffect } from "@preact/signals"
import * as Link from "../state/Link.ts"
import { Charts } from "./Charts.tsx"
import { Context, type Findings, type Part, type Shared, useShared, useSpeech } from "./Context.ts"
import { Header } from "./Header.tsx"
import { Inputs } from "./Inputs.tsx"
import { idOf, Tabs } from "./Tabs.tsx"
import { Targets, useMet } from "./Targets.tsx"
import { Why } from "./Why.tsx"

const parts: ReadonlyArray<Part> = ["inputs", "charts", "findings"]

/** What stands on the right. */
const FindingsPanel = () => {
  const { findings, store } = useShared()
  const { word } = useSpeech()
  const why = store.why.value
  const shown: Findings = why === undefined ? "targets" : findings.value
  const tabs: ReadonlyArray<Findings> = why === undefined ? ["targets"] : ["targets", "why"]
  return (
    <aside class="findings" id="findings" tabIndex={-1} aria-label={word(shown)}>
      <Tabs
        names={tabs}
        shown={shown}
        choose={(name) => (findings.value = name)}
        label={`${word("targets")}, ${word("why")}`}
        panel="findings-panel"
      />
      <div class="scroll" role="tabpanel" id="findings-panel" aria-labelledby={idOf(shown)} tabIndex={-1}>
        {shown === "why" ? <Why /> : <Targets />}
      </div>
    </aside>
  )
}

/** On a phone: which part is shown. */
const Navigation = () => {
  const { part, store } = useShared()
  const { word } = useSpeech()
  const met = useMet()
  const names = { inputs: word("levers"), charts: word("charts"), findings: word("targets") } as const
  return (
    <nav class="switch" aria-label={word("parts")}>
      {parts.map((name) => (
        <button key={name} type="button" aria-pressed={part.value === name} onClick={() => (part.value = name)}>
          {names[name]}
          {name === "findings" && (
            <small>
              {met}/{store.place.targets.all.length}
            </small>
          )}
        </button>
      ))}
    </nav>
  )
}

/** What is in the way: a run that stopped, or a link of which something could not be used. */
const Notices = () => {
  const { store } = useShared()
  const { say, word, zh } = useSpeech()
  const failed = useComputed(() => store.outcome.value.failed).value
  const unused = store.unused.value
  const { model } = store.place
  const name = failed?.variable.split("[")[0] ?? ""
  const label = model.invariants.find((law) => law.name === name)?.label ?? model.variable.get(name)?.label
  return (
    <>
      {failed !== undefined && (
        <p class="alert" role="alert">
          {zh
            ? `推演在 ${failed.year} 年中止：${failed.reason === "invariant_broken" ? "约束不成立" : "结果不是有限的数"}（${label === undefined ? failed.variable : say(label)}）。`
            : `The run stopped in ${failed.year}: ${failed.reason === "invariant_broken" ? "a law of the model does not hold" : "a result is not a finite number"} (${label === undefined ? failed.variable : say(label)}).`}
        </p>
      )}
      {unused > 0 && (
        <p class="alert mild" role="status">
          {zh
            ? `链接中有 ${unused} 处无法使用，已略去。`
            : `${unused} ${unused === 1 ? "part" : "parts"} of the link could not be used and ${unused === 1 ? "was" : "were"} left out.`}
          <button type="button" class="quiet" onClick={() => (store.unused.value = 0)}>
            {word("close")}
          </button>
        </p>
      )}
    </>
  )
}

/** The page's look follows what the reader chose, or the system. */
const useAppearance = ({ store }: Shared): void => {
  useSignalEffect(() => {
    const [language, theme] = [store.language.value, store.theme.value]
    const root = document.documentElement
    root.lang = language === "zh" ? "zh-Hans" : "en"
    document.title = `${store.preset.value.scenario.title[language]} · ${store.place.title[language]}`
    if (theme === undefined) delete root.dataset["theme"]
    else root.dataset["theme"] = theme
  })
}

/** The address follows the state; replaced, so that a drag does not fill the history. */
const useAddress = ({ store }: Shared): void => {
  useSignalEffect(() => {
    const link = `#${Link.write(store.quiet.value)}`
    if (location.hash !== link) history.replaceState(null, "", link)
  })
}

const Frame = () => {
  const shared = useShared()
  useAppearance(shared)
  useAddress(shared)
  return (
    <div class="page" data-part={shared.part.value}>
      <Header />
      <Notices />
      <Inputs />
      <Charts />
      <FindingsPanel />
      <Navigation />
      <p class="hidden" role="status">
        {shared.notice}
      </p>
    </div>
  )
}

/** The application. */
export const App = ({ shared }: { readonly shared: Shared }) => (
  <Context.Provider value={shared}>
    <Frame />
  </Context.Provider>
)
