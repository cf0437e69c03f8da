/**
 * The command line of pages: to read and to play with.
 *
 * As in `CommandLine`, descriptions live here and work in `commands/`.
 */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import { lazily } from "./Lazily.ts"
import type { Options } from "./Options.ts"

/** These commands, in the order of the help. */
export const make = ({ example, text }: Options) => {
  const exploreCommand = Command.make(
    "explore",
    {
      scenario: Argument.String("SCENARIO").pipe(
        Argument.withDescription(
          text(
            "a scenario file, or a shipped scenario such as wenzhou/plan; without it the plan of the place that you are in, or a shipped one",
            "情景文件，或内置情景（如 wenzhou/plan）；不写则取当前地区的规划情景，否则取内置情景"
          )
        ),
        Argument.optional
      ),
      output: Flag.String("output").pipe(
        Flag.withAlias("o"),
        Flag.withMetavar("FILE"),
        Flag.withDescription(
          text(
            "the file to write; else PLACE-explorer.html here",
            "输出文件；未指定时为当前文件夹的 地区-explorer.html"
          )
        ),
        Flag.optional
      ),
      force: Flag.Boolean("force").pipe(
        Flag.withDescription(text("replace a file that is no such page", "覆盖不是此类页面的已有文件")),
        Flag.withDefault(false)
      ),
      serve: Flag.Boolean("serve").pipe(
        Flag.withDescription(
          text(
            "offer the page on this machine alone instead of writing it; Ctrl-C ends it",
            "不写文件，仅在本机提供页面；按 Ctrl-C 结束"
          )
        ),
        Flag.withDefault(false)
      ),
      port: Flag.Int("port").pipe(
        Flag.withMetavar("N"),
        Flag.withDescription(text("the port to serve on; else a free one", "服务端口；未指定时取空闲端口")),
        Flag.withDefault(0)
      ),
      open: Flag.Boolean("open").pipe(
        Flag.withDescription(
          text("open it, where there is a terminal; --no-open does not", "在终端中运行时自动打开；--no-open 则不打开")
        ),
        Flag.withDefault(true)
      )
    },
    (input) =>
      lazily(
        () => import("../commands/Explore.ts"),
        (module) => module.explore(input)
      )
  ).pipe(
    Command.withDescription(
      text(
        "write a page to play with: levers, charts, targets and reasons, in one file that needs nothing else",
        "生成可交互的推演页面：政策杠杆、图表、规划目标与缘由，单个文件，无需联网"
      )
    ),
    Command.withExamples([
      example("gongfu explore wenzhou/plan", "write the page and open it", "生成页面并打开"),
      example("gongfu explore my.yaml -o my.html --no-open", "write it only", "只生成文件"),
      example("gongfu explore --serve", "offer it on this machine", "在本机提供页面")
    ])
  )

  return [exploreCommand] as const
}
