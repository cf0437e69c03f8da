import * as MemoryEventStore from "@gongfu/core/store/MemoryEventStore"
import { contract } from "./contract.ts"

contract("the store in memory", () => MemoryEventStore.layer)
