/** What the documents of a run are called. */
import type { Label } from "../document/Label.ts"
import type { ArtifactKind } from "./Recorded.ts"

/** What the kinds of documents are called. */
export const documents: Readonly<Record<ArtifactKind, Label>> = {
  place: { en: "place", zh: "地区" },
  model: { en: "model", zh: "模型" },
  targets: { en: "targets", zh: "目标" },
  scenario: { en: "scenario", zh: "情景" }
}
