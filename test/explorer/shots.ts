import * as Browser from "./Browser.ts"
const b = await Browser.launch()
const file = process.argv[2]!
const out = process.argv[3]!
for (const [lang, theme, w, h, extra, name] of [
  ["en", "light", 1440, 900, "&a.set.dibao_growth=0.09&why=low_income_income@2025", "en-light"],
  ["zh", "light", 1440, 900, "&b=business-as-usual&c=best-effort", "zh-three"],
  ["en", "dark", 1440, 900, "", "en-dark"],
  ["en", "light", 390, 844, "", "en-phone"],
] as const) {
  const t0 = Date.now()
  const { page, troubles, context } = await Browser.open(b, `file://${file}#v=1&lang=${lang}&a=plan${extra}`, { viewport: { width: w, height: h }, colorScheme: theme, deviceScaleFactor: w < 500 ? 2 : 1 })
  console.log(name, Date.now() - t0, troubles)
  await page.waitForTimeout(2500)
  await page.screenshot({ path: `${out}/${name}.png` })
  if (w < 500) {
    for (const i of [0, 2]) { await page.locator(".switch button").nth(i).tap().catch(() => page.locator(".switch button").nth(i).click()); await page.waitForTimeout(400); await page.screenshot({ path: `${out}/${name}-${i}.png` }) }
  }
  await context.close()
}
await b.close()
