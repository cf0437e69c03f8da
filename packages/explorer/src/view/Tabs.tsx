/**
 * Tabs, of which one is shown, as the WAI-ARIA tabs pattern has them.
 *
 * Tab reaches the one that is shown and no other; arrows go to the next and the last one, round the ends; Home and End
 * go to the first and the last. What has the focus is shown at once.
 */
import { useRef } from "preact/hooks"
import { useSpeech } from "./Context.ts"
import type * as Words from "./Words.ts"

/** The element of a tab; the panel that it shows is labelled by it. */
export const idOf = (name: Words.Word): string => `tab-${name}`

/** Where a key leads from a tab among several; nothing for a key that leads nowhere. */
const led = (key: string, at: number, many: number): number | undefined => {
  switch (key) {
    case "ArrowRight":
      return (at + 1) % many
    case "ArrowLeft":
      return (at + many - 1) % many
    case "Home":
      return 0
    case "End":
      return many - 1
    default:
      return undefined
  }
}

/** The tabs. `panel` is the id of the element that shows what is chosen. */
export const Tabs = <Name extends Words.Word>({
  choose,
  label,
  names,
  panel,
  shown
}: {
  readonly names: ReadonlyArray<Name>
  readonly shown: Name
  readonly choose: (name: Name) => void
  readonly label: string
  readonly panel: string
}) => {
  const { word } = useSpeech()
  const list = useRef<HTMLDivElement>(null)
  return (
    <div class="tabs" role="tablist" aria-label={label} ref={list}>
      {names.map((name, i) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={idOf(name)}
          aria-selected={shown === name}
          aria-controls={panel}
          tabIndex={shown === name ? 0 : -1}
          onClick={() => choose(name)}
          onKeyDown={(event) => {
            const to = led(event.key, i, names.length)
            if (to === undefined) return
            event.preventDefault()
            choose(names[to]!)
            list.current?.querySelectorAll("button")[to]?.focus()
          }}
        >
          {word(name)}
        </button>
      ))}
    </div>
  )
}
