/**
 * The program: from the typed command to an exit code.
 *
 * Whatever happens, the user gets an answer in their language and an exit code
 * that `Failure` documents, never a stack trace. A reader that closes the pipe
 * early ends the output, not the work: a run is recorded all the same; output
 * that is lost for another reason, such as a full disk, is an error. What a command has recorded before it fails is told
 * on standard error. On SIGINT the work is interrupted, resources are released, what is left on record is told there
 * too, and the code is 130.
 */
import type { Label } from "@gongfu/core/document/Label"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as Cause from "effect/Cause"
import * as CliConfig from "effect/cli/CliConfig"
import * as CliError from "effect/cli/CliError"
import * as CliOutput from "effect/cli/CliOutput"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import manifest from "../package.json" with { type: "json" }
import * as CommandLine from "./syntax/CommandLine.ts"
import * as Forms from "./syntax/Forms.ts"
import * as Together from "./options/Together.ts"
import * as Lists from "./syntax/Lists.ts"
import * as Services from "./syntax/Services.ts"
import * as Stray from "./syntax/Stray.ts"
import * as YearApart from "./syntax/YearApart.ts"
import type { Failure } from "./session/Failure.ts"
import * as Interruption from "./session/Interruption.ts"
import * as Left from "./session/Left.ts"
import * as HelpText from "./render/HelpText.ts"
import * as Notice from "./render/Notice.ts"
import * as Session from "./session/Session.ts"

/** Help goes to standard output; mistakes are told like every other failure. */
const presenter = (session: Session.Shape, args: ReadonlyArray<string>): CliOutput.Presenter => ({
  present: (event) =>
    Effect.sync(() => {
      switch (event._tag) {
        case "Help":
          session.print(HelpText.help(event.helpDoc, session.language, session.width, session.palette))
          return
        case "Version":
          session.print(`gongfu ${event.version}`)
          return
        case "InvalidInvocation":
          Notice.problems(
            session,
            event.errors.map((error) => {
              const mistake = HelpText.mistake(error, event.helpDoc)
              return error._tag === "UnexpectedArgument"
                ? { kind: "Usage", ...mistake, remedy: Stray.remedy(args, error.arguments, mistake.remedy) }
                : { kind: "Usage", ...mistake }
            })
          )
      }
    })
})

/** What reads the store is loaded for faults alone. */
const explained = (error: Failure, session: Session.Shape): Effect.Effect<Failure, never, Session.Session> =>
  Effect.flatMap(
    Effect.promise(() => import("./records/NamedOtherwise.ts")),
    ({ explain }) => explain(error, session)
  )

/** Runs a command line; succeeds with its exit code, whatever happened short of an interruption. */
export const program = (args: ReadonlyArray<string>, session: Session.Shape): Effect.Effect<number> => {
  const spread = Lists.spread(args)
  return Effect.suspend(() => {
    const command = Lists.commandOf(spread)
    const refused =
      Forms.notUsable(args, session.environment) ??
      Forms.longHyphens(args) ??
      Forms.severalForms(args) ??
      Forms.optionFirst(args) ??
      Forms.commandMissing(spread, command) ??
      Together.refused(spread, command) ??
      (Forms.isAsking(args) ? undefined : YearApart.refused(spread, command))
    if (refused !== undefined) return Effect.fail(refused)
    return Command.runWith(CommandLine.make(session.language), { version: manifest.version })(spread)
  }).pipe(
    Effect.as(0),
    Effect.catch((error: Failure | CliError.CliError) =>
      Effect.gen(function* () {
        if (CliError.isCliError(error)) return error._tag === "ShowHelp" && error.errors.length === 0 ? 0 : 1
        if (error._tag === "Ended") return error.code
        const failure = error._tag === "Faulty" ? yield* explained(error, session) : error
        Notice.failure(session, Stray.explain(failure, spread))
        Left.tell(session)
        return 1
      })
    ),
    Effect.catchCause((cause) =>
      Cause.hasInterruptsOnly(cause)
        ? Effect.interrupt
        : Effect.sync(() => {
            Notice.defect(session, Cause.squash(cause))
            Left.tell(session)
            return 1
          })
    ),
    Effect.provideService(Session.Session, session),
    Effect.provide(
      Layer.mergeAll(
        Services.layer,
        CliConfig.layer({ builtIns: CommandLine.builtIns(session.language) }),
        CliOutput.layerPresenter(presenter(session, spread))
      )
    )
  )
}

/**
 * Runs a command line with other streams and another environment than those of this process; gives its exit code. The
 * process has to stand in the folder that is given: that is where paths are read from.
 */
export const within = (args: ReadonlyArray<string>, surroundings: Session.Surroundings): Promise<number> =>
  Effect.runPromise(program(args, Session.of(args, surroundings)))

/** What to do about lost output: what is done or on record already is shown, not asked for again. */
const lostRemedy = (session: Session.Shape): Label => {
  const [kept, shownBy] = [Left.kept(session), Left.shownBy(session)]
  if (kept === undefined || shownBy === undefined)
    return {
      en: "it is not complete; check where it goes and whether there is room, then repeat",
      zh: "输出不完整；请检查输出位置和磁盘空间后再试"
    }
  return {
    en: `it is not complete; ${kept.en}. Check where the output goes and whether there is room, then: ${shownBy.en}`,
    zh: `输出不完整；${kept.zh}。请检查输出位置和磁盘空间，然后运行：${shownBy.zh}`
  }
}

/** Tells on standard error that standard output takes nothing, unless its reader has gone. */
const outputLost =
  (session: Session.Shape) =>
  (error: NodeJS.ErrnoException): void => {
    const code = error.code ?? error.message
    if (code === "EPIPE" || code === "ERR_STREAM_DESTROYED") return
    Notice.problems({ ...session, json: false }, [
      {
        kind: "OutputLost",
        problem: { en: `the output cannot be written (${code})`, zh: `无法写出结果（${code}）` },
        remedy: lostRemedy(session)
      }
    ])
    process.exit(1)
  }

/** Whether a stream has handed on all that it was given, and none of that was refused. */
const hasWritten = ({ errored, writableLength }: NodeJS.WriteStream): boolean =>
  errored === null && writableLength === 0

/**
 * Ends the process if all output has been taken; else it ends by itself when that is told. Nothing is left to do then,
 * and Node would wait for compilers and collectors that work ahead for a program that has ended: it must not even come
 * back to its loop, where they begin.
 */
const endWhenWritten = (): void => {
  if (hasWritten(process.stdout) && hasWritten(process.stderr)) process.exit()
}

/** Runs this process: the arguments and streams are Node's. */
export const main = (): void => {
  const args = process.argv.slice(2)
  const session = Session.ofProcess(args)
  process.stdout.on("error", outputLost(session))
  NodeRuntime.runMain(program(args, session), {
    disableErrorReporting: true,
    teardown: (exit, onExit) => {
      if (Exit.isFailure(exit)) {
        Interruption.tell(session)
        return onExit(130)
      }
      process.exitCode = Number(exit.value)
      endWhenWritten()
    }
  })
}
