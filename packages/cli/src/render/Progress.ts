/**
 * How far long work has come, on a line of standard error that is written over; nothing where that is no terminal.
 */
import type { Label, Language } from "@gongfu/core/document/Label"

/** Work shorter than this says nothing, in milliseconds. */
const patience = 1000

/** Tells how many of a number are done. */
export interface Progress {
  readonly tell: (done: number) => void
  /** Takes the line away. */
  readonly end: () => void
}

/** Progress of `of` things. */
export const start = (
  { isTTY, write }: { readonly isTTY: boolean; readonly write: (text: string) => void },
  what: Label,
  of: number,
  language: Language
): Progress => {
  const begun = performance.now()
  let shown = false
  return {
    tell: (done) => {
      if (!isTTY || performance.now() - begun < patience) return
      shown = true
      write(`\r${what[language]} ${done}/${of}`)
    },
    end: () => {
      if (shown) write("\r\u001b[K")
    }
  }
}

/** The standard error of this process. */
export const standardError = {
  get isTTY() {
    return process.stderr.isTTY
  },
  write: (text: string): void => void process.stderr.write(text)
}
