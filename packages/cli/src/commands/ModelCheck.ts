/** `gongfu model check`: whether a model and its targets hold together, and how large it is. */
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import type { Kind } from "@gongfu/core/model/Model"
import * as Effect from "effect/Effect"
import type { Failure } from "../Failure.ts"
import * as Load from "../Load.ts"
import * as Document from "../render/Document.ts"
import { format, Session } from "../Session.ts"

/** Prints what was checked; every fault of every file is a failure. */
export const check = (input: { readonly place: string }): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { model, name, targets, title } = yield* Load.place(input.place)
    const count = (kind: Kind): number => model.variables.filter((variable) => variable.kind === kind).length
    const counts = {
      sectors: model.sectors.length,
      variables: model.variables.length,
      equations: count("equation"),
      levers: count("lever"),
      assumptions: count("assumption"),
      constants: count("constant"),
      invariants: model.invariants.length,
      targets: targets.all.length
    }
    if (session.json) {
      const fingerprints = { model: model.fingerprint, targets: targets.fingerprint }
      session.print(Fingerprint.canonical({ format, place: name, fingerprints, counts, errors: [] }))
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
          {
            list: zh
              ? [
                  `${sectors} 个部门，${variables} 个变量：方程 ${equations}，政策杠杆 ${levers}，假设 ${assumptions}，常数 ${constants}`,
                  `每年检验 ${invariants} 条约束，${targets.all.length} 项规划目标均有对应变量`,
                  `模型指纹 ${Fingerprint.short(model.fingerprint)}，目标指纹 ${Fingerprint.short(targets.fingerprint)}`
                ]
              : [
                  `${sectors} sectors, ${variables} variables: ${equations} equations, ${levers} levers, ${assumptions} assumptions, ${constants} constants`,
                  `${invariants} laws hold in every year of a run; ${targets.all.length} plan targets, each backed by a variable`,
                  `model ${Fingerprint.short(model.fingerprint)}, targets ${Fingerprint.short(targets.fingerprint)}`
                ]
          }
        ],
        session.width,
        session.palette
      )
    )
  })
