/**
 * `gongfu solve --pareto`: what can be had of one aim for how much of another.
 *
 * Each point of the front is a scenario file of its own, and its run is on record, as for a single answer. All files
 * are looked at before the search begins.
 */
import type { Label } from "@gongfu/core/document/Label"
import * as Answer from "@gongfu/core/solve/Answer"
import * as AnswerFile from "@gongfu/core/solve/AnswerFile"
import * as Front from "@gongfu/core/solve/Front"
import * as Effect from "effect/Effect"
import { type Failure, Refused } from "../session/Failure.ts"
import * as Document from "../render/Document.ts"
import * as FrontText from "../render/FrontText.ts"
import * as SolvedComment from "../render/SolvedComment.ts"
import * as SolveJson from "../render/SolveJson.ts"
import * as Format from "../session/Format.ts"
import { Session } from "../session/Session.ts"
import * as SolvedFile from "../solving/SolvedFile.ts"
import * as Records from "../records/Records.ts"
import * as Solving from "../solving/Solving.ts"

const noPoint = new Refused({
  kind: "NoFront",
  problem: {
    en: "no setting of these levers was found that meets what else is asked",
    zh: "未找到能满足其他要求的杠杆设定"
  },
  remedy: {
    en: "nothing was recorded; ask for less with --target, or name more levers; solve without --pareto tells what binds",
    zh: "未作任何记录；请减少 --target 的要求或增加杠杆；不加 --pareto 求解可知起决定作用的目标"
  }
})

const titleOf = (title: Label, number: number, of: number, aims: ReadonlyArray<Label>): Label => {
  const between = Solving.named(aims)
  return {
    en: `${title.en}, point ${number} of ${of} between: ${between.en}`,
    zh: `${title.zh}（前沿第 ${number} 点，共 ${of} 点：${between.zh}）`
  }
}

/** Draws the front. */
export const front = (input: Solving.Input): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { folder, language, palette, width } = session
    const { loaded, question } = yield* Solving.asked(input)
    yield* Records.ready
    const { scenario } = loaded
    const files = yield* Effect.forEach(
      Array.from({ length: input.points }, (_, i) => i + 1),
      (number) =>
        SolvedFile.find(
          { typed: input.scenario, name: scenario.name },
          input.output,
          { folder, force: input.force },
          number
        )
    )
    const drawn = yield* Solving.carriedOut(Front.draw(question, input.points))
    if (drawn === undefined) return yield* noPoint
    const { aims, points } = drawn
    const told = yield* Effect.forEach(points, (point, i) =>
      Effect.gen(function* () {
        const answer = Answer.ofPoint(question, drawn, point)
        const file = files[i]!
        const labels = aims.map(({ label }) => label)
        const heading = {
          name: file.name,
          title: titleOf(scenario.title, i + 1, points.length, labels),
          parent: file.parent,
          comment: SolvedComment.ofPoint(question, aims)
        }
        const record = yield* Solving.kept(AnswerFile.text(heading, answer), answer, file, input.force)
        return { answer, path: file.path, run: record.run }
      })
    )
    if (session.json) {
      session.print(Format.line("solve", { front: SolveJson.ofFront(question, drawn, told) }))
      return
    }
    const document = FrontText.document({ question, front: drawn, points: told }, language)
    session.print(input.markdown ? Document.markdown(document) : Document.text(document, width, palette))
  })
