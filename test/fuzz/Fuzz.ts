/** Which files are changed how often, and what came of it. */
import * as Subject from "./Subject.ts"

/** How often files of a kind are changed in the whole of the fuzzing. */
const plan: ReadonlyArray<readonly [place: string, kind: RegExp, tries: number]> = [
  ["example-city", /^gongfu\.yaml$/, 600],
  ["example-city", /^model\/model\.yaml$/, 1800],
  ["example-city", /^model\/(?!model)/, 3600],
  ["example-city", /^targets\.yaml$/, 2000],
  ["example-city", /^scenarios\/(?!.*\.lock)/, 5000],
  ["wenzhou", /^scenarios\/(?!.*\.lock)/, 7000],
  ["wenzhou", /^model\/delivery\.yaml$/, 130],
  ["wenzhou", /^model\/(?!delivery)/, 170],
  ["wenzhou", /^(targets|gongfu)\.yaml$/, 130]
]

/** What came of all tries. */
export interface Found {
  readonly tries: number
  readonly counts: ReadonlyMap<string, number>
  readonly crashes: ReadonlyArray<string>
  readonly slow: ReadonlyArray<string>
}

const tooLong = 2000

/** What to try: a share of the plan, all of it or of one place; `first` is the seed of the first try. */
export interface Asked {
  readonly share: number
  readonly place?: string | undefined
  readonly first?: number
  /** Is told now and then how many tries there were, and of each crash at once. */
  readonly heard?: (news: string) => void
}

/** Tries a share of the plan, each try by a seed of its own, one after the other. */
export const all = async ({ first = 1, heard, place, share }: Asked): Promise<Found> => {
  const subjects = new Map<string, Subject.Subject>()
  const counts = new Map<string, number>()
  const crashes: Array<string> = []
  const slow: Array<string> = []
  let tries = 0
  const count = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1)
  for (const [name, kind, most] of plan) {
    if (place !== undefined && name !== place) continue
    const subject = subjects.get(name) ?? Subject.load(name)
    subjects.set(name, subject)
    heard?.(`${tries} tries, ${crashes.length} crashes, ${slow.length} slow; now ${name} ${kind.source}`)
    for (let i = 0; i < Math.ceil(most * share); i++) {
      const seed = first + tries++
      if (tries % 500 === 0) heard?.(`${tries} tries, ${crashes.length} crashes, ${slow.length} slow`)
      try {
        // One after the other: a try is timed.
        // oxlint-disable-next-line no-await-in-loop
        const { millis, outcome, path } = await Subject.attempt(subject, kind, seed)
        const part =
          path.startsWith("model/") && path !== "model/model.yaml" ? "sectors and patterns" : path.split("/")[0]
        count(`${name} ${part}: ${outcome}`)
        if (millis > tooLong) slow.push(`${name}/${path}, seed ${seed}: ${Math.round(millis)} ms`)
      } catch (error) {
        count(`${name}: crash`)
        crashes.push((error as Error).message)
        heard?.((error as Error).message)
      }
    }
  }
  return { tries, counts, crashes, slow }
}
