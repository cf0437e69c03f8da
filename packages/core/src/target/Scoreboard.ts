/**
 * The scoreboard of a run: where each target stands at the end of it.
 *
 * Every target of the place is on it, by area, in the order of the file. One that the run never assessed is there
 * too, without a standing; it is never left out. Nor does one have a standing that was on the way when the run stopped:
 * it will never be decided.
 */
import type { Label } from "../document/Label.ts"
import type { RunEvent, Status } from "../run/Event.ts"
import type { Target, Targets } from "./Target.ts"

/** The latest assessment of a target; `year` is the deadline or the last year that was projected before it. */
export interface Standing {
  readonly year: number
  readonly required: number
  readonly projected: number
  readonly margin: number
  readonly status: Status
}

/** A target and where it stands; nothing where the run did not assess it, or stopped on its way to it. */
export interface Row {
  readonly target: Target
  readonly standing: Standing | undefined
}

/** How many targets stand how. */
export interface Counts {
  readonly met: number
  readonly missed: number
  readonly on_the_way: number
  readonly not_assessed: number
}

/** The targets of one area. */
export interface AreaRows {
  readonly name: string
  readonly label: Label
  readonly rows: ReadonlyArray<Row>
  readonly counts: Counts
}

/** The areas that have a target, and the counts of all. */
export interface Scoreboard {
  readonly areas: ReadonlyArray<AreaRows>
  readonly counts: Counts
}

const countsOf = (rows: ReadonlyArray<Row>): Counts => {
  const count = (status: Status | undefined) => rows.filter((row) => row.standing?.status === status).length
  return {
    met: count("met"),
    missed: count("missed"),
    on_the_way: count("on_the_way"),
    not_assessed: count(undefined)
  }
}

/** The latest assessment of each target by name; `until` leaves out later years. */
export const standings = (events: ReadonlyArray<RunEvent>, until = Infinity): ReadonlyMap<string, Standing> => {
  const latest = new Map<string, Standing>()
  for (const event of events) {
    if (event.type !== "TargetAssessed" || event.year > until) continue
    const { target, year, required, projected, margin, status } = event
    if (year >= (latest.get(target)?.year ?? year)) latest.set(target, { year, required, projected, margin, status })
  }
  return latest
}

/** The scoreboard of a run. */
export const of = (targets: Targets, events: ReadonlyArray<RunEvent>): Scoreboard => {
  const latest = standings(events)
  const stopped = events.some(({ type }) => type === "RunFailed")
  const standingOf = (name: string): Standing | undefined => {
    const standing = latest.get(name)
    return stopped && standing?.status === "on_the_way" ? undefined : standing
  }
  const rows = targets.all.map((target): Row => ({ target, standing: standingOf(target.name) }))
  const areas = targets.areas.map(({ name, label }): AreaRows => {
    const inArea = rows.filter((row) => row.target.area === name)
    return { name, label, rows: inArea, counts: countsOf(inArea) }
  })
  return { areas: areas.filter((area) => area.rows.length > 0), counts: countsOf(rows) }
}
