/** What a scenario file, the scenario that it resolves to and the run of it say in the same words. */
import * as Schema from "effect/Schema"
import { expected, expects } from "../document/Expected.ts"
import { Year } from "../document/Number.ts"

/** The name of a scenario or a shock; part of a run's id. */
export const Name = Schema.String.check(Schema.isPattern(/^[a-z][a-z0-9-]{0,63}$/u)).pipe(
  expects({
    en: "a name of small letters, digits and -, at most 64, starting with a letter",
    zh: "由小写字母、数字和 - 组成、以字母开头、不超过 64 个字符的名称"
  })
)

/** First (base) and last year of a projection. */
export const Years = Schema.Struct({ from: Year, to: Year })
  .pipe(expects({ en: "first and last year, {from: …, to: …}", zh: "起止年份 {from: …, to: …}" }))
  .check(
    Schema.makeFilter(
      (years) => years.from < years.to,
      expected({ en: "a last year after the first", zh: "晚于起始年的结束年份" })
    )
  )
export type Years = typeof Years.Type

/** What happens when more is asked for than there is: the run fails, or what there is is shared out. */
export const Shortage = Schema.Literals(["refuse", "scale"]).pipe(
  expects({ en: "refuse or scale", zh: "“refuse”或“scale”" })
)
export type Shortage = typeof Shortage.Type
