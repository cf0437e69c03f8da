/**
 * The command line: every command, its arguments and options, in one language.
 *
 * Descriptions live here and work lives in `commands/`, one file each, loaded
 * when its command is chosen, so that no command pays for another. The four
 * options of every command (`--json`, `--lang`, `--store`, `--color`) are
 * declared here to be accepted and documented; `Session` reads them before the
 * parse, because errors of the parse need them too.
 */
import type { Label, Language } from "@gongfu/core/document/Label"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as GlobalFlag from "effect/cli/GlobalFlag"
import * as FileKinds from "../options/FileKinds.ts"
import { lazily } from "./Lazily.ts"
import * as AnalysisCommands from "./AnalysisCommands.ts"
import * as ForkCommands from "./ForkCommands.ts"
import * as ModelCommands from "./ModelCommands.ts"
import * as Options from "./Options.ts"
import * as PageCommands from "./PageCommands.ts"
import * as ReviewCommands from "./ReviewCommands.ts"
import * as RunCommands from "./RunCommands.ts"
import * as StoreCommands from "./StoreCommands.ts"
import * as UncertaintyCommands from "./UncertaintyCommands.ts"

/** Help, version and completions with descriptions in the language; they behave as effect/cli's own. */
export const builtIns = (language: Language): ReadonlyArray<GlobalFlag.BuiltIn> => {
  const flag = (name: string, alias: string, description: Label) =>
    Flag.Boolean(name).pipe(Flag.withAlias(alias), Flag.withDescription(description[language]), Flag.withDefault(false))
  return [
    GlobalFlag.Action({
      flag: flag("help", "h", { en: "show this help", zh: "显示帮助" }),
      run: GlobalFlag.Help.run
    }),
    GlobalFlag.Action({
      flag: flag("version", "v", { en: "show the version", zh: "显示版本" }),
      run: GlobalFlag.Version.run
    }),
    GlobalFlag.Action({
      flag: GlobalFlag.Completions.flag.pipe(
        Flag.withMetavar("bash|zsh|fish|powershell"),
        Flag.withDescription({ en: "print a completion script for a shell", zh: "输出命令行补全脚本" }[language])
      ),
      run: GlobalFlag.Completions.run
    })
  ]
}

/** The whole tree of commands, in a language. */
export const make = (language: Language) => {
  const options = Options.make(language)
  const { example, text } = options

  const schemaCommand = Command.make(
    "schema",
    {
      file: Argument.Literals("KIND", FileKinds.kinds).pipe(
        Argument.withDescription(
          text(`which kind of file: ${FileKinds.kinds.join(", ")}`, `文件种类：${FileKinds.kinds.join("、")}`)
        )
      )
    },
    (input) =>
      lazily(
        () => import("../commands/Schema.ts"),
        (module) => module.schema(input)
      )
  ).pipe(
    Command.withDescription(
      text("print the JSON Schema of a kind of file, for editors", "输出文件格式的 JSON Schema，供编辑器使用")
    )
  )

  const initCommand = Command.make(
    "init",
    {
      folder: Argument.String("FOLDER").pipe(Argument.withDescription(text("a new folder", "新文件夹"))),
      place: Flag.String("place").pipe(
        Flag.withMetavar("NAME"),
        Flag.withOptionalValue("example-city"),
        Flag.withDescription(
          text(
            "start a place of your own, as a copy of a shipped one; without a name of example-city, which is small and made up",
            "新建自己的地区，以内置地区为蓝本；不写名称时取 example-city（小型虚构城市）"
          )
        ),
        Flag.optional
      )
    },
    (input) =>
      lazily(
        () => import("../commands/Init.ts"),
        (module) => module.init(input)
      )
  ).pipe(
    Command.withDescription(
      text(
        "start a project folder with a first scenario, or a place of your own",
        "新建项目文件夹和第一个情景，或新建自己的地区"
      )
    ),
    Command.withExamples([
      example(
        "gongfu init my-study",
        "then: gongfu run my-study/scenarios/first.yaml",
        "随后：gongfu run my-study/scenarios/first.yaml"
      ),
      example(
        "gongfu init my-city --place",
        "then: gongfu run my-city/scenarios/plan.yaml",
        "随后：gongfu run my-city/scenarios/plan.yaml"
      ),
      example("gongfu init my-city --place=wenzhou", "a copy of Wenzhou instead", "改以温州为蓝本")
    ])
  )

  return Command.make("gongfu").pipe(
    Command.withDescription(
      text(
        "gongfu projects a city under a policy scenario, year by year, records the run, and says which plan targets are met.\n\nExit codes: 0 fine, 1 an error, 2 a difference was found or an expectation does not hold, 130 interrupted.",
        "gongfu 按政策情景逐年推演一座城市，记录推演过程，并说明哪些规划目标能够实现。\n\n退出码：0 正常，1 出错，2 发现差异或预期不成立，130 被中断。"
      )
    ),
    Command.withSharedFlags({
      json: Flag.Boolean("json").pipe(
        Flag.withDescription(
          text(
            "one line of JSON, for programs; it tells everything, whatever --brief, --most, --html or --text choose for a reader",
            "输出一行 JSON，供程序读取；内容完整，不受 --brief、--most、--html、--text 等显示选项影响"
          )
        ),
        Flag.withDefault(false)
      ),
      lang: Flag.Literals("lang", ["en", "zh"]).pipe(
        Flag.withDescription(
          text("language; else GONGFU_LANG or the locale", "语言；未指定时取 GONGFU_LANG 或系统区域设置")
        ),
        Flag.optional
      ),
      store: Flag.String("store").pipe(
        Flag.withMetavar("FILE"),
        Flag.withDescription(
          text(
            "where runs are recorded; else GONGFU_STORE, else gongfu.sqlite here",
            "推演库文件；未指定时取 GONGFU_STORE，再取当前文件夹的 gongfu.sqlite"
          )
        ),
        Flag.optional
      ),
      color: Flag.Boolean("color").pipe(
        Flag.withDescription(
          text(
            "colours or none; else NO_COLOR, FORCE_COLOR, the terminal",
            "是否使用颜色；未指定时取 NO_COLOR、FORCE_COLOR 及终端能力"
          )
        ),
        Flag.optional
      )
    }),
    Command.withSubcommands([
      ...RunCommands.make(options),
      ...ForkCommands.make(options),
      ...AnalysisCommands.make(options),
      ...UncertaintyCommands.make(options),
      ...PageCommands.make(options),
      ...ReviewCommands.make(options),
      ...StoreCommands.make(options),
      ModelCommands.make(options),
      schemaCommand,
      initCommand
    ])
  )
}
