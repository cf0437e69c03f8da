/**
 * Years as they are typed, on a command line and in a table.
 *
 * A year is a whole number. Who types Chinese writes `2025年`, and digits of full width: both are that year, alone and
 * in a list.
 */
import { halved } from "./FullWidth.ts"

const year = /(?<![^\s,，、])([-－]?[\d０-９]+)(?:\s*年)?(?![^\s,，、])/g

/** A text with the years in it as plain numbers; a text that is no year, nor a list of them, as it is. */
export const plain = (typed: string): string => typed.replaceAll(year, (_, number: string) => halved(number))
