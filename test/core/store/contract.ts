/** What every layer of the store promises. Each layer runs this suite; each file of `contract` states one promise. */
import type { EventStore } from "@gongfu/core/store/EventStore"
import { describe } from "@effect/vitest"
import type * as Layer from "effect/Layer"
import { admission } from "./contract/Admission.ts"
import { appends } from "./contract/Appends.ts"
import { artifacts } from "./contract/Artifacts.ts"
import { chain } from "./contract/Chain.ts"
import { expectedVersion } from "./contract/ExpectedVersion.ts"
import { listing } from "./contract/Listing.ts"
import { reading } from "./contract/Reading.ts"
import { tags } from "./contract/Tags.ts"
import { wholeness } from "./contract/Wholeness.ts"
import { subject } from "./contract/Subject.ts"

export const contract = (name: string, layer: () => Layer.Layer<EventStore, unknown>): void => {
  describe(`${name} keeps the contract of a store`, () => {
    const store = subject(layer)
    reading(store)
    expectedVersion(store)
    admission(store)
    artifacts(store)
    chain(store)
    listing(store)
    appends(store)
    wholeness(store)
    tags(store)
  })
}
