/**
 * The command line of what-ifs from the middle of a run: forking, adjusting, advancing, and the family of runs.
 *
 * As in `CommandLine`, descriptions live here and work in `commands/`.
 */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Option from "effect/Option"
import { lazily } from "./Lazily.ts"
import type { Options } from "./Options.ts"

/** These commands, in the order of the help. */
export const make = ({ example, run, runs, text }: Options) => {
  const settings = (min: number) =>
    Argument.String("NAME=VALUE").pipe(
      Argument.withDescription(
        text(
          "levers or assumptions to set, from the next year on, such as land_rural_share=50%",
          "自下一年起设定的政策杠杆或假设（如 land_rural_share=50%）"
        )
      ),
      Argument.variadic({ min })
    )
  const reason = Flag.String("reason").pipe(
    Flag.withMetavar("TEXT"),
    Flag.withDescription(text("why, for the record", "设定的理由，一并记录")),
    Flag.optional,
    // A script may have none to give.
    Flag.map(Option.filter((said) => said.trim() !== ""))
  )
  const end = Flag.Boolean("end").pipe(
    Flag.withDescription(text("go on to the last year", "推演至最后一年")),
    Flag.withDefault(false)
  )

  const forkCommand = Command.make(
    "fork",
    {
      run,
      settings: settings(0),
      at: Flag.Int("at").pipe(
        Flag.withMetavar("YEAR"),
        Flag.withDescription(
          text("the last year that both share; the fork's own begin after it", "共享的最后一年，其后为分支自己的年份")
        )
      ),
      name: Flag.String("name").pipe(
        Flag.withMetavar("NAME"),
        Flag.withDescription(
          text("what to call it; else the scenario's name and the first year", "分支名称；未指定时取情景名称加起始年份")
        ),
        Flag.optional
      ),
      title: Flag.String("title").pipe(
        Flag.withMetavar("TEXT"),
        Flag.withDescription(text("a title to show instead of the scenario's", "代替情景标题的标题")),
        Flag.optional
      ),
      reason,
      end
    },
    (input) =>
      lazily(
        () => import("../commands/Fork.ts"),
        (module) => module.fork(input)
      )
  ).pipe(
    Command.withDescription(
      text(
        "start a what-if from a year of a run on record: it shares the years until then and goes its own way",
        "从已记录推演的某一年分出一支：此前各年共享，此后分别推演"
      )
    ),
    Command.withExamples([
      example("gongfu fork plan --at 2022", "then: gongfu advance plan-2023", "随后：gongfu advance plan-2023"),
      example(
        "gongfu fork plan land_rural_share=60% --at 2022 --name villages --end",
        "with a change, to the last year",
        "带一项改动，直至最后一年"
      )
    ])
  )

  const adjustCommand = Command.make("adjust", { run, settings: settings(1), reason }, (input) =>
    lazily(
      () => import("../commands/Adjust.ts"),
      (module) => module.adjust(input)
    )
  ).pipe(
    Command.withDescription(
      text(
        "set levers or assumptions of an open run from its next year on; they hold until set again",
        "为未完成的推演设定政策杠杆或假设，自下一年起生效，直至再次设定"
      )
    ),
    Command.withExamples([
      example(
        'gongfu adjust villages land_rural_share=60% --reason "land market is back"',
        "recorded with the reason",
        "连同理由一并记录"
      )
    ])
  )

  const advanceCommand = Command.make(
    "advance",
    {
      run,
      to: Flag.Int("to").pipe(
        Flag.withMetavar("YEAR"),
        Flag.withDescription(
          text("through this year; without it or --end one year", "推演至该年；与 --end 均未指定时推演一年")
        ),
        Flag.optional
      ),
      end
    },
    (input) =>
      lazily(
        () => import("../commands/Advance.ts"),
        (module) => module.advance(input)
      )
  ).pipe(
    Command.withDescription(
      text(
        "project the next years of an open run, each recorded when it is done",
        "继续未完成的推演：推演后续年份，逐年记录"
      )
    ),
    Command.withExamples([
      example("gongfu advance villages", "one year", "推演一年"),
      example("gongfu advance villages --end", "to the last year", "直至最后一年")
    ])
  )

  const treeCommand = Command.make("tree", { runs: runs(0) }, (input) =>
    lazily(
      () => import("../commands/Tree.ts"),
      (module) => module.tree(input)
    )
  ).pipe(
    Command.withDescription(
      text("show which run was forked from which, and what was set by hand", "显示推演之间的分支关系及人工设定")
    )
  )

  return [forkCommand, adjustCommand, advanceCommand, treeCommand] as const
}
