/**
 * Years as they are typed, wherever a command takes one.
 *
 * A year is a whole number. Who types Chinese writes `2025年`, and digits of full width: both are that year, in an
 * option and in the arguments of `why`, alone and in a list.
 */
import { halved } from "@gongfu/core/document/FullWidth"

const options: ReadonlySet<string> = new Set(["--year", "--at", "--to"])

const year = /(?<![^\s,，、])([-－]?[\d０-９]+)(?:\s*年)?(?![^\s,，、])/g

/** A text with the years in it as plain numbers; a text that is no year, nor a list of them, as it is. */
export const plain = (typed: string): string => typed.replaceAll(year, (_, number: string) => halved(number))

/** The arguments with every year as a plain number. `command` is the one that is asked for. */
export const inPlain = (args: ReadonlyArray<string>, command: string | undefined): ReadonlyArray<string> => {
  // A run may be called by what reads as a year; what follows it may not.
  const asked = command === "why" ? args.indexOf(command) + 2 : Infinity
  const end = args.includes("--") ? args.indexOf("--") : args.length
  let awaited = false
  return args.map((arg, i) => {
    if (i >= end) return arg
    const [, option, value] = /^(--[a-z]+)(?:=([^]*))?$/.exec(arg) ?? []
    if (option !== undefined) {
      awaited = options.has(option) && (value === undefined || /[,，、]$/.test(value))
      return options.has(option) && value !== undefined ? `${option}=${plain(value)}` : arg
    }
    const isYear = awaited || i >= asked
    // After a comma the list goes on: `--year 2025, 2030`.
    awaited &&= /[,，、]$/.test(arg)
    return isYear ? plain(arg) : arg
  })
}
