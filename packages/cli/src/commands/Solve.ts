/**
 * `gongfu solve`: the smallest change of chosen levers that meets chosen targets, or the cheapest.
 *
 * The answer is a scenario file and, on record, the run of it. Everything that can be wrong with the question, and with
 * the place of the file, is told before the search begins. The file is read back as any other is, and its run has to
 * come to what the search found; only then is it recorded. An interrupted search leaves nothing behind.
 *
 * Ends with code 0 when the targets are met, 2 when they are not.
 */
import type { Label } from "@gongfu/core/document/Label"
import * as Answer from "@gongfu/core/solve/Answer"
import * as AnswerFile from "@gongfu/core/solve/AnswerFile"
import * as Robust from "@gongfu/core/solve/Robust"
import * as Smallest from "@gongfu/core/solve/Smallest"
import * as Effect from "effect/Effect"
import { Ended, type Failure, Refused } from "../session/Failure.ts"
import * as Document from "../render/Document.ts"
import * as SolvedComment from "../render/SolvedComment.ts"
import * as SolveJson from "../render/SolveJson.ts"
import * as SolveText from "../render/SolveText.ts"
import * as Format from "../session/Format.ts"
import { Session } from "../session/Session.ts"
import * as SolvedFile from "../solving/SolvedFile.ts"
import * as Records from "../records/Records.ts"
import * as Solving from "../solving/Solving.ts"

const titleOf = (title: Label, { outcome, standings }: Answer.Answer): Label => {
  const aims = Solving.named(standings.filter(({ asked }) => asked).map(({ aim }) => aim.label))
  return outcome === "met"
    ? { en: `${title.en}, changed to meet: ${aims.en}`, zh: `${title.zh}（为实现以下目标而调整：${aims.zh}）` }
    : { en: `${title.en}, brought nearest to: ${aims.en}`, zh: `${title.zh}（调整至最接近：${aims.zh}）` }
}

const stops = (law: ReturnType<typeof Answer.brokenLaw>): Refused =>
  new Refused({
    kind: "NoRunnableSetting",
    problem: {
      en: `no setting of these levers was found with which a run comes to its end${law === undefined ? "" : `: ${law.label.en} (${law.name})`}`,
      zh: `未找到能使推演走完全程的杠杆设定${law === undefined ? "" : `：${law.label.zh}（${law.name}）`}`
    },
    remedy: {
      en: "nothing was recorded; add levers that ease it, or start from a scenario that gongfu run carries out",
      zh: "未作任何记录；请加入可缓解该约束的杠杆，或从 gongfu run 能走完的情景出发"
    }
  })

/** Solves. */
export const solve = (input: Solving.Input): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { folder, language, palette, store, width } = session
    const { loaded, question } = yield* Solving.asked(input)
    yield* Records.ready
    const { scenario } = loaded
    const file = yield* SolvedFile.find({ typed: input.scenario, name: scenario.name }, input.output, {
      folder,
      force: input.force
    })
    const { members, robust, seed } = input
    const found = yield* Solving.carriedOut(
      robust === undefined ? Smallest.search(question) : Robust.search(question, { probability: robust, members, seed })
    )
    if (found.outcome === "stops") return yield* stops(Answer.brokenLaw(found))
    const answer = Answer.of(question, found)
    const heading = {
      name: file.name,
      title: titleOf(scenario.title, answer),
      parent: file.parent,
      comment: SolvedComment.ofAnswer(question, answer)
    }
    const record =
      answer.moves.length === 0
        ? undefined
        : {
            ...(yield* Solving.kept(AnswerFile.text(heading, answer), answer, file, input.force)),
            path: file.path,
            store
          }
    const told = { question, answer, record }
    if (session.json) session.print(Format.line("solve", { solution: SolveJson.of(told) }))
    else {
      const document = SolveText.document(told, language, palette)
      session.print(input.markdown ? Document.markdown(document) : Document.text(document, width, palette))
    }
    if (answer.outcome !== "met") return yield* new Ended({ code: 2 })
  })
