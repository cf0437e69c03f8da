/**
 * The words of `gongfu why` in their order: runs first, then the variable, and the year last. Whoever types another
 * order is told the command as it should stand.
 */
import type { Label } from "@gongfu/core/document/Label"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Sides from "../records/Sides.ts"
import { type Failure, Refused } from "../session/Failure.ts"
import type { Session } from "../session/Session.ts"
import * as ShellWord from "../session/ShellWord.ts"

/** Whether a word is a number, which no name of a run or a variable is. */
export const isNumber = (word: string): boolean => /^-?\d+$/.test(word)

const misplaced = (problem: Label, ...words: ReadonlyArray<string>): Refused => {
  const command = ShellWord.command("why", ...words)
  return new Refused({ kind: "OtherOrder", problem, remedy: { en: command, zh: command } })
}

const yearStandsLast = (words: ReadonlyArray<string>, year: string): Refused =>
  misplaced({ en: `${year} is a year, and the year stands last`, zh: `${year} 是年份，应写在最后` }, ...words, year)

const notAYear = (typed: string): Refused =>
  new Refused({
    kind: "NotAYear",
    problem: { en: `"${typed}" is no year`, zh: `“${typed}”不是年份` },
    remedy: {
      en: "the last of four is the year: gongfu why RUN RUN VARIABLE YEAR",
      zh: "第四个参数为年份：gongfu why RUN RUN VARIABLE YEAR"
    }
  })

const severalYears = (years: ReadonlyArray<string>): Refused =>
  new Refused({
    kind: "SeveralYears",
    problem: {
      en: `one year is explained at a time, not ${years.join(" and ")}`,
      zh: `一次只解释一个年份，不能同时为 ${years.join("、")}`
    },
    remedy: {
      en: "gongfu why RUN VARIABLE YEAR, or gongfu why RUN RUN VARIABLE YEAR",
      zh: "gongfu why RUN VARIABLE YEAR，或 gongfu why RUN RUN VARIABLE YEAR"
    }
  })

/** Whether a name is that of a run, on record or in a file. */
const isRun = (name: string): Effect.Effect<boolean, never, Session> =>
  Effect.map(Effect.result(Sides.of([name])), Result.isSuccess)

/** A run and a variable in their order: turned round where only what stands second is a run. */
const turned = (first: string, second: string): Effect.Effect<readonly [string, string], never, Session> =>
  Effect.map(Effect.all([isRun(first), isRun(second)]), ([is, isOther]) =>
    !is && isOther ? [second, first] : [first, second]
  )

/** Fails where a year does not stand last, or two do, or the last of four words is none. */
export const inOrder = (
  first: string,
  second: string,
  third: string,
  fourth: string | undefined
): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    if (/^\d{4}$/.test(second)) return yield* yearStandsLast(yield* turned(first, third), second)
    if (fourth === undefined) return
    if (isNumber(third))
      return yield* isNumber(fourth) ? severalYears([third, fourth]) : yearStandsLast([first, second, fourth], third)
    if (!isNumber(fourth)) return yield* notAYear(fourth)
  })

/** What is read of the first word as a run; where that fails because the second is one, that is told instead. */
export const runFirst = <A>(
  read: Effect.Effect<A, Failure, Session>,
  first: string,
  second: string,
  year: string
): Effect.Effect<A, Failure, Session> =>
  Effect.tapError(read, () =>
    Effect.flatMap(isRun(second), (is) =>
      is ? misplaced({ en: "the run stands first", zh: "推演应写在最前" }, second, first, year) : Effect.void
    )
  )
