/** The fingerprints: from what each run was made and what came of it, so that anyone can make it again and compare. */
import { element as e, fragment } from "../render/Html.ts"
import * as Parts from "./Parts.ts"
import type { Room } from "./Report.ts"

/** The section. */
export const section: Room = (report, { language }) => {
  const { subjects } = report
  const zh = language === "zh"
  const kinds = [
    ["result", zh ? "结果" : "result"],
    ["scenario", zh ? "情景" : "scenario"],
    ["model", zh ? "模型" : "model"],
    ["targets", zh ? "目标" : "targets"],
    ["place", zh ? "地区" : "place"],
    ["engine", zh ? "推演引擎" : "engine"]
  ] as const
  return {
    name: "fingerprints",
    title: { en: "Fingerprints", zh: "指纹" },
    content: fragment(
      e(
        "p",
        {},
        zh
          ? "同一模型、同一情景，在任何机器上得到相同的结果与相同的指纹（SHA-256）。核验已记录的推演：gongfu verify。"
          : "The same model and the same scenario give the same result, and the same fingerprint (SHA-256), on every machine. To check a run on record: gongfu verify."
      ),
      Parts.grid({
        name: "fingerprints",
        columns: [{ head: zh ? "推演" : "Run" }, { head: zh ? "对象" : "Of" }, { head: zh ? "指纹" : "Fingerprint" }],
        rows: subjects.flatMap((subject) => {
          const prints = { ...subject.state.started?.fingerprints, result: subject.state.result }
          return (report.brief ? kinds.slice(0, 1) : kinds).flatMap(([kind, label], i) => {
            const print = prints[kind]
            return print === undefined
              ? []
              : [
                  {
                    ...(i === 0 ? {} : { attributes: { class: "again" } }),
                    cells: [
                      fragment(Parts.letterOf(report, subject), " ", e("code", {}, subject.id)),
                      label,
                      e("code", {}, print)
                    ]
                  }
                ]
          })
        })
      })
    )
  }
}
