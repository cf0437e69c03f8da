/**
 * Servers of a test's own, from Debian's packages, on loopback: started in a temporary folder, and gone at the end.
 */
import { spawn, spawnSync } from "node:child_process"
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"

/** A server that runs. */
export interface Server {
  readonly url: string
  /** The same server, where nobody is let in. */
  readonly wrong: string
  /** How many shards are in the hands of a worker, where that can be asked. */
  readonly held?: () => number
  readonly stop: () => Promise<void>
}

const versions = "/usr/lib/postgresql"

const postgresPrograms = (): string | undefined => {
  const [newest] = existsSync(versions) ? readdirSync(versions).toSorted((a, b) => Number(b) - Number(a)) : []
  const programs = newest === undefined ? undefined : join(versions, newest, "bin")
  return programs !== undefined && existsSync(join(programs, "initdb")) ? programs : undefined
}

const has = (program: string): boolean => spawnSync(program, ["--version"]).status === 0

/** Whether there is such a server to start; a machine that checks changes must have both. */
export const available = {
  postgres: postgresPrograms() !== undefined || process.env["CI"] !== undefined,
  redis: has("redis-server") || process.env["CI"] !== undefined
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0))
    })
  })

const isRoot = process.getuid?.() === 0

/** Runs a program of PostgreSQL, which refuses to be run by root. */
const asPostgres = (program: string, args: ReadonlyArray<string>): void => {
  const [command, ...rest]: readonly [string, ...Array<string>] = isRoot
    ? ["runuser", "-u", "postgres", "--", program, ...args]
    : [program, ...args]
  // What it starts keeps the streams that it has.
  const { error, status } = spawnSync(command, rest, { stdio: "ignore" })
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${error?.message ?? status}`)
}

const password = "s3cret/word"

/** PostgreSQL, with a user `gongfu` who has a password. */
export const postgres = async (): Promise<Server> => {
  const programs = postgresPrograms()
  if (programs === undefined) throw new Error("PostgreSQL is not installed: apt-get install postgresql")
  const folder = mkdtempSync(join(tmpdir(), "gongfu-postgres-"))
  const passwordFile = join(folder, "password")
  writeFileSync(passwordFile, password)
  if (isRoot) {
    const uid = Number(spawnSync("id", ["-u", "postgres"], { encoding: "utf8" }).stdout)
    for (const path of [folder, passwordFile]) chownSync(path, uid, -1)
  }
  const data = join(folder, "data")
  const port = await freePort()
  asPostgres(join(programs, "initdb"), [
    `--pgdata=${data}`,
    "--username=gongfu",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--no-sync",
    `--pwfile=${passwordFile}`
  ])
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c fsync=off -c unix_socket_directories=${folder}`
  asPostgres(join(programs, "pg_ctl"), ["-D", data, "-w", "-l", join(folder, "log"), "-o", options, "start"])
  const at = (secret: string): string => `postgres://gongfu:${encodeURIComponent(secret)}@127.0.0.1:${port}/postgres`
  return {
    url: at(password),
    wrong: at("an0ther"),
    held: () => {
      const asked = "select count(*) from gongfu_queue where acquired_by is not null"
      return Number(spawnSync(join(programs, "psql"), [at(password), "-Atc", asked], { encoding: "utf8" }).stdout)
    },
    stop: async () => {
      asPostgres(join(programs, "pg_ctl"), ["-D", data, "-m", "immediate", "-w", "stop"])
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** Redis, which asks for a password. */
export const redis = async (): Promise<Server> => {
  const folder = mkdtempSync(join(tmpdir(), "gongfu-redis-"))
  const port = await freePort()
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
  const server = spawn("redis-server", [...args, "--requirepass", password], { stdio: ["ignore", "pipe", "ignore"] })
  const ended = new Promise<void>((resolve) => server.once("close", () => resolve()))
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.once("exit", () => reject(new Error("redis-server ended")))
    server.stdout.on("data", (text) => {
      if (String(text).includes("Ready to accept connections")) resolve()
    })
  })
  const at = (secret: string): string => `redis://:${encodeURIComponent(secret)}@127.0.0.1:${port}`
  return {
    url: at(password),
    wrong: at("an0ther"),
    stop: async () => {
      server.kill()
      await Promise.race([ended, setTimeout(5000)])
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
