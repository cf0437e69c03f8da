/**
 * The command line of the store: whether what is on record can be trusted.
 *
 * As in `CommandLine`, descriptions live here and work in `commands/`.
 */
import * as Command from "effect/cli/Command"
import { lazily } from "./Lazily.ts"
import type { Options } from "./Options.ts"

/** These commands, in the order of the help. */
export const make = ({ runs, text }: Options) => {
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

  return [verifyCommand] as const
}
