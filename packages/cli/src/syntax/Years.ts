/**
 * Years as they are typed, wherever a command takes one: in an option and in the arguments of `why`, alone and in a
 * list, in any of the ways that `TypedYear` knows.
 */
import { plain } from "@gongfu/core/document/TypedYear"

const options: ReadonlySet<string> = new Set(["--year", "--at", "--to"])

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
