/** What the variants side by side are called: the scenario that each starts from, and how much of it was changed. */
import { useComputed } from "@preact/signals"
import * as Setup from "../state/Setup.ts"
import { useShared } from "./Context.ts"

/** The titles of all variants, in their order. Who calls this follows them. */
export const useTitles = (): ReadonlyArray<string> => {
  const { store } = useShared()
  // Told as text: as long as it says the same, nothing is drawn again.
  const told = useComputed(() => {
    const language = store.language.value
    return JSON.stringify(
      store.state.value.setups.map((setup) => {
        const preset = store.presets.find(({ key }) => key === setup.preset)!
        const count = Setup.changes(setup)
        const more = count === 0 ? "" : language === "zh" ? `，改动 ${count} 项` : `, ${count} changed`
        return `${preset.scenario.title[language]}${more}`
      })
    )
  })
  return JSON.parse(told.value) as ReadonlyArray<string>
}
