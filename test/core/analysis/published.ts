/** Published figures as rows of a CSV file, for the tests that read them and those that hold them against a run. */
import * as Actuals from "@gongfu/core/analysis/Actuals"
import type { Fault } from "@gongfu/core/document/Fault"
import * as Result from "effect/Result"

/** What was read; a fault is a defect of the test. */
export const succeed = <A>(result: Result.Result<A, ReadonlyArray<Fault>>): A => {
  if (Result.isSuccess(result)) return result.success
  throw new Error(JSON.stringify(result.failure))
}

/** What is at fault, if anything. */
export const faultsOf = <A>(result: Result.Result<A, ReadonlyArray<Fault>>): ReadonlyArray<Fault> =>
  Result.isFailure(result) ? result.failure : []

/** The figures of a file's text. */
export const read = (text: string): Result.Result<ReadonlyArray<Actuals.Actual>, ReadonlyArray<Fault>> => {
  const lines = text === "" ? [] : text.split("\n")
  const { actuals, faults } = Actuals.fromRecords(
    { path: "a.csv", text },
    lines.map((line, i) => ({ line: i + 1, fields: line.split(",") }))
  )
  return faults.length > 0 ? Result.fail(faults) : Result.succeed(actuals)
}

/** Rows as a CSV reader gives them; no field here holds a comma. */
export const rows = (...lines: ReadonlyArray<string>) => {
  const text = [Actuals.columns.join(), ...lines].join("\n")
  return read(text)
}

/** Rows of a file that has the Chinese names, too. */
export const namedRows = (...lines: ReadonlyArray<string>) =>
  read([Actuals.columnsWithChinese.join(), ...lines].join("\n"))

/** A row of the city. */
export const city = (indicator: string, year: string | number, value: number, unit: string) =>
  `${indicator},${year},${value},${unit},The city (final),http://page/${year}`
