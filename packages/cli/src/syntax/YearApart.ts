/**
 * A year that stands beside the run of `advance` or `fork` as if it were an argument: `advance 2030 villages`. These
 * commands take it by an option, and whoever types it otherwise is told the command as it should stand.
 */
import { plain } from "@gongfu/core/document/TypedYear"
import { Refused } from "../session/Failure.ts"
import * as ShellWord from "../session/ShellWord.ts"
import * as Lists from "./Lists.ts"

interface Taken {
  /** The option that takes the year. */
  readonly option: string
  /** The options beside which no year is wanting. */
  readonly instead: ReadonlyArray<string>
}

const commands: ReadonlyMap<string, Taken> = new Map([
  ["advance", { option: "--to", instead: ["--to", "--end"] }],
  ["fork", { option: "--at", instead: ["--at"] }]
])

/**
 * Why a command line is refused that has its year for an argument; nothing for any other. A run may be called by what
 * reads as a year, so there has to be another word that can be the run.
 */
export const refused = (args: ReadonlyArray<string>, command: string | undefined): Refused | undefined => {
  const taken = commands.get(command ?? "")
  if (taken === undefined || args.some((arg) => taken.instead.includes(arg.split("=")[0]!))) return undefined
  const at = Lists.commandAt(args)
  const [before, behind] = [args.slice(0, at), args.slice(at + 1)]
  // What stands behind an option may be its value.
  const words = behind.flatMap((word, i) =>
    word.startsWith("-") || behind[i - 1]?.startsWith("-") === true ? [] : [{ word: plain(word), i }]
  )
  const isYear = ({ word }: { readonly word: string }): boolean => /^\d{4}$/.test(word)
  const [years, others] = [words.filter(isYear), words.filter((one) => !isYear(one))]
  const runs = others.filter(({ word }) => !/[=＝]/u.test(word))
  if (years.length !== 1 || runs.length !== 1) return undefined
  const [{ i: yearAt, word: year }, { i: runAt, word: run }] = [years[0]!, runs[0]!]
  const rest = behind.filter((_, i) => i !== yearAt && i !== runAt)
  const corrected = ShellWord.command(command!, run, ...rest, taken.option, year, ...before)
  return new Refused({
    kind: "OtherOrder",
    problem: {
      en: `${year} is a year: the run stands first, and the year behind ${taken.option}`,
      zh: `${year} 是年份：推演应写在最前，年份写在 ${taken.option} 之后`
    },
    remedy: { en: corrected, zh: corrected }
  })
}
