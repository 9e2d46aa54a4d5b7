import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import type { Command } from "commander";
import { printable } from "../../provider/client";
import type { Cli } from "../cli";
import { decoded } from "../decoded";
import { EXIT, UsageError } from "../exit";
import { JSON_OPTION, printJson } from "../json";
import { reportOf } from "./facts";
import { readPreview } from "./preview";
import { toMarkdown } from "./render";
import { reportSchema } from "./schema";

interface Options {
  preview?: string;
  json?: true;
}

/** `report`: a preview as one text for a pull request. */
export function defineReport(program: Command, cli: Cli): void {
  program
    .command("report")
    .summary("a preview as one text for a pull request")
    .description(
      "Reads what `pulumi preview --json` printed, and prints it as Markdown for a pull request: what cannot be undone first. " +
        "It needs no keys and no network. It ends with 1 where the preview failed.",
    )
    .option("--preview <file>", "the file with the preview; - is the standard input, also where this is left out")
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
Examples:
  pulumi preview --json | pulumi-flowroute report
  pulumi preview --json --show-sames > preview.json
  pulumi-flowroute report --preview preview.json > report.md

With --show-sames it knows more: what the rest of the program declares, and what providers of their own say of deletions.`,
    )
    .action((options: Options) => report(cli, options));
}

async function report(cli: Cli, { preview: file = "-", json }: Options): Promise<void> {
  const { terminal } = cli;
  const source = file === "-" ? "The standard input" : printable(file);
  const found = reportOf(readPreview(await read(cli, file), source));
  if (json) printJson(terminal, reportSchema, found);
  else terminal.print(toMarkdown(found));
  if (!found.succeeded) cli.exitCode = EXIT.failed;
}

async function read({ terminal, cwd }: Cli, file: string): Promise<string> {
  if (file === "-") {
    if (terminal.input.isTTY)
      throw new UsageError(
        "There is no preview to read. Pipe one in, or name its file: pulumi preview --json | pulumi-flowroute report",
      );
    return text(terminal.input);
  }
  try {
    return decoded(await readFile(resolve(cwd, file)));
  } catch (error) {
    throw new UsageError(`${printable(file)} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}
