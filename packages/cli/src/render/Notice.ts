/**
 * A problem and its remedy, told on standard error or, with `--json`, as data.
 *
 * One place decides how every failure of every command looks.
 */
import type { Label } from "@gongfu/core/document/Label"
import type { Failure } from "../session/Failure.ts"
import * as Format from "../session/Format.ts"
import type { Shape } from "../session/Session.ts"
import * as FaultText from "./FaultText.ts"
import * as NextStep from "./NextStep.ts"
import * as Prose from "./Prose.ts"
import * as Width from "./Width.ts"

/** One problem that no file is to blame for. */
export interface Problem {
  readonly kind: string
  readonly problem: Label
  readonly remedy: Label
}

const error: Label = { en: "error: ", zh: "错误：" }

/** Tells problems; several of one kind are told together. */
export const problems = (session: Shape, told: ReadonlyArray<Problem>): void => {
  const all = told.map((one) => ({ ...one, remedy: NextStep.inLabel(session, one.remedy) }))
  if (session.json) {
    session.print(Format.line("errors", { errors: all }))
    return
  }
  const { language, palette } = session
  for (const { problem, remedy } of all) {
    const lines = Prose.wrap(`${error[language]}${Width.printable(problem[language])}`, session.width)
    session.tell(
      [
        ...lines.map((line) => palette.bad(line)),
        ...Prose.wrap(Width.printable(remedy[language]), session.width - 2).map((line) => `  ${line}`)
      ].join("\n")
    )
  }
}

/** Tells a failure. */
export const failure = (session: Shape, failed: Failure): void => {
  switch (failed._tag) {
    case "Faulty": {
      const faults = failed.faults.map((fault) => ({ ...fault, remedy: NextStep.inLabel(session, fault.remedy) }))
      if (session.json) session.print(Format.line("errors", { errors: faults.map(FaultText.toJson) }))
      else session.tell(FaultText.all(faults, session.language, session.width, session.palette))
      return
    }
    case "Refused":
      problems(session, [{ kind: failed.kind, problem: failed.problem, remedy: failed.remedy }])
      return
    case "Ended":
      return
  }
}

/** Tells a defect: never a stack trace, unless GONGFU_DEBUG asks for one. */
export const defect = (session: Shape, cause: unknown): void => {
  const message = cause instanceof Error ? cause.message : String(cause)
  const plain = Width.truncate(Width.printable(message), 300)
  problems(session, [
    {
      kind: "Defect",
      problem: { en: `gongfu itself failed: ${plain}`, zh: `gongfu 内部出错：${plain}` },
      remedy: {
        en: `please report this with the command that you typed; GONGFU_DEBUG=1 shows details`,
        zh: `请连同所用命令一并反馈；设置 GONGFU_DEBUG=1 可查看详情`
      }
    }
  ])
  if ((session.environment["GONGFU_DEBUG"] ?? "") !== "" && cause instanceof Error) session.tell(cause.stack ?? "")
}
