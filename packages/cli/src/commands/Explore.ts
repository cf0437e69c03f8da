/**
 * `gongfu explore`: a page to play with, about the place of a scenario.
 *
 * It is one file that needs nothing else, opened from disk or served on this machine alone. A page that this command
 * wrote before is written anew; any other file stays as it is unless `--force` says otherwise.
 */
import { spawn } from "node:child_process"
import { closeSync, openSync, readSync } from "node:fs"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { basename, join, relative, resolve } from "node:path"
import type { Payload, Preset } from "@gongfu/explorer/Payload"
import type { Label } from "@gongfu/core/document/Label"
import * as Shipped from "@gongfu/scenarios/Shipped"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import manifest from "../../package.json" with { type: "json" }
import * as ExplorerPage from "../output/ExplorerPage.ts"
import { type Failure, Refused } from "../session/Failure.ts"
import * as Left from "../session/Left.ts"
import * as Load from "../places/Load.ts"
import * as ScenarioHere from "../places/ScenarioHere.ts"
import * as NewFile from "../output/NewFile.ts"
import * as Count from "@gongfu/core/wording/Count"
import * as Figure from "@gongfu/core/wording/Figure"
import * as Format from "../session/Format.ts"
import { say, Session, type Shape } from "../session/Session.ts"
import * as Prose from "../render/Prose.ts"
import * as Width from "../render/Width.ts"

/** The scenario that a place is shown with where none is named: its plan, or the first there is. */
const usualName = "plan"

const nothingToShow = new Refused({
  kind: "NoScenario",
  problem: { en: "there is no scenario to begin with", zh: "没有可作为起点的情景" },
  remedy: {
    en: "name one, such as a shipped one: gongfu explore wenzhou/plan",
    zh: "请写明情景，例如 gongfu explore wenzhou/plan"
  }
})

/** The scenario to begin with: the one named, that of the place one is in, or that of the fullest shipped place. */
const chosen = (name: Option.Option<string>): Effect.Effect<string, Failure> =>
  Effect.gen(function* () {
    if (Option.isSome(name)) return name.value
    const own = yield* ScenarioHere.find([usualName])
    if (own !== undefined) return own
    const places = (yield* Shipped.places).toSorted((a, b) => b.scenarios.length - a.scenarios.length)
    const first = places[0]
    const scenario = first === undefined ? undefined : ScenarioHere.pick(first.scenarios, [usualName])
    return scenario === undefined ? yield* nothingToShow : `${first!.name}/${scenario}`
  })

/** What a page offers to start from: the scenarios of the place's folder that are sound, and the one that was named. */
const presets = (
  name: string,
  loaded: Load.Loaded
): Effect.Effect<{ readonly presets: ReadonlyArray<Preset>; readonly skipped: ReadonlyArray<string> }, Failure> =>
  Effect.gen(function* () {
    const { folder, scenario } = loaded
    const places = yield* Shipped.places
    const shipped = places.find((one) => one.folder === folder.folder)?.name
    const names = yield* Shipped.scenariosIn(folder.folder)
    const paths = names.map((one) => join(folder.folder, "scenarios", `${one}.yaml`))
    const skipped: Array<string> = []
    const found: Array<Preset> = []
    if (shipped === undefined)
      for (const [i, { scenario: read }] of (yield* Effect.forEach(paths, Load.attempter())).entries())
        if (Result.isFailure(read)) skipped.push(`${names[i]}.yaml`)
        else found.push(presetOfFile(read.success, paths[i]!))
    else {
      const all = yield* Load.scenarios(names.map((one) => `${shipped}/${one}`))
      for (const [i, { scenario: read }] of all.entries())
        found.push({
          key: read.name,
          scenario: read,
          start: { extends: `${shipped}/${names[i]}` },
          beside: undefined
        })
    }
    const isOffered = Load.isShippedScenario(name) || paths.includes(resolve(name))
    if (!isOffered) {
      // A file about a shipped place can be told in full from the place, wherever the new file will lie.
      const own: Preset =
        shipped === undefined
          ? presetOfFile(scenario, resolve(name))
          : { key: scenario.name, scenario, start: { place: shipped }, beside: undefined }
      const others = found.filter(({ key }) => key !== own.key)
      found.splice(0, found.length, own, ...others)
    }
    return { presets: inOrder(found), skipped }
  })

const presetOfFile = (scenario: Preset["scenario"], path: string): Preset => ({
  key: scenario.name,
  scenario,
  start: { extends: basename(path) },
  beside: relative(process.cwd(), path) || path
})

/** The plan first, then no new policy, then the others by name. */
const inOrder = (all: ReadonlyArray<Preset>): ReadonlyArray<Preset> => {
  const rank = ({ key }: Preset): number => [usualName, "business-as-usual"].indexOf(key) >>> 0
  return all.toSorted((a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : 1))
}

/** Whether a file is a page that this command wrote; what cannot be read is not known as one. */
const isPage = (path: string): boolean => {
  let descriptor: number
  try {
    descriptor = openSync(path, "r")
  } catch {
    return false
  }
  try {
    const bytes = Buffer.alloc(ExplorerPage.beginning.length)
    readSync(descriptor, bytes)
    return bytes.toString("latin1") === ExplorerPage.beginning
  } catch {
    // A folder, which the writing will tell.
    return false
  } finally {
    closeSync(descriptor)
  }
}

/** Opens an address with what this system opens things with; whoever cannot has been told where it is. */
const openIt = (address: string): void => {
  const [command, ...args] =
    process.platform === "darwin"
      ? ["open", address]
      : process.platform === "win32"
        ? ["cmd", "/c", "start", "", address]
        : ["xdg-open", address]
  const child = spawn(command, args, { stdio: "ignore", detached: true })
  child.on("error", () => {})
  child.unref()
}

const cannotServe = (port: number, code: string): Refused =>
  new Refused({
    kind: "CannotServe",
    problem: { en: `port ${port} cannot be had (${code})`, zh: `无法使用端口 ${port}（${code}）` },
    remedy: { en: "leave out --port, or name another", zh: "请不写 --port，或换一个端口" }
  })

/** The page on this machine alone. What asks for another host's page, as a rebound name would, is refused. */
const serving = (page: string, port: number): Effect.Effect<Server, Refused> =>
  Effect.callback<Server, Refused>((resume) => {
    const body = Buffer.from(page)
    const server = createServer((request, response) => {
      const { port: own } = server.address() as AddressInfo
      const host = request.headers.host ?? ""
      const head = {
        "cache-control": "no-store",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY"
      }
      const end = (status: number, text: string): void => {
        response.writeHead(status, { ...head, "content-type": "text/plain; charset=utf-8" }).end(text)
      }
      if (host !== `127.0.0.1:${own}` && host !== `localhost:${own}`) return end(421, "not this host\n")
      if (request.method !== "GET" && request.method !== "HEAD") return end(405, "only GET\n")
      if (!/^\/(\?|$)/.test(request.url ?? "")) return end(404, "only /\n")
      response.writeHead(200, {
        ...head,
        "content-security-policy": "frame-ancestors 'none'",
        "content-type": "text/html; charset=utf-8",
        "content-length": body.length
      })
      return response.end(request.method === "HEAD" ? undefined : body)
    })
    server.once("error", (error: NodeJS.ErrnoException) =>
      resume(Effect.fail(cannotServe(port, error.code ?? "error")))
    )
    server.listen(port, "127.0.0.1", () => resume(Effect.succeed(server)))
  })

const wrapped = (session: Shape, told: Label): string =>
  Prose.wrap(Width.printable(say(session, told)), session.width).join("\n")

/** Writes the page and opens it, or serves it until interrupted. */
export const explore = (input: {
  readonly scenario: Option.Option<string>
  readonly output: Option.Option<string>
  readonly force: boolean
  readonly serve: boolean
  readonly port: number
  readonly open: boolean
}): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const name = yield* chosen(input.scenario)
    const [loaded] = yield* Load.scenarios([name])
    const { place, scenario } = loaded!
    const offered = yield* presets(name, loaded!)
    if (offered.skipped.length > 0) {
      const list = offered.skipped.join(", ")
      session.tell(
        wrapped(session, {
          en: `left out, because they have faults: ${list}; see gongfu check`,
          zh: `以下情景文件有误，已略去：${list}；请运行 gongfu check`
        })
      )
    }
    const payload: Payload = {
      format: 1,
      version: manifest.version,
      ...(session.asked === undefined ? {} : { language: session.asked }),
      documents: { place: place.document, model: place.model.document, targets: place.targets.document },
      presets: offered.presets,
      first: scenario.name
    }
    const page = ExplorerPage.html(payload, place)
    const bytes = Buffer.byteLength(page)
    const about = { place: place.name, scenario: scenario.name, bytes }
    const opens = input.open && process.stdout.isTTY && !session.json

    if (input.serve) {
      yield* Left.elsewhere
      return yield* Effect.scoped(
        Effect.gen(function* () {
          const server = yield* Effect.acquireRelease(serving(page, input.port), (one) =>
            Effect.sync(() => {
              one.closeAllConnections()
              one.close()
            })
          )
          const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
          if (session.json) session.print(Format.line("explore", { explorer: { ...about, address } }))
          else {
            session.print(address)
            session.tell(say(session, { en: "Ctrl-C ends it", zh: "按 Ctrl-C 结束" }))
          }
          if (opens) openIt(address)
          return yield* Effect.never
        })
      )
    }
    const file = Option.getOrElse(input.output, () => `${place.name}-explorer.html`)
    const target = resolve(session.folder, file)
    const written = yield* NewFile.write(session.folder, file, page, {
      keep: session.store,
      replace: input.force || isPage(target)
    })
    if (session.json) session.print(Format.line("explore", { explorer: { ...about, file: target, written } }))
    else
      session.print(
        wrapped(session, {
          en: `${file}: ${place.title.en}, ${Count.of(offered.presets.length, "scenario")}, ${Figure.fixed(bytes / 1000, 0)} kB; open it in any browser`,
          zh: `${file}：${place.title.zh}，${offered.presets.length} 个情景，${Figure.fixed(bytes / 1000, 0)} kB；可用任意浏览器打开`
        })
      )
    if (opens) openIt(target)
  })
