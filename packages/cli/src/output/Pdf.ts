/**
 * A page on paper: printed to PDF by a Chromium that is installed, in a process of its own.
 *
 * No browser comes with gongfu. The page is printed from a folder of its own, with a profile of its own, and both are
 * gone afterwards; the browser is ended when it takes too long or the user interrupts.
 */
import { type ChildProcess, spawn } from "node:child_process"
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { pathToFileURL } from "node:url"
import * as Effect from "effect/Effect"
import { Refused } from "../session/Failure.ts"
import * as SystemError from "../session/SystemError.ts"

/** What Chromium and its kin are called, and where they are when no path leads there. */
const names = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
  "msedge"
]
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  "C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe"
]

const patience = 120_000

const runs = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

const noBrowser = new Refused({
  kind: "NoBrowser",
  problem: { en: "--pdf needs Chromium or Chrome, and none was found", zh: "--pdf 需要 Chromium 或 Chrome，未找到" },
  remedy: {
    en: "install one (Debian: apt-get install chromium), name its program in GONGFU_CHROMIUM, or leave out --pdf and print the page from any browser",
    zh: "请安装（Debian：apt-get install chromium），或用 GONGFU_CHROMIUM 指明程序路径；也可不加 --pdf，用任意浏览器打印网页"
  }
})

const notThere = (path: string): Refused =>
  new Refused({
    kind: "NoBrowser",
    problem: {
      en: `GONGFU_CHROMIUM names ${path}, which is no program`,
      zh: `GONGFU_CHROMIUM 所指的 ${path} 不是可执行程序`
    },
    remedy: { en: "name the program of Chromium or Chrome", zh: "请指明 Chromium 或 Chrome 的程序路径" }
  })

/** The program that prints: that of GONGFU_CHROMIUM, else the first that is found. */
export const browser = (environment: Readonly<Record<string, string | undefined>>): Effect.Effect<string, Refused> =>
  Effect.suspend(() => {
    const named = environment["GONGFU_CHROMIUM"] ?? ""
    if (named !== "") return runs(named) ? Effect.succeed(named) : Effect.fail(notThere(named))
    const folders = (environment["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "")
    const candidates = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...places]
    const found = candidates.find(runs)
    return found === undefined ? Effect.fail(noBrowser) : Effect.succeed(found)
  })

const failed = (program: string, said: string): Refused =>
  new Refused({
    kind: "NotPrinted",
    problem: { en: `${program} did not print the page: ${said}`, zh: `${program} 未能打印网页：${said}` },
    remedy: {
      en: "nothing was written; leave out --pdf and print the page from a browser",
      zh: "未写入任何文件；可不加 --pdf，用浏览器打印网页"
    }
  })

const noRoom = (folder: string, code: string): Refused =>
  new Refused({
    kind: "NotPrinted",
    problem: {
      en: `a page is printed in the folder for temporary files, ${folder}, which cannot be used (${code})`,
      zh: `打印网页须使用临时文件夹 ${folder}，但无法使用（${code}）`
    },
    remedy: {
      en: "nothing was written; name another folder in TMPDIR, or leave out --pdf",
      zh: "未写入任何文件；请用 TMPDIR 另指文件夹，或不加 --pdf"
    }
  })

const options = (folder: string): ReadonlyArray<string> => [
  "--headless",
  "--disable-gpu",
  "--disable-extensions",
  "--no-first-run",
  "--no-pdf-header-footer",
  // Its sandbox refuses to start for root, who is who runs in containers; the page holds no script.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  `--user-data-dir=${join(folder, "profile")}`,
  `--print-to-pdf=${join(folder, "page.pdf")}`,
  pathToFileURL(join(folder, "page.html")).href
]

/** A printed page tells that it is one behind its end, where readers of PDF pass over it. */
const mark = "\n%gongfu report\n"

/** A PDF without the moment of its making, and with our mark. What is replaced is as long as what replaces it. */
const timeless = (pdf: Buffer): Buffer => {
  const text = pdf.toString("latin1")
  const dated = /\/(?:CreationDate|ModDate) \(D:(\d{14})/g
  return Buffer.from(text.replaceAll(dated, (found) => found.replace(/\d{14}$/, "20000101000000")) + mark, "latin1")
}

/** Whether a file is a page that was printed here. */
export const isOurs = (path: string): boolean => {
  try {
    return statSync(path).isFile() && readFileSync(path).subarray(-mark.length).toString("latin1") === mark
  } catch {
    return false
  }
}

/** The last line of what a program said. */
const lastLine = (text: string): string => text.trim().split("\n").at(-1) ?? ""

const printed = (program: string, folder: string): Effect.Effect<Uint8Array, Refused> =>
  Effect.callback<Uint8Array, Refused>((resume) => {
    let said = ""
    const child: ChildProcess = spawn(program, options(folder), { stdio: ["ignore", "ignore", "pipe"] })
    const timer = setTimeout(() => child.kill("SIGKILL"), patience)
    child.stderr?.on("data", (data: Buffer) => (said = `${said}${data.toString()}`.slice(-2000)))
    child.on("error", (error) => resume(Effect.fail(failed(program, error.message))))
    child.on("close", (code, signal) => {
      clearTimeout(timer)
      const file = join(folder, "page.pdf")
      const isThere = statSync(file, { throwIfNoEntry: false })?.isFile() === true
      resume(
        code === 0 && isThere
          ? Effect.succeed(timeless(readFileSync(file)))
          : Effect.fail(failed(program, `${signal ?? code} ${lastLine(said)}`.trim()))
      )
    })
    return Effect.sync(() => {
      clearTimeout(timer)
      child.kill("SIGKILL")
    })
  })

/** Prints a page as it stands: the bytes of a PDF. */
export const print = (program: string, page: string): Effect.Effect<Uint8Array, Refused> =>
  Effect.acquireUseRelease(
    Effect.sync(() => mkdtempSync(join(tmpdir(), "gongfu-print-"))),
    (folder) =>
      Effect.suspend(() => {
        writeFileSync(join(folder, "page.html"), page)
        return printed(program, folder)
      }),
    (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  ).pipe(
    Effect.catchDefect((error) => {
      const code = SystemError.codeOf(error)
      return code === undefined ? Effect.die(error) : Effect.fail(noRoom(tmpdir(), code))
    })
  )
