/** `gongfu schema`: the JSON Schema of a kind of file, for editors. */
import { BacktestFile } from "@gongfu/core/analysis/BacktestFile"
import { ProjectFile } from "@gongfu/core/place/PlaceFile"
import { ModelFile, PatternFile, SectorFile } from "@gongfu/core/model/ModelDocument"
import { ScenarioFile } from "@gongfu/core/scenario/ScenarioFile"
import { TargetFile } from "@gongfu/core/target/TargetFile"
import * as Effect from "effect/Effect"
import * as JsonSchema from "effect/JsonSchema"
import * as Schema from "effect/Schema"
import type { Kind } from "../options/FileKinds.ts"
import * as Format from "../session/Format.ts"
import { Session } from "../session/Session.ts"

const schemas: Record<Kind, { readonly schema: Schema.Top; readonly title: string }> = {
  scenario: { schema: ScenarioFile, title: "gongfu scenario · 情景文件" },
  targets: { schema: TargetFile, title: "gongfu targets · 目标文件" },
  model: { schema: ModelFile, title: "gongfu model · 模型文件" },
  sector: { schema: SectorFile, title: "gongfu sector · 部门文件" },
  pattern: { schema: PatternFile, title: "gongfu pattern · 模式文件" },
  place: { schema: ProjectFile, title: "gongfu place · 地区文件" },
  backtest: { schema: BacktestFile, title: "gongfu backtest · 回测文件" }
}

/** The JSON Schema of a kind, draft 7, which editors understand best. */
export const of = (kind: Kind): object => {
  const { schema, title } = schemas[kind]
  const { definitions, schema: body } = JsonSchema.toDocumentDraft07(
    Schema.toJsonSchemaDocument(schema, { onExcessProperty: "error" })
  )
  return { $schema: JsonSchema.META_SCHEMA_URI_DRAFT_07, title, ...body, definitions }
}

/** Prints the schema of a kind of file. */
export const schema = (input: { readonly file: Kind }): Effect.Effect<void, never, Session> =>
  Session.use((session) =>
    Effect.sync(() => {
      const found = of(input.file)
      session.print(session.json ? Format.line("schema", { schema: found }) : JSON.stringify(found, undefined, 2))
    })
  )
