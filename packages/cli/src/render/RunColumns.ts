/**
 * What a table tells of several runs: beside each other, or below each other where that has no room.
 *
 * Beside each other every run has its columns. Below each other a thing stands once, and runs that agree on it share a
 * line: `A, C–E`.
 */
import type { Cell, Column, Row, Table } from "./Table.ts"

/** The letter of a run: A, B, … Z, A1, B1, … */
export const letter = (index: number): string =>
  String.fromCharCode(65 + (index % 26)) + (index < 26 ? "" : String(Math.floor(index / 26)))

/** The letters of runs in order; three and more that follow each other as `A–C`. */
const letters = (indexes: ReadonlyArray<number>): string => {
  const spans: Array<Array<number>> = []
  for (const index of indexes) {
    const last = spans.at(-1)
    if (last?.at(-1) === index - 1) last.push(index)
    else spans.push([index])
  }
  return spans
    .flatMap((span) => (span.length > 2 ? [`${letter(span[0]!)}–${letter(span.at(-1)!)}`] : span.map(letter)))
    .join(", ")
}

/** A thing with what each run has of it, or a heading over the things that follow. */
export type Told =
  | { readonly section: string }
  | {
      readonly about?: string
      /** What stands before the runs. */
      readonly cells: ReadonlyArray<Cell>
      /** What each run has, and how that differs from A where differences are told; A's own, of nothing, is not shown. */
      readonly runs: ReadonlyArray<{ readonly value: Cell; readonly difference?: string }>
    }

/** What is told of runs. */
export interface Shape {
  /** The columns before the runs. */
  readonly columns: ReadonlyArray<Column>
  readonly rows: ReadonlyArray<Told>
  readonly runs: number
  /** The head over what runs have, where they stand below each other. */
  readonly value: string
  readonly differences: boolean
}

/** The head over differences from A. */
const less = (whose: string): string => `${whose} − A`.trimStart()

/** Runs that agree, in the order of their first. */
const agreeing = (runs: Extract<Told, { runs: unknown }>["runs"]): ReadonlyArray<ReadonlyArray<number>> => {
  const groups = new Map<string, Array<number>>()
  for (const [i, { difference = "", value }] of runs.entries()) {
    const told = `${value.text}\n${difference}`
    groups.set(told, [...(groups.get(told) ?? []), i])
  }
  return [...groups.values()]
}

const stacked = ({ columns, differences, rows, value }: Shape): Table => ({
  columns: [
    // What folds into a label stands once, like the label itself.
    ...columns.map((column) => (column.folds === undefined ? column : { ...column, wraps: true })),
    { head: "", align: "left", whose: true },
    { head: value, align: "right" },
    ...(differences ? [{ head: less(""), align: "right" } as const] : [])
  ],
  rows: rows.flatMap((row, k): ReadonlyArray<Row> => {
    if ("section" in row) return [row]
    return agreeing(row.runs).map((some, g) => ({
      about: row.about ?? String(k),
      cells: [
        ...row.cells.map((cell, i) => {
          const isLabel = columns[i]!.wraps === true || columns[i]!.folds !== undefined
          return g > 0 && !isLabel ? { text: "" } : cell
        }),
        { text: letters(some) },
        row.runs[some[0]!]!.value,
        ...(differences ? [{ text: g === 0 ? "" : (row.runs[some[0]!]!.difference ?? "") }] : [])
      ]
    }))
  })
})

/** The table. Two runs stand beside each other at any width. */
export const table = (shape: Shape): Table => {
  const { columns, differences, rows, runs } = shape
  return {
    columns: [
      ...columns,
      ...Array.from({ length: runs }, (_, i): ReadonlyArray<Column> => [
        { head: letter(i), align: "right" },
        ...(differences && i > 0 ? [{ head: less(letter(i)), align: "right" } as const] : [])
      ]).flat()
    ],
    rows: rows.map((row) =>
      "section" in row
        ? row
        : {
            ...(row.about !== undefined && { about: row.about }),
            cells: [
              ...row.cells,
              ...row.runs.flatMap(({ difference, value }, i) =>
                differences && i > 0 ? [value, { text: difference ?? "" }] : [value]
              )
            ]
          }
    ),
    ...(runs > 2 && { stacked: () => stacked(shape) })
  }
}
