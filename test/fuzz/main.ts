/**
 * The whole of the fuzzing, `pnpm fuzz`: more than 20,000 changed files of the shipped places, counted by outcome.
 * `pnpm fuzz 0.1` tries a tenth, `pnpm fuzz 1 wenzhou` one place. It ends with 1 when one crashed or took longer than
 * two seconds.
 */
import * as Fuzz from "./Fuzz.ts"

const [share = "1", place] = process.argv.slice(2)
const { counts, crashes, slow, tries } = await Fuzz.all({
  share: Number(share),
  place,
  heard: (news) => console.error(`${Math.round(performance.now() / 1000)} s: ${news}`)
})
for (const [name, count] of counts) console.log(`${String(count).padStart(7)}  ${name}`)
console.log(`${String(tries).padStart(7)}  in all; ${crashes.length} crashes, ${slow.length} over two seconds`)
for (const one of [...crashes, ...slow]) console.log(one)
process.exitCode = crashes.length + slow.length > 0 ? 1 : 0
