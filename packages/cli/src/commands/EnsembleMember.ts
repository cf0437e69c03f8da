/**
 * `gongfu ensemble member`: a member of an ensemble on record, carried out and recorded as a run of its own.
 */
import * as Fault from "@gongfu/core/document/Fault"
import * as Span from "@gongfu/core/document/Span"
import * as Member from "@gongfu/core/ensemble/Member"
import * as Plan from "@gongfu/core/ensemble/Plan"
import * as Effect from "effect/Effect"
import * as Crew from "../ensembles/Crew.ts"
import * as Ensembles from "../ensembles/Ensembles.ts"
import { type Failure, Faulty } from "../session/Failure.ts"
import * as Records from "../records/Records.ts"
import * as References from "../records/References.ts"
import type { Session } from "../session/Session.ts"
import * as Run from "./Run.ts"

/** The ensemble has no such member. */
export const MemberNotThere = Fault.define<{
  readonly ensemble: string
  readonly member: number
  readonly members: number
}>("MemberNotThere", ({ ensemble, member, members }) => ({
  problem: { en: `${ensemble} has no member ${member}`, zh: `${ensemble} 没有第 ${member} 号成员` },
  remedy: { en: `its members are 0 to ${members - 1}`, zh: `其成员编号为 0 至 ${members - 1}` }
}))

/** Carries out a member and records it. */
export const member = (input: {
  readonly ensemble: string
  readonly member: number
  readonly markdown: boolean
  readonly brief: boolean
}): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const found = yield* Records.withStore("read", Effect.flatMap(References.find(input.ensemble), Ensembles.read))
    const { members } = found.started.design
    if (input.member < 0 || input.member >= members)
      return yield* new Faulty({
        faults: [MemberNotThere(Span.whole("member"), { ensemble: found.id, member: input.member, members })]
      })
    const plan = Crew.planOf(Ensembles.orderOf(found))
    const positions = new Float64Array(plan.axes.length)
    Plan.positions(plan)(input.member, positions)
    const scenario = Member.scenario(found.place.model, found.scenario, plan.axes, positions, input.member)
    yield* Run.show([{ place: found.place, scenario }], input)
  })
