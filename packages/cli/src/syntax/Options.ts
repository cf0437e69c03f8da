/**
 * Arguments and options that several commands take, with their descriptions in one language.
 */
import type { Language } from "@gongfu/core/document/Label"
import * as Argument from "effect/cli/Argument"
import * as Flag from "effect/cli/Flag"
import * as Limits from "../options/Limits.ts"

/** Arguments and options by what they mean. */
export type Options = ReturnType<typeof make>

/** The shared arguments and options, in a language. */
export const make = (language: Language) => {
  const text = (en: string, zh: string): string => (language === "zh" ? zh : en)
  const run = Argument.String("RUN").pipe(
    Argument.withDescription(
      text(
        "a run on record: its id, the beginning of it, a tag, or a scenario's name",
        "已记录的推演：编号、编号的开头、标签，或情景名称"
      )
    )
  )
  return {
    /** A text in the language. */
    text,
    /** The description of an option with what it may be and what it is unless told. */
    limited: (limits: Limits.Limits, en: string, zh: string) => text(en, zh) + Limits.of(limits, language),
    /** The description of an option with what it is unless told. */
    otherwise: (value: string, en: string, zh: string) => text(`${en}; else ${value}`, `${zh}，默认 ${value}`),
    /** An example of use, for the help. */
    example: (command: string, en: string, zh: string) => ({ command, description: text(en, zh) }),
    place: Argument.String("PLACE").pipe(
      Argument.withDescription(
        text(
          "a place's folder, or a shipped place such as wenzhou; without it the folder that you are in",
          "地区所在的文件夹，或内置地区（如 wenzhou）；未指定时取当前文件夹"
        )
      ),
      Argument.withDefault(".")
    ),
    files: Argument.String("FILE").pipe(
      Argument.withDescription(
        text("scenario files, or shipped scenarios such as wenzhou/plan", "情景文件，或内置情景（如 wenzhou/plan）")
      ),
      Argument.variadic({ min: 1 })
    ),
    run,
    runs: (min: number) => run.pipe(Argument.variadic({ min })),
    runsOrFiles: (min: number) =>
      Argument.String("RUN|FILE").pipe(
        Argument.withDescription(
          text(
            "runs on record, scenario files, or shipped scenarios, in any mix",
            "已记录的推演、情景文件或内置情景，可混用"
          )
        ),
        Argument.variadic({ min })
      ),
    markdown: Flag.Boolean("md").pipe(
      Flag.withDescription(text("as Markdown, for a review", "以 Markdown 输出，便于审阅")),
      Flag.withDefault(false)
    ),
    csv: Flag.Boolean("csv").pipe(
      Flag.withDescription(
        text("as CSV, one row a run, year and thing compared", "以 CSV 输出，每行一次推演、年份和比较项")
      ),
      Flag.withDefault(false)
    ),
    indicators: Flag.String("indicator").pipe(
      Flag.withMetavar("NAME"),
      Flag.withDescription(
        text(
          "only these indicators, such as gdp or gdp,population; may be repeated",
          "只看这些指标，如 gdp 或 gdp,population，可重复使用"
        )
      ),
      Flag.atLeast(0)
    ),
    years: Flag.Int("year").pipe(
      Flag.withMetavar("YEAR"),
      Flag.withDescription(
        text(
          "only these years, such as 2025 or 2025,2030; may be repeated",
          "只看这些年份，如 2025 或 2025,2030，可重复使用"
        )
      ),
      Flag.atLeast(0)
    ),
    /** The file that a command writes. */
    output: (metavar: string, en: string, zh: string) =>
      Flag.String("output").pipe(
        Flag.withAlias("o"),
        Flag.withMetavar(metavar),
        Flag.withDescription(text(en, zh)),
        Flag.optional
      ),
    /** Whether it may take the place of what is there. */
    force: (en: string, zh: string) =>
      Flag.Boolean("force").pipe(Flag.withDescription(text(en, zh)), Flag.withDefault(false)),
    /** What there is beyond what is told without it. */
    all: (en: string, zh: string) =>
      Flag.Boolean("all").pipe(Flag.withDescription(text(en, zh)), Flag.withDefault(false)),
    /** What is told of what is told without it. */
    brief: (en: string, zh: string) =>
      Flag.Boolean("brief").pipe(Flag.withDescription(text(en, zh)), Flag.withDefault(false))
  }
}
