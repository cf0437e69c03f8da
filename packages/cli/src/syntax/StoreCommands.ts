/**
 * The command line of the store: what was recorded when, and whether it can be trusted.
 *
 * As in `CommandLine`, descriptions live here and work in `commands/`.
 */
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import { lazily } from "./Lazily.ts"
import type { Options } from "./Options.ts"

/** These commands, in the order of the help. */
export const make = ({ example, markdown, runs, text }: Options) => {
  const logCommand = Command.make(
    "log",
    {
      runs: runs(0),
      limit: Flag.Int("limit").pipe(
        Flag.withMetavar("N"),
        Flag.withDescription(text("only the last N entries", "只列最近 N 条")),
        Flag.filter(
          (limit) => limit > 0,
          () => "N"
        ),
        Flag.optional
      ),
      reverse: Flag.Boolean("reverse").pipe(
        Flag.withDescription(text("oldest first", "由旧到新排列")),
        Flag.withDefault(false)
      ),
      markdown
    },
    (input) =>
      lazily(
        () => import("../commands/Log.ts"),
        (module) => module.log(input)
      )
  ).pipe(
    Command.withDescription(
      text("tell what was recorded when, newest first", "按时间列出存储中的记录过程，最近的在前")
    ),
    Command.withExamples([example("gongfu log --limit 10", "the last ten entries", "最近十条记录")])
  )

  const verifyCommand = Command.make("verify", { runs: runs(0) }, (input) =>
    lazily(
      () => import("../commands/Verify.ts"),
      (module) => module.verify(input)
    )
  ).pipe(
    Command.withDescription(
      text(
        "recompute runs on record from their own stored models\nExit code 0: all identical; 2: something differs.",
        "用各自存档的模型重新计算已记录的推演\n退出码 0：全部一致；2：有不一致。"
      )
    )
  )

  return [logCommand, verifyCommand] as const
}
