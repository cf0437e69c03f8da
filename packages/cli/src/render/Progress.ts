/**
 * How far long work has come, and about how long it will take yet, on a line of standard error that is written over;
 * nothing where that is no terminal.
 *
 * P1  while the number told stands still, an estimate only falls, and none is given once it stands longer than the pace
 *     so far explains: who waits is told less rather than something wrong.
 */
import type { Label, Language } from "@gongfu/core/document/Label"

/** Work shorter than this says nothing, in milliseconds. */
const patience = 1000
/** What is told again sooner than this cannot be read. */
const pause = 100
/** An estimate from a smaller part of the work than this is none, unless the work has gone on for so many milliseconds. */
const enough = { share: 0.02, millis: 3000 }
/** What stands still for this long, in milliseconds, or for this many times as long as one took so far, has no pace. */
const still = { millis: 2000, times: 3 }

/** Tells how many of a number are done. */
export interface Progress {
  /** Parts of one count, too. */
  readonly tell: (done: number) => void
  /** Takes the line away. */
  readonly end: () => void
}

/** A time in words, in steps that a reader can follow: `40 s`, `5 min`. */
const duration = (millis: number, language: Language): string => {
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
  // Where the number told has come from and to, and when. Before the first of them threads start and the like.
  let first: { readonly at: number; readonly done: number } | undefined
  let latest = { at: begun, done: 0 }

  /** How many milliseconds are left, where that can be told. */
  const left = (now: number): number | undefined => {
    const { at, done } = latest
    if (first === undefined || done >= of) return undefined
    const grown = at - first.at
    if (done < enough.share * of && grown < enough.millis) return undefined
    const each = grown >= patience ? grown / (done - first.done) : (at - begun) / done
    const standing = now - at
    if (standing > Math.max(still.millis, still.times * each)) return undefined
    const rest = each * (of - done) - standing
    return rest > 0 ? rest : undefined
  }
  return {
    tell: (done) => {
      const now = clock()
      const come = percent ? Math.floor((100 * done) / of) : Math.floor(done)
      if (come > (percent ? Math.floor((100 * latest.done) / of) : Math.floor(latest.done))) {
        latest = { at: now, done }
        first ??= latest
      }
      if (!isTTY || now - begun < patience || now - last < pause) return
      last = now
      shown = true
      const rest = left(now)
      const time = rest === undefined ? undefined : duration(rest, language)
      const estimate = time === undefined ? "" : language === "zh" ? `，约剩 ${time}` : `, about ${time} left`
      write(`\r\u001b[K${what[language]} ${percent ? `${come}%` : `${come}/${of}`}${estimate}`)
    },
    end: () => {
      if (shown) write("\r\u001b[K")
    }
  }
}

/** The standard error of this process; a terminal that cannot go back in its line counts as none. */
export const standardError = {
  get isTTY() {
    return process.stderr.isTTY && process.env["TERM"] !== "dumb"
  },
  write: (text: string): void => void process.stderr.write(text)
}
