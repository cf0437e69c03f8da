/**
 * A process that carries out one command line after the other: the program as it is built, without its start.
 *
 * A request and an answer are a line of JSON each, through the two named pipes that it is told of. It ends when nobody
 * can ask any more.
 */
import { closeSync, openSync, readSync, writeSync } from "node:fs"
import { StringDecoder } from "node:string_decoder"
import type * as Main from "gongfu/main"

const [asked, answered] = process.argv.slice(2)
const [requests, answers] = [openSync(asked!, "r"), openSync(answered!, "w")]

const bundle = new URL("../../packages/cli/dist/gongfu.mjs", import.meta.url).href
const { within }: typeof Main = await import(bundle)

const carryOut = async (line: string): Promise<string> => {
  const { args, environment, folder } = JSON.parse(line)
  process.chdir(folder)
  const said = { out: "", err: "" }
  const code = await within(args, {
    folder,
    environment,
    out: (text) => {
      said.out += text
    },
    err: (text) => {
      said.err += text
    }
  })
  // Whose folder it is may take it away.
  process.chdir("/")
  return `${JSON.stringify({ code, ...said })}\n`
}

const buffer = Buffer.alloc(1 << 16)
const decoder = new StringDecoder()
let rest = ""
for (;;) {
  const size = readSync(requests, buffer)
  if (size === 0) break
  rest += decoder.write(buffer.subarray(0, size))
  const end = rest.indexOf("\n")
  if (end === -1) continue
  const line = rest.slice(0, end)
  rest = rest.slice(end + 1)
  // One command after the other, as they were typed.
  // oxlint-disable-next-line no-await-in-loop
  writeSync(answers, await carryOut(line))
}
closeSync(answers)
