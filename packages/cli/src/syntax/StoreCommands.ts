/**
 * The command line of the store: what was recorded when, whether it can be trusted, what it is called, and how it is shared.
 *
 * As in `CommandLine`, descriptions live here and work in `commands/`.
 */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import { positive } from "../render/HelpText.ts"
import { lazily } from "./Lazily.ts"
import type { Options } from "./Options.ts"

/** These commands, in the order of the help. */
export const make = ({ example, force, markdown, output, run, runs, text }: Options) => {
  const logCommand = Command.make(
    "log",
    {
      runs: runs(0),
      limit: Flag.Int("limit").pipe(
        Flag.withMetavar("N"),
        Flag.withDescription(text("only the last N entries", "只列最近 N 条")),
        Flag.filter(
          (limit) => limit > 0,
          () => positive
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
      text("tell what was recorded when, newest first", "按时间列出推演库中的记录过程，最近的在前")
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
        "用各自记录的模型重新计算已记录的推演\n退出码 0：全部一致；2：有不一致。"
      )
    )
  )

  const tagCommand = Command.make(
    "tag",
    {
      name: Argument.String("NAME").pipe(
        Argument.withDescription(text("the tag; without it all tags are listed", "标签名称；未指定时列出全部标签")),
        Argument.optional
      ),
      run: run.pipe(Argument.optional),
      remove: Flag.Boolean("remove").pipe(
        Flag.withDescription(text("take the tag away; the run stays", "取消该标签，推演本身不变")),
        Flag.withDefault(false)
      )
    },
    (input) =>
      lazily(
        () => import("../commands/Tag.ts"),
        (module) => module.tag(input)
      )
  ).pipe(
    Command.withDescription(
      text(
        "give a run or an ensemble a name of your own, which it keeps until you give that name to another one",
        "为推演或集合推演另取名称（标签）；再次使用同一名称时，标签改指新的推演"
      )
    ),
    Command.withExamples([
      example("gongfu tag best villages", "then: gongfu show best", "随后：gongfu show best"),
      example("gongfu tag", "which names mean which runs", "列出各标签所指的推演")
    ])
  )

  const bundleCommand = Command.make(
    "bundle",
    {
      runs: runs(1),
      output: output(
        "FILE",
        "the file to write; else, and as -, standard output",
        "写入的文件；不写或写 - 则输出到标准输出"
      ),
      withParents: Flag.Boolean("with-parents").pipe(
        Flag.withDescription(
          text("also the runs that these were forked from", "同时包含这些推演的来源推演（逐级上溯）")
        ),
        Flag.withDefault(false)
      ),
      force: force("replace the file if there is one", "文件已存在时覆盖")
    },
    (input) =>
      lazily(
        () => import("../commands/Bundle.ts"),
        (module) => module.bundle(input)
      )
  ).pipe(
    Command.withDescription(
      text(
        "write runs, and all that they were made from, into one file to send",
        "将推演及其全部来源文档写入一个文件，便于发送"
      )
    ),
    Command.withExamples([
      example("gongfu bundle plan rural-first -o study.bundle", "two runs in one file", "两次推演写入一个文件")
    ])
  )

  const importCommand = Command.make(
    "import",
    {
      files: Argument.String("FILE").pipe(
        Argument.withDescription(
          text("files that gongfu bundle wrote; - is standard input", "由 gongfu bundle 生成的文件；- 为标准输入")
        ),
        Argument.variadic({ min: 1 })
      )
    },
    (input) =>
      lazily(
        () => import("../commands/Import.ts"),
        (module) => module.importFiles(input)
      )
  ).pipe(
    Command.withDescription(
      text(
        "check bundles and record the runs in them; what is on record already is left alone",
        "核验推演包并记录其中的推演；已有记录保持不变"
      )
    ),
    Command.withExamples([example("gongfu import study.bundle", "from a colleague", "导入同事发来的推演")])
  )

  return [logCommand, verifyCommand, tagCommand, bundleCommand, importCommand] as const
}
