/**
 * The next step that a text tells, as the user has to type it.
 *
 * Whoever named a store with `--store` has to name it again: without it the command that is told would read another one.
 * What makes such a text knows nothing of that, so it is added here, to every command that reads or writes a store.
 */
import type { Label } from "@gongfu/core/document/Label"
import type { Shape } from "../session/Session.ts"
import type { Block, Document } from "./Document.ts"
import * as Prose from "./Prose.ts"
import type { Branch } from "./Tree.ts"

/** The commands that have nothing to do with a store. */
const without: ReadonlySet<string> = new Set(["backtest", "init", "lock", "model", "schema"])

const needsStore = (command: string): boolean => !without.has(command.split(" ")[1]!) && !command.includes("--store")

/** A text with the store in its commands. */
export const inText = ({ typedStore }: Pick<Shape, "typedStore">, text: string): string =>
  typedStore === undefined || !text.includes("gongfu ")
    ? text
    : Prose.parts(text)
        .map((part) =>
          part.is === "command" && needsStore(part.text) ? `${part.text} --store ${typedStore}` : part.text
        )
        .join("")

/** A label with the store in its commands. */
export const inLabel = (session: Pick<Shape, "typedStore">, { en, zh }: Label): Label => ({
  en: inText(session, en),
  zh: inText(session, zh)
})

const inTree = (session: Pick<Shape, "typedStore">, { branches, head, lines }: Branch): Branch => ({
  head,
  lines: lines.map((line) => ({ ...line, text: inText(session, line.text) })),
  branches: branches.map((branch) => inTree(session, branch))
})

const inBlock = (session: Pick<Shape, "typedStore">, block: Block): Block => {
  if ("paragraph" in block) return { ...block, paragraph: inText(session, block.paragraph) }
  if ("list" in block) return { list: block.list.map((item) => inText(session, item)) }
  if ("tree" in block) return { tree: inTree(session, block.tree) }
  if ("details" in block) return { ...block, blocks: inDocument(session, block.blocks) }
  return block
}

/** A document with the store in the commands of its running text. */
export const inDocument = (session: Pick<Shape, "typedStore">, document: Document): Document =>
  session.typedStore === undefined ? document : document.map((block) => inBlock(session, block))
