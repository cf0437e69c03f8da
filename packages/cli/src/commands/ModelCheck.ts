/**
 * `gongfu model check`: whether a model and its targets hold together, in its scenarios and its backtest too, and how
 * large it is.
 */
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import type { Language } from "@gongfu/core/document/Label"
import type { Kind } from "@gongfu/core/model/Model"
import * as Effect from "effect/Effect"
import { Ended, type Failure } from "../session/Failure.ts"
import * as Load from "../places/Load.ts"
import type { Proof } from "../places/Proof.ts"
import * as Document from "../render/Document.ts"
import * as Count from "@gongfu/core/wording/Count"
import * as Format from "../session/Format.ts"
import { Session } from "../session/Session.ts"

/** How the laws fared in the place's own scenarios; nothing for a place that has none of these. */
const proofText = (laws: number, proofs: ReadonlyArray<Proof>, language: Language): ReadonlyArray<Document.Block> => {
  const zh = language === "zh"
  const stopped = proofs.flatMap(({ scenario, stopped: stop }) => (stop === undefined ? [] : [{ scenario, ...stop }]))
  if (proofs.length === 0) return []
  if (stopped.length === 0 && laws === 0)
    return [
      {
        paragraph: zh
          ? `✓ 全部 ${proofs.length} 个情景均推演至末年；模型未声明任何约束（invariants），收支与人口是否平衡未作检验。`
          : `✓ ${Count.all(proofs.length, "scenario")} ${Count.noun(proofs.length, "runs to its", "run to their")} last year; the model declares no law (invariants), so whether money and people are conserved was not checked.`
      }
    ]
  if (stopped.length === 0)
    return [
      {
        paragraph: zh
          ? `✓ 全部 ${laws} 条约束在全部 ${proofs.length} 个情景的每一年都成立。`
          : `✓ ${Count.all(laws, "law")} held in every year of ${Count.all(proofs.length, "scenario")}.`,
        tone: "good"
      }
    ]
  return [
    {
      paragraph: zh
        ? `✗ ${proofs.length} 个情景中有 ${stopped.length} 个中止：`
        : `✗ ${stopped.length} of ${Count.of(proofs.length, "scenario")} stopped:`,
      tone: "bad"
    },
    {
      list: stopped.map(({ at, scenario, year }) =>
        zh ? `${scenario}：${year} 年，${at}` : `${scenario} in ${year} at ${at}`
      )
    }
  ]
}

/** That the place's backtest was read; nothing where it has none. */
const publishedText = (count: number, language: Language): ReadonlyArray<string> =>
  count === 0
    ? []
    : [
        language === "zh"
          ? `backtest.yaml 中有 ${count} 项公布指标已对应模型变量`
          : `${count} published ${count === 1 ? "indicator" : "indicators"} mapped in backtest.yaml`
      ]

/** Prints what was checked; every fault of every file is a failure, and so is a scenario in which a law is broken. */
export const check = (input: { readonly place: string }): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { place, proofs, published } = yield* Load.proved(input.place)
    const { model, name, targets, title } = place
    const stopped = proofs.filter((proof) => proof.stopped !== undefined)
    const count = (kind: Kind): number => model.variables.filter((variable) => variable.kind === kind).length
    const counts = {
      sectors: model.sectors.length,
      variables: model.variables.length,
      equations: count("equation"),
      levers: count("lever"),
      assumptions: count("assumption"),
      constants: count("constant"),
      invariants: new Set(model.invariants.map((law) => law.name)).size,
      targets: targets.all.length,
      published
    }
    if (session.json) {
      const fingerprints = { model: model.fingerprint, targets: targets.fingerprint }
      session.print(Format.line("model check", { place: name, fingerprints, counts, errors: [], proofs }))
      if (stopped.length > 0) return yield* new Ended({ code: 1 })
      return
    }
    const zh = session.language === "zh"
    const { assumptions, constants, equations, invariants, levers, sectors, variables } = counts
    session.print(
      Document.text(
        [
          { heading: `${title[session.language]} · ${model.label[session.language]}`, level: 1 },
          {
            paragraph: zh
              ? `✓ 未发现错误：名称、单位、循环、初值、范围与来源均已检查。`
              : `✓ no fault found: names, units, cycles, initial values, ranges and sources were checked.`,
            tone: "good"
          },
          ...proofText(counts.invariants, proofs, session.language),
          {
            list: [
              ...(zh
                ? [
                    `${sectors} 个部门，${variables} 个变量：方程 ${equations}，政策杠杆 ${levers}，假设 ${assumptions}，常数 ${constants}`,
                    `每年检验 ${invariants} 条约束，${targets.all.length} 项规划目标均有对应变量`,
                    `模型指纹 ${Fingerprint.short(model.fingerprint)}，目标指纹 ${Fingerprint.short(targets.fingerprint)}`
                  ]
                : [
                    `${Count.of(sectors, "sector")}, ${Count.of(variables, "variable")}: ${[
                      Count.of(equations, "equation"),
                      Count.of(levers, "lever"),
                      Count.of(assumptions, "assumption"),
                      Count.of(constants, "constant")
                    ].join(", ")}`,
                    `${Count.of(invariants, "law")} ${Count.noun(invariants, "holds", "hold")} in every year of a run; ${Count.of(targets.all.length, "plan target")}, each backed by a variable`,
                    `model ${Fingerprint.short(model.fingerprint)}, targets ${Fingerprint.short(targets.fingerprint)}`
                  ]),
              ...publishedText(published, session.language)
            ]
          }
        ],
        session.width,
        session.palette
      )
    )
    if (stopped.length > 0) return yield* new Ended({ code: 1 })
  })
