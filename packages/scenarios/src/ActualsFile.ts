/** Files of published actuals from disk: CSV with the columns of `Actuals`, in UTF-8. */
import * as Actuals from "@gongfu/core/analysis/Actuals"
import * as Fault from "@gongfu/core/document/Fault"
import type { SourceFile } from "@gongfu/core/document/Span"
import { CsvError, parse } from "csv-parse/sync"
import * as Effect from "effect/Effect"
import * as FileFault from "./FileFault.ts"
import * as TextFile from "./TextFile.ts"
import type { Faults, Location } from "./TextFile.ts"

/** The records of a CSV text; what is no CSV is a fault at its line. */
const recordsOf = (file: SourceFile): Effect.Effect<ReadonlyArray<Actuals.Record>, Faults> =>
  Effect.try({
    try: () =>
      (
        parse(file.text, {
          bom: true,
          info: true,
          relax_column_count: true,
          skip_empty_lines: true
        }) as unknown as ReadonlyArray<{
          readonly record: ReadonlyArray<string>
          readonly info: { readonly lines: number }
        }>
      ).map(({ info, record }) => ({ line: info.lines, fields: record })),
    catch: (error) => {
      const line = error instanceof CsvError && typeof error["lines"] === "number" ? error["lines"] : 1
      const code = error instanceof CsvError ? error.code : String(error)
      return [Actuals.NotCsv(Actuals.lineOf(file, line), { code })]
    }
  })

const workbook = /\.(?:xlsx?|xlsm|xlsb)$/i

/** Reads a file of actuals; fails where it cannot be read as a table at all. */
export const read = (location: Location): Effect.Effect<Actuals.Read, Faults> =>
  Effect.gen(function* () {
    const path = yield* TextFile.real(location)
    const isWorkbook = workbook.test(location.path)
    const file = yield* TextFile.read({ ...location, path }).pipe(
      Effect.mapError((faults) =>
        faults.map((fault) =>
          isWorkbook && fault._tag === FileFault.NotUtf8.tag
            ? FileFault.Workbook(fault.span, { path: location.shown })
            : fault
        )
      )
    )
    return Actuals.fromRecords(file, yield* recordsOf(file))
  })

/** Reads a file of actuals, or fails with every fault in it. */
export const load = (location: Location): Effect.Effect<ReadonlyArray<Actuals.Actual>, Faults> =>
  Effect.flatMap(read(location), ({ actuals, faults }) =>
    faults.length > 0 ? Effect.fail(Fault.capped(faults)) : Effect.succeed(actuals)
  )
