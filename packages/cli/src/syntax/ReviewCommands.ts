/**
 * The command line of reviews: what scenarios come to, written beside them and checked.
 *
 * As in `CommandLine`, descriptions live here and work in `commands/`.
 */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import { lazily } from "./Lazily.ts"
import type { Options } from "./Options.ts"

/** These commands, in the order of the help. */
export const make = ({ example, markdown, text }: Options) => {
  const paths = (description: string) => Argument.String("FILE|FOLDER").pipe(Argument.withDescription(description))

  const lockCommand = Command.make(
    "lock",
    {
      paths: paths(text("scenario files, or folders with scenarios in them", "情景文件，或含有情景的文件夹")).pipe(
        Argument.variadic({ min: 1 })
      )
    },
    (input) =>
      lazily(
        () => import("../commands/Lock.ts"),
        (module) => module.lock(input)
      )
  ).pipe(
    Command.withDescription(
      text(
        "write beside each scenario what it comes to (x.lock.yaml), for a review to see\nExit code 0: fine; 2: a run stops or an expectation does not hold; the locks say so.",
        "在每个情景旁写入其推演结果（x.lock.yaml），供审阅时查看变化\n退出码 0：正常；2：有推演中止或预期不成立，锁定文件中会注明。"
      )
    ),
    Command.withExamples([example("gongfu lock scenarios", "all scenarios of a folder", "锁定文件夹内的全部情景")])
  )

  const checkCommand = Command.make(
    "check",
    {
      paths: paths(
        text(
          "scenario files, shipped scenarios, or folders with scenarios in them; without any the folder that you are in",
          "情景文件、内置情景，或含有情景的文件夹；未指定时取当前文件夹"
        )
      ).pipe(Argument.variadic({ min: 0 })),
      against: Flag.String("against").pipe(
        Flag.withMetavar("FOLDER"),
        Flag.withDescription(
          text(
            "hold them against the locks of another copy of the folder that you are in, such as a worktree of the branch that a change goes into",
            "与当前文件夹的另一份副本（如改动所要合入分支的工作树）中的锁定文件对照"
          )
        ),
        Flag.optional
      ),
      markdown
    },
    (input) =>
      lazily(
        () => import("../commands/Check.ts"),
        (module) => module.check(input)
      )
  ).pipe(
    Command.withDescription(
      text(
        "hold scenarios against their locks: what an edit of a scenario or of the model does to results\nExit code 0: all the same and all expectations hold; 2: something differs or a run stops; 1: something has faults.",
        "将情景与锁定文件对照，说明情景或模型的改动对结果的影响\n退出码 0：全部一致且预期均成立；2：有差异或推演中止；1：有错误。"
      )
    ),
    Command.withExamples([
      example("gongfu check", "all scenarios here and below", "检查当前文件夹及其下的全部情景"),
      example("gongfu check --md", "as a comment on a pull request", "作为合并请求的评论")
    ])
  )

  return [lockCommand, checkCommand] as const
}
