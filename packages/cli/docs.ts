/** `pnpm docs:commands`: writes the reference of all commands in both languages. */
import { writeFileSync } from "node:fs"
import * as Effect from "effect/Effect"
import * as CommandsPage from "./src/render/CommandsPage.ts"
import * as HelpDocs from "./src/syntax/HelpDocs.ts"

for (const [language, path] of [
  ["en", "commands.md"],
  ["zh", "zh/commands.md"]
] as const) {
  const docs = Effect.runSync(HelpDocs.all(language))
  writeFileSync(new URL(`../../docs/${path}`, import.meta.url), CommandsPage.page(docs, language))
}
