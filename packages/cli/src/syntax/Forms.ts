/** The forms of output, of which a command takes one. */
import { Refused } from "../Failure.ts"
import { flagged } from "../Session.ts"

const forms = ["json", "md", "csv"] as const

/** Why a command line that asks for several forms at once is refused; nothing for any other. */
export const severalForms = (args: ReadonlyArray<string>): Refused | undefined => {
  const asked = forms.filter((form) => flagged(args, form)).map((form) => `--${form}`)
  if (asked.length < 2) return undefined
  const [last, ...others] = asked.toReversed()
  return new Refused({
    kind: "SeveralForms",
    problem: {
      en: `${others.toReversed().join(", ")} and ${last} cannot go together`,
      zh: `${others.toReversed().join("、")} 与 ${last} 不能同时使用`
    },
    remedy: { en: "leave out all but one", zh: "请只保留其中之一" }
  })
}
