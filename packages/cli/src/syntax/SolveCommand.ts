/**
 * The command line of `gongfu solve`: which settings reach the targets.
 */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Option from "effect/Option"
import { lazily } from "./Lazily.ts"
import * as Limits from "../options/Limits.ts"
import type { Options } from "./Options.ts"

/** The command. */
export const make = ({ example, force, limited, markdown, otherwise, output, text }: Options) =>
  Command.make(
    "solve",
    {
      scenario: Argument.String("SCENARIO").pipe(
        Argument.withDescription(
          text(
            "the scenario to change: a file, or a shipped scenario such as wenzhou/plan",
            "要调整的情景：情景文件，或内置情景（如 wenzhou/plan）"
          )
        )
      ),
      targets: Flag.String("target").pipe(
        Flag.withMetavar("TARGET..."),
        Flag.withDescription(
          text(
            "targets of the plan to meet, conditions such as 'gdp[2030] >= 2 * gdp[2020]', or all; several in a row",
            "要实现的规划目标，或条件（如 'gdp[2030] >= 2 * gdp[2020]'），或 all；可连写多个"
          )
        ),
        Flag.atLeast(0)
      ),
      levers: Flag.String("levers").pipe(
        Flag.withMetavar("LEVER..."),
        Flag.withDescription(
          text(
            "levers that may be moved, within their ranges, or all; several in a row",
            "可在取值范围内调整的政策杠杆，或 all；可连写多个"
          )
        ),
        Flag.atLeast(0)
      ),
      least: Flag.Literals("least", ["change", "cost"]).pipe(
        Flag.withDescription(
          otherwise(
            "change",
            "what is to be least: the change, each lever by the share of its range, or the new money that it takes",
            "最小化的对象：change 为各杠杆调整幅度（占取值范围的比例）之和，cost 为新增资金"
          )
        ),
        Flag.withDefault("change" as const)
      ),
      cost: Flag.String("cost").pipe(
        Flag.withMetavar("INDICATOR..."),
        Flag.withDescription(
          text(
            "indicators that are money spent, summed over the years; else those under cost: in gongfu.yaml",
            "作为费用的指标，逐年累加；未指定时取 gongfu.yaml 中 cost: 所列"
          )
        ),
        Flag.atLeast(0)
      ),
      keep: Flag.Boolean("keep").pipe(
        Flag.withDescription(
          text("every target that the scenario meets by itself has to stay met", "情景本已实现的目标须继续实现")
        ),
        Flag.withDefault(false)
      ),
      robust: Flag.Finite("robust").pipe(
        Flag.withMetavar("P"),
        Flag.withDescription(
          text(
            "meet them all with probability P over the ranges of the assumptions, such as 0.5",
            "在各项假设的取值范围内，以概率 P（如 0.5）同时实现全部目标"
          )
        ),
        Flag.optional
      ),
      pareto: Flag.String("pareto").pipe(
        Flag.withMetavar("AIM..."),
        Flag.withDescription(
          text(
            "instead of one answer the front between two aims: targets, or indicators such as gdp[2035] or less:urban_rural_ratio[2035]",
            "不求单一结果，而求两个目标之间的前沿：规划目标或指标（如 gdp[2035]、less:urban_rural_ratio[2035]）"
          )
        ),
        Flag.atLeast(0)
      ),
      points: Flag.Int("points").pipe(
        Flag.withMetavar("N"),
        Flag.withDescription(
          limited(Limits.points, "with --pareto: how many points of the front", "与 --pareto 同用：前沿上的点数")
        ),
        Flag.withDefault<number>(Limits.points.otherwise)
      ),
      members: Flag.Int("members").pipe(
        Flag.withMetavar("N"),
        Flag.withDescription(
          limited(
            Limits.membersToHold,
            "with --robust: how many members the answer is held against",
            "与 --robust 同用：检验结果所用的成员个数"
          )
        ),
        Flag.withDefault<number>(Limits.membersToHold.otherwise)
      ),
      seed: Flag.Int("seed").pipe(
        Flag.withMetavar("S"),
        Flag.withDescription(limited(Limits.seed, "with --robust: seed of the draws", "与 --robust 同用：随机种子")),
        Flag.withDefault<number>(Limits.seed.otherwise)
      ),
      output: output(
        "FILE",
        "the scenario file to write; else beside the scenario, with -solved to its name",
        "要写入的情景文件；未指定时写在该情景旁，文件名加 -solved"
      ),
      force: force("replace the file if it exists", "文件已存在时予以覆盖"),
      markdown
    },
    (typed) => {
      const { output: file, robust } = typed
      const input = { ...typed, robust: Option.getOrUndefined(robust), output: Option.getOrUndefined(file) }
      return input.pareto.length > 0
        ? lazily(
            () => import("../commands/SolveFront.ts"),
            (module) => module.front(input)
          )
        : lazily(
            () => import("../commands/Solve.ts"),
            (module) => module.solve(input)
          )
    }
  ).pipe(
    Command.withDescription(
      text(
        "find the smallest change of chosen levers, or that of least new money, that meets chosen targets, write it as a scenario, record its run\nExit code 0: met; 2: not met, and this is as near as it gets.",
        "求使所选目标得以实现的最小（或新增资金最少的）杠杆调整，写成情景文件并记录其推演\n退出码 0：实现；2：未实现，给出最接近者。"
      )
    ),
    Command.withExamples([
      example(
        "gongfu solve wenzhou/plan --target low_income_doubling --levers welfare_posts fee_relief",
        "the smallest change of two levers",
        "两项政策杠杆的最小调整"
      ),
      example(
        "gongfu solve my.yaml --target all --levers all --keep -o better.yaml",
        "as many targets as can be had, none lost",
        "尽量多实现目标，且不失去已实现者"
      ),
      example(
        "gongfu solve wenzhou/business-as-usual --target low_income_doubling --levers all --least cost",
        "the least new money",
        "新增资金最少"
      ),
      example(
        "gongfu solve wenzhou/plan --target low_income_doubling --levers welfare_posts fee_relief --robust 0.5",
        "more likely than not",
        "实现的可能性大于一半"
      ),
      example(
        "gongfu solve wenzhou/plan --pareto low_income_growth gdp[2025] --levers welfare_posts spending_innovation",
        "what one costs in terms of the other",
        "两个目标之间此长彼消的关系"
      )
    ])
  )
