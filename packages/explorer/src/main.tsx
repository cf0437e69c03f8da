/** The page begins here: it reads what was written into it, and draws itself. */
import * as Kernel from "@gongfu/core/model/Kernel"
import * as Place from "@gongfu/core/place/Place"
import * as Result from "effect/Result"
import { render } from "preact"
import { kernelName, type Payload } from "./Payload.ts"
import * as FirstLanguage from "./state/FirstLanguage.ts"
import * as Store from "./state/Store.ts"
import { App } from "./view/App.tsx"
import * as Context from "./view/Context.ts"
// oxlint-disable-next-line no-unassigned-import -- a style has nothing to assign
import "./style.css"

const payload = JSON.parse(document.getElementById("payload")!.textContent) as Payload
// The kernel's code stands in the page as a script: nothing is made from text here.
const kernel = (globalThis as unknown as Record<string, ReturnType<Kernel.Evaluate>>)[kernelName]!
const place = Place.of(payload.documents, (model) => Kernel.link(model, "", () => kernel))
if (Result.isFailure(place)) throw new Error(place.failure.map(({ problem }) => problem.en).join("\n"))

const store = Store.make(payload, place.success, location.hash, FirstLanguage.of(payload.language, navigator.languages))
addEventListener("hashchange", () => store.open(location.hash))
render(<App shared={Context.make(store)} />, document.getElementById("page")!)
