import * as Browser from "./Browser.ts"
const b = await Browser.launch()
const file = process.argv[2]!
const out = process.argv[3]!
for (const [lang, theme, w, h, extra, name] of [
  ["en", "light", 1440, 900, "", "en-light"],
  ["zh", "dark", 1440, 900, "&a.set.land_rural_share=0.7&why=low_income_income@2025&b=business-as-usual", "zh-dark-why"],
  ["zh", "light", 390, 844, "", "zh-phone"],
] as const) {
  const t0 = Date.now()
  const { page, troubles, context } = await Browser.open(b, `file://${file}#v=1&lang=${lang}&a=plan${extra}`, { viewport: { width: w, height: h }, colorScheme: theme, deviceScaleFactor: w < 500 ? 2 : 1 })
  console.log(name, Date.now() - t0, troubles)
  await page.waitForTimeout(2500)
  await page.screenshot({ path: `${out}/${name}.png` })
  await context.close()
}
await b.close()
