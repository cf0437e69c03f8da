/** What an input is: policy, which government decides, or circumstance, which it does not. */
import type { InputKind } from "@gongfu/core/analysis/Player"
import { useSpeech } from "./Context.ts"

/** The kind of an input as a tag beside its name, for lists in which several kinds stand. */
export const Kind = ({ of }: { readonly of: InputKind }) => {
  const { word } = useSpeech()
  return <small class={of === "lever" ? "kind" : "kind circumstance"}>{word(of)}</small>
}
