import * as Spacing from "@gongfu/core/document/Spacing"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const part = fc.string({ unit: fc.constantFrom("应", "为", "a", "Z", "7", "（", "“", " ", "：", "-"), minLength: 1 })

describe("Spacing", () => {
  it("keeps both parts, and puts at most one space between them", () => {
    fc.assert(
      fc.property(part, part, (one, two) => {
        assert.include([one + two, `${one} ${two}`], Spacing.joined(one, two))
      })
    )
  })

  it("puts one between Chinese and letters or digits, on either side, and none elsewhere", () => {
    fc.assert(
      fc.property(part, part, (one, two) => {
        const [last, first] = [one.at(-1)!, two[0]!]
        const isApart = (/[应为]/.test(last) && /[aZ7]/.test(first)) || (/[aZ7]/.test(last) && /[应为]/.test(first))
        assert.strictEqual(Spacing.joined(one, two).length - one.length - two.length, isApart ? 1 : 0)
      })
    )
  })

  it("takes the space of a folded line from between Chinese, and from nowhere else", () => {
    for (const [folded, told] of [
      ["20万人、 职业技能培训", "20万人、职业技能培训"],
      ["目标是 规划", "目标是规划"],
      ["称为 “共富” 之路", "称为“共富”之路"],
      ["用 pnpm fit 拟合， 2020 年", "用 pnpm fit 拟合， 2020 年"],
      ["“a” and “b”, in all", "“a” and “b”, in all"]
    ] as const)
      assert.strictEqual(Spacing.unfolded(folded), told)
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join(" ")
        const told = Spacing.unfolded(text)
        assert.strictEqual(told.replaceAll(" ", ""), text.replaceAll(" ", ""))
        assert.strictEqual(Spacing.unfolded(told), told)
      })
    )
  })
})
