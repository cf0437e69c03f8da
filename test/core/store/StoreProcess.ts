/** Scripts that use a store in processes of their own. */
import { spawn } from "node:child_process"
import { join } from "node:path"

/** A script of this folder in another process, as a user without rights where this one has all of them. */
export const start = (
  script: string,
  args: ReadonlyArray<string>,
  { cwd = import.meta.dirname, unprivileged = false } = {}
) => {
  const user = unprivileged && process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...args], { ...user, cwd })
  let [out, err] = ["", ""]
  const { promise: ready, resolve: isReady } = Promise.withResolvers<void>()
  child.stdout.on("data", (data: Buffer) => {
    out += data.toString()
    isReady()
  })
  child.stderr.on("data", (data: Buffer) => (err += data.toString()))
  const done = new Promise<string>((resolve, reject) => {
    child.on("error", reject)
    child.on("close", (code) => (code === 0 ? resolve(out.trim()) : reject(new Error(err))))
  })
  return { done, ready: Promise.race([ready, done]), go: () => child.stdin.write("go\n") }
}
