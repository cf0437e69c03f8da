/**
 * The command line of analysis: runs and scenarios held against each other and against what was published.
 *
 * As in `CommandLine`, descriptions live here and work in `commands/`.
 */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Option from "effect/Option"
import { lazily } from "./Lazily.ts"
import * as Limits from "../options/Limits.ts"
import type { Options } from "./Options.ts"

/** These commands, in the order of the help. */
export const make = ({
  all,
  brief,
  csv,
  example,
  indicators,
  limited,
  markdown,
  otherwise,
  runsOrFiles,
  text,
  years
}: Options) => {
  const compareCommand = Command.make(
    "compare",
    {
      sides: runsOrFiles(2),
      markdown,
      csv,
      all: all("every indicator, and also what is the same", "全部指标，包括相同的内容"),
      brief: brief("only the headline indicators, and of targets only what flips", "只列主要指标，以及结论改变的目标"),
      indicators,
      years
    },
    (input) =>
      lazily(
        () => import("../commands/Compare.ts"),
        (module) => module.compare(input)
      )
  ).pipe(
    Command.withDescription(
      text(
        "compare two or more: inputs, indicators and targets that differ\nExit code 0: the same; 2: they differ.",
        "比较两个或多次推演：输入、指标与目标的差异\n退出码 0：相同；2：有差异。"
      )
    ),
    Command.withExamples([
      example("gongfu compare wenzhou/plan wenzhou/rural-first", "two shipped scenarios", "比较两个内置情景"),
      example("gongfu compare plan my.yaml --md", "a run and a file", "比较已记录的推演与文件"),
      example(
        "gongfu compare plan my.yaml --csv > both.csv",
        "every difference in every year, for a spreadsheet",
        "逐年列出全部差异，供表格软件使用"
      )
    ])
  )

  const attributeCommand = Command.make(
    "attribute",
    {
      a: Argument.String("A").pipe(
        Argument.withDescription(
          text(
            "where to start from: a run on record, a scenario file, or a shipped scenario",
            "基准一方：已记录的推演、情景文件或内置情景"
          )
        )
      ),
      b: Argument.String("B").pipe(
        Argument.withDescription(text("what to explain against it, likewise", "对照一方，写法相同"))
      ),
      markdown,
      brief: Flag.Boolean("brief").pipe(
        Flag.withDescription(text("only the largest parts, the others together", "只列贡献最大的部分，其余合并")),
        Flag.withDefault(false)
      ),
      indicators,
      years,
      by: Flag.Literals("by", ["input", "sector", "kind"]).pipe(
        Flag.withDescription(
          otherwise(
            "input",
            "parts: each lever, assumption and shock alone, or together by the sector of what they set, or by kind",
            "分解单位：逐个政策杠杆、假设和冲击，或按其所设变量的部门合并，或按类别合并"
          )
        ),
        Flag.withDefault("input" as const)
      ),
      permutations: Flag.Int("permutations").pipe(
        Flag.withMetavar("N"),
        Flag.withDescription(
          limited(
            Limits.permutations,
            "orders to try when there are more than 14 parts: an even number; more is more precise and slower",
            "超过 14 个分解单位时抽取的排列数：偶数；越多越精确，也越慢"
          )
        ),
        Flag.withDefault<number>(Limits.permutations.otherwise)
      ),
      seed: Flag.Int("seed").pipe(
        Flag.withMetavar("S"),
        Flag.withDescription(limited(Limits.seedOfOrders, "seed of the sampling", "抽样的随机种子")),
        Flag.withDefault<number>(Limits.seedOfOrders.otherwise)
      )
    },
    ({ a, b, ...input }) =>
      lazily(
        () => import("../commands/Attribute.ts"),
        (module) => module.attribute({ ...input, sides: [a, b] })
      )
  ).pipe(
    Command.withDescription(
      text(
        "attribute the difference between two to the levers, assumptions and shocks that differ (Shapley values)",
        "将两次推演之间的差异分解到各项不同的政策杠杆、假设与冲击（沙普利值）"
      )
    ),
    Command.withExamples([
      example(
        "gongfu attribute wenzhou/business-as-usual wenzhou/plan --year 2025",
        "which levers of the plan do how much",
        "规划中各项政策的贡献"
      ),
      example(
        "gongfu attribute plan my.yaml --by sector --indicator gdp",
        "a run and a file, by sector",
        "已记录的推演与文件，按部门"
      )
    ])
  )

  const backtestCommand = Command.make(
    "backtest",
    {
      scenario: Argument.String("SCENARIO").pipe(
        Argument.withDescription(
          text(
            "a scenario file, or a shipped scenario; without it observed-shocks of the place you are in (else its business-as-usual), outside of places the shipped one",
            "情景文件，或内置情景；未指定时取当前地区的 observed-shocks（没有则取 business-as-usual），不在地区文件夹内则取内置的"
          )
        ),
        Argument.optional
      ),
      actuals: Flag.String("actuals").pipe(
        Flag.withMetavar("FILE.csv"),
        Flag.withDescription(
          text(
            "later figures, with the columns of data/published.csv; they add to the shipped ones and replace those of the same year",
            "后续公布数据，列与 data/published.csv 相同；补充内置数据，同年同指标以此为准"
          )
        ),
        Flag.optional
      ),
      markdown
    },
    (input) =>
      lazily(
        () => import("../commands/Backtest.ts"),
        (module) => module.backtest(input)
      )
  ).pipe(
    Command.withDescription(
      text(
        "hold a scenario's projection against published figures: error by indicator and year, in and out of sample",
        "将情景推演结果与公布数据对照：逐指标、逐年列出误差，区分样本内外"
      )
    ),
    Command.withExamples([
      example("gongfu backtest wenzhou/observed-shocks", "the shipped figures", "与内置公布数据对照"),
      example(
        "gongfu backtest wenzhou/observed-shocks --actuals later.csv",
        "with figures of later years",
        "加入后续年份的公布数据"
      )
    ])
  )

  const whyCommand = Command.make(
    "why",
    {
      first: Argument.String("RUN").pipe(
        Argument.withDescription(
          text("a run on record, a scenario file, or a shipped scenario", "已记录的推演、情景文件或内置情景")
        )
      ),
      second: Argument.String("VARIABLE|RUN").pipe(
        Argument.withDescription(
          text(
            "the variable to explain, such as gdp or income[rural]; or a second run to hold against the first",
            "要解释的变量（如 gdp 或 income[rural]）；或与前者对照的另一推演"
          )
        )
      ),
      third: Argument.String("YEAR|VARIABLE").pipe(
        Argument.withDescription(
          text(
            "a year of four digits; or, with two runs, the variable for which to find where they part",
            "四位数年份；或（给出两次推演时）要查找分歧起点的变量"
          )
        )
      ),
      fourth: Argument.String("YEAR").pipe(
        Argument.withDescription(
          text(
            "with two runs, the year whose difference to explain; else the first in which the variable differs",
            "给出两次推演时，要解释差异的年份；未指定时取该变量首个不同的年份"
          )
        ),
        Argument.optional
      ),
      depth: Flag.String("depth").pipe(
        Flag.withMetavar("N"),
        Flag.withDescription(
          text(
            "how many equations deep to explain, or all, to the roots; else 2",
            "解释到第几层方程，或 all（直至源头）；未指定时为 2"
          )
        ),
        Flag.optional
      ),
      markdown
    },
    (input) =>
      lazily(
        () => import("../commands/Why.ts"),
        (module) =>
          module.why({
            ...input,
            depth: Option.getOrUndefined(input.depth),
            fourth: Option.getOrUndefined(input.fourth)
          })
      )
  ).pipe(
    Command.withDescription(
      text(
        "why a number is what it is: why RUN VARIABLE YEAR; or where two runs part: why RUN RUN VARIABLE [YEAR]\nThe first tells the equation with its numbers and what those come from, with sources. The second finds the first number that differs, among all that the variable depends on, and what carries most of the difference to it, of one year; exit code 0: none differs; 2: they part.",
        "解释数值的缘由：why RUN VARIABLE YEAR；或查找两次推演的分歧起点：why RUN RUN VARIABLE [YEAR]\n前者列出方程、代入的数值及其来源。后者在该变量所依赖的全部数值中找出首个不同者，以及某一年差异的主要传导路径；退出码 0：没有不同；2：有分歧。"
      )
    ),
    Command.withExamples([
      example("gongfu why wenzhou/plan low_income_income 2025", "one number, two equations deep", "一个数值，解释两层"),
      example("gongfu why plan gdp 2030 --depth all", "of a run on record, to the roots", "已记录的推演，直至源头"),
      example("gongfu why wenzhou/business-as-usual wenzhou/plan gdp", "where two runs part", "两次推演的分歧起点"),
      example(
        "gongfu why wenzhou/business-as-usual wenzhou/plan gdp 2030",
        "what makes the difference of a year",
        "某一年差异的来源"
      )
    ])
  )

  return [compareCommand, attributeCommand, whyCommand, backtestCommand] as const
}
