/**
 * What streams are made of: the events of a run, or those of an ensemble.
 */
import type { EnsembleEvent, EnsembleStarted } from "../ensemble/EnsembleEvent.ts"
import * as Ensemble from "../ensemble/EnsembleEvent.ts"
import type { RunEvent, RunStarted } from "../run/Event.ts"

/** Any event that a store keeps. */
export type StoredEvent = RunEvent | EnsembleEvent

/** An event that begins a stream, and names the documents that it was made from. */
export type Beginning = RunStarted | EnsembleStarted

/** The types of events that begin a stream. */
export const beginnings: ReadonlySet<string> = new Set<Beginning["type"]>(["RunStarted", "EnsembleStarted"])

/** Whether an event begins a stream. */
export const isBeginning = (event: StoredEvent): event is Beginning => beginnings.has(event.type)

/** Whether an event is one of a run. */
export const isOfRun = (event: StoredEvent): event is RunEvent => !Ensemble.isOf(event)

/** The run that another was forked from, and the last year that they share. */
export type Parent = NonNullable<RunStarted["parent"]>

/** What the run that begins with an event was forked from; an ensemble never was. */
export const parentOf = (first: StoredEvent): Parent | undefined =>
  first.type === "RunStarted" ? first.parent : undefined
