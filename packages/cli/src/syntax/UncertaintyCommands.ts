/**
 * The command line of uncertainty: how sure, what matters, which settings.
 *
 * As in `CommandLine`, descriptions live here and work in `commands/`.
 */
import * as DiscoverCommand from "./DiscoverCommand.ts"
import * as EnsembleCommands from "./EnsembleCommands.ts"
import type { Options } from "./Options.ts"
import * as SensitivityCommand from "./SensitivityCommand.ts"
import * as SolveCommand from "./SolveCommand.ts"

/** These commands, in the order of the help. */
export const make = (options: Options) => {
  const [ensembleCommand, workerCommand] = EnsembleCommands.make(options)
  return [
    ensembleCommand,
    workerCommand,
    SensitivityCommand.make(options),
    DiscoverCommand.make(options),
    SolveCommand.make(options)
  ] as const
}
