/**
 * How far long work has come, and about how long it will take yet, on a line of standard error that is written over;
 * nothing where that is no terminal.
 */
import type { Label, Language } from "@gongfu/core/document/Label"

/** Work shorter than this says nothing, in milliseconds. */
const patience = 1000
/** What is told again sooner than this cannot be read. */
const pause = 100
/** An estimate from a smaller part of the work than this is none. */
const enough = 0.02

/** Tells how many of a number are done. */
export interface Progress {
  /** Parts of one count, too. */
  readonly tell: (done: number) => void
  /** Takes the line away. */
  readonly end: () => void
}

/** A time in words, in steps that a reader can follow: `40 s`, `5 min`. */
export const duration = (millis: number, language: Language): string => {
  const seconds = Math.max(1, Math.round(millis / 1000))
  const zh = language === "zh"
  if (seconds < 60) return zh ? `${seconds} 秒` : `${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return zh ? `${minutes} 分钟` : `${minutes} min`
  const hours = Math.floor(minutes / 60)
  return zh ? `${hours} 小时 ${minutes % 60} 分钟` : `${hours} h ${minutes % 60} min`
}

/** Progress of `of` things, told as so many of them or in per cent. The clock counts milliseconds. */
export const start = (
  { isTTY, write }: { readonly isTTY: boolean; readonly write: (text: string) => void },
  what: Label,
  of: number,
  language: Language,
  {
    clock = () => performance.now(),
    percent = false
  }: { readonly clock?: () => number; readonly percent?: boolean } = {}
): Progress => {
  const begun = clock()
  let last = -Infinity
  let shown = false
  return {
    tell: (done) => {
      const now = clock()
      if (!isTTY || now - begun < patience || now - last < pause) return
      last = now
      shown = true
      const left =
        done >= enough * of && done < of ? duration(((now - begun) / done) * (of - done), language) : undefined
      const estimate = left === undefined ? "" : language === "zh" ? `，约剩 ${left}` : `, about ${left} left`
      const come = percent ? `${Math.floor((100 * done) / of)}%` : `${Math.floor(done)}/${of}`
      write(`\r\u001b[K${what[language]} ${come}${estimate}`)
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
