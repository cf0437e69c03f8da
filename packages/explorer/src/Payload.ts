/**
 * What a page is about: a place and the scenarios that it starts from, as plain JSON.
 *
 * The command line writes it into the page; the page reads it back. The kernel's code is no part of it: that stands
 * in the page as a script of its own, so that nothing has to be evaluated from text.
 */
import type { Label, Language } from "@gongfu/core/document/Label"
import type { PlaceDocuments } from "@gongfu/core/place/Place"
import type { Scenario } from "@gongfu/core/scenario/Scenario"

/** What a scenario file says first to start from a preset: a scenario to extend, or a place. */
export type Start = { readonly extends: string } | { readonly place: string }

/** A scenario that the page offers. */
export interface Preset {
  /** Its name in links: that of the scenario. */
  readonly key: string
  readonly scenario: Scenario
  /** From a place, a scenario has to say everything; from a scenario, what differs. */
  readonly start: Start
  /** Where a scenario that extends it has to be saved; nothing where it is found from anywhere. */
  readonly beside: string | undefined
}

/** A page's content. */
export interface Payload {
  readonly format: 1
  /** The version of the program that wrote it. */
  readonly version: string
  /** The language that the page begins in; not there where that is the reader's own. */
  readonly language?: Language
  readonly documents: PlaceDocuments
  readonly presets: ReadonlyArray<Preset>
  /** The preset that the page begins with. */
  readonly first: string
}

/** The name under which a kernel's script leaves the kernel. */
export const kernelName = "gongfuKernel"

/** A short name of a scenario in a language, for a page's title. */
export const titled = (place: Label, scenario: Label, language: Language): string =>
  `${scenario[language]} · ${place[language]}`
