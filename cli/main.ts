import { Command, CommanderError } from "commander";
import { printable } from "../provider/client";
import { defineAudit } from "./audit/audit";
import type { Cli } from "./cli";
import { EXIT, type ExitCode, exitCodeOf, Interrupted } from "./exit";
import { defineGenerate } from "./generate/generate";
import { defineInit } from "./init/init";
import { defineMap } from "./map/map";
import { defineReport } from "./report/report";
import { defineReroute } from "./reroute/reroute";
import { defineSearch } from "./search/search";
import { defineWhoami } from "./whoami/whoami";

/** Every command, in the order in which `--help` has them: from a first look to the day when all else is down. */
const commands = [
  defineInit,
  defineGenerate,
  defineWhoami,
  defineMap,
  defineAudit,
  defineReport,
  defineSearch,
  defineReroute,
];

/**
 * Runs the command line.
 * @param args what stands behind `pulumi-flowroute`
 * @returns the exit code; what went wrong was printed
 */
export async function main(args: readonly string[], cli: Cli): Promise<ExitCode> {
  const { terminal } = cli;
  try {
    await programOf(cli).parseAsync(args, { from: "user" });
    return cli.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    if (error instanceof Interrupted) terminal.note(error.message);
    else terminal.note(`${terminal.styleNote("red", "error:")} ${messageOf(error, cli)}`);
    return exitCodeOf(error);
  }
}

/** The command with all its subcommands; documentation is made from it too. */
export function programOf(cli: Cli): Command {
  const { terminal } = cli;
  const program = new Command("pulumi-flowroute")
    .description("Your Flowroute account: at a glance, as a Pulumi program, and in an emergency.")
    .version(version(), "--version", "print the version")
    .helpOption("-h, --help", "explain the command, with examples")
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.output.write(text),
      writeErr: (text) => terminal.error.write(text),
      getOutHelpWidth: () => terminal.width ?? 100,
      getErrHelpWidth: () => terminal.error.columns ?? 100,
    })
    .showHelpAfterError("(add --help for the options, with examples)")
    .addHelpText("after", keysHelp);
  for (const define of commands) define(program, cli);
  return program;
}

const keysHelp = `
Keys come from FLOWROUTE_ACCESS_KEY and FLOWROUTE_SECRET_KEY, or with --stack from a stack's configuration.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 findings of audit, 4 keys, 5 Flowroute cannot be reached, 130 Ctrl-C.`;

function messageOf(error: unknown, { env }: Cli): string {
  if (!(error instanceof Error)) return printable(String(error));
  // A mistake of ours is found by its stack; people need only the sentence.
  return env.FLOWROUTE_LOG === "debug" && error.stack ? error.stack : error.message;
}

function version(): string {
  return (require("pulumi-flowroute/package.json") as { version: string }).version;
}
