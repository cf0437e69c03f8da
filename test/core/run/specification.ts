/** Given events, when a command, then events: what the decider promises, as sentences. */
import * as Decider from "@gongfu/core/run/Decider"
import * as RunState from "@gongfu/core/run/RunState"
import type { RunEvent } from "@gongfu/core/run/Event"
import * as Result from "effect/Result"
import { assert } from "vitest"

/** A run's history, waiting for a command. */
export const given =
  (rules: Decider.Rules) =>
  (...events: ReadonlyArray<RunEvent>) => ({
    when: (command: Decider.Command) => {
      const state = RunState.replay(rules.kernel.model, events)
      const decided = Decider.decide(rules, state, command)
      const told = Result.isSuccess(decided) ? decided.success : undefined
      return {
        thenEvents: (...expected: ReadonlyArray<RunEvent>) => assert.deepEqual(told, expected),
        /** Only the kinds of the events, where the numbers are beside the point. */
        thenTypes: (...types: ReadonlyArray<RunEvent["type"]>) =>
          assert.deepEqual(
            told?.map(({ type }) => type),
            types
          ),
        thenNothing: () => assert.deepEqual(told, []),
        thenRefused: (tag: Decider.Refusal["_tag"]) =>
          assert.deepEqual(decided, Result.fail({ _tag: tag, command } satisfies Decider.Refusal)),
        events: told ?? []
      }
    }
  })
