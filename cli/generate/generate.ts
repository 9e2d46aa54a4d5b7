import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { FlowrouteClient, type FlowrouteSettings } from "../../provider/client";
import { readAccount, type Snapshot } from "../account";
import type { Cli } from "../cli";
import { EXIT } from "../exit";
import { JSON_OPTION, printJson } from "../json";
import { readKeys, STACK_OPTION } from "../keys";
import { importAdded } from "./added-module";
import { addTo, compare, lacking } from "./addition";
import { declare, type EdgeNames, type Surroundings } from "./declarations";
import { type Filter, filtered, parseFilter } from "./filter";
import { readNames, writeNames } from "./given-names";
import { howItMoved } from "./moved";
import { type Layout, layoutFor, PROGRAM, programOf, TABLE_FROM } from "./program";
import { projectFiles } from "./project";
import { type Claim, prove } from "./prove";
import { forPrograms, type Outcome, report } from "./report";
import { generateSchema } from "./schema";
import { readProgram } from "./update";
import { plannedFiles, writeFiles } from "./write";

export interface GenerateOptions {
  readonly out: string;
  readonly layout?: Layout;
  readonly filter: readonly Filter[];
  readonly update?: true;
  readonly names?: string;
  readonly preview: boolean;
  readonly stack?: string;
  readonly json?: true;
}

/** `generate`: the account as a Pulumi program. */
export function defineGenerate(program: Command, cli: Cli): void {
  program
    .command("generate")
    .summary("write the account as a Pulumi program")
    .description(
      "Writes a complete Pulumi project in TypeScript that declares the account as it is, and proves by a preview that `pulumi up` " +
        "of it would write nothing. No file is overwritten, and the account is only read.",
    )
    .option("--out <folder>", "where to write the project", ".")
    .addOption(
      new Option(
        "--layout <layout>",
        `code: resources for each number; table: numbers.csv and groups (default: table from ${TABLE_FROM} numbers on)`,
      ).choices(["code", "table"]),
    )
    .option(
      "--filter <field=pattern>",
      "only numbers with this area-code, number, alias or route; may be repeated",
      parseFilter,
      [],
    )
    .option("--update", "add to the program in the folder what it lacks, and compare the two")
    .option("--names <file.json>", "names of resources by number or route id; completed with those that are given now")
    .option("--no-preview", "do not prove by a preview that nothing would be written")
    .option(...STACK_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
Examples:
  pulumi-flowroute generate --out flowroute
  pulumi-flowroute generate --filter area-code=206 --filter alias='Support*'
  pulumi-flowroute generate --update`,
    )
    .action((options: GenerateOptions) => generate(cli, options));
}

async function generate(cli: Cli, options: GenerateOptions): Promise<void> {
  const { settings } = await readKeys(cli, options.stack);
  await refuseEarly(cli, options);
  const account = await readAccount(new FlowrouteClient(settings), cli);
  await writeProgram(cli, options, settings, account);
}

/** What cannot be is said before the account is read, which takes a while. */
export async function refuseEarly(cli: Cli, { out, update: updating, names }: GenerateOptions): Promise<void> {
  const dir = resolve(cli.cwd, out);
  if (names !== undefined) await readNames(resolve(cli.cwd, names));
  if (updating) await readProgram(dir);
  else plannedFiles(dir, PROGRAM);
}

/**
 * Writes the program of an account that was read, or what a program lacks, and proves it.
 * @throws Error when the account is not as it was read
 */
export async function writeProgram(
  cli: Cli,
  options: GenerateOptions,
  settings: FlowrouteSettings,
  account: Snapshot,
): Promise<void> {
  const { terminal, cwd } = cli;
  const dir = resolve(cwd, options.out);
  const client = new FlowrouteClient(settings);
  const names = options.names === undefined ? undefined : resolve(cwd, options.names);
  const given = names === undefined ? new Map<string, string>() : await readNames(names);
  const chosen = filtered(account, options.filter);
  const around = { everyRoute: account.routes, edges: await edgeNames(client, chosen), given };
  terminal.progress("Looking whether the account changed meanwhile ...");
  const moved = await howItMoved(client, account);
  if (moved !== undefined)
    throw new Error(`The account changed while it was read: ${moved}. Nothing was written; run the command again.`);
  const outcome = await (options.update ? update : write)(dir, chosen, around, options.layout);
  if (names !== undefined) await writeNames(names, outcome.declarations, given);
  if (options.preview) terminal.progress("Previewing the program ...");
  const proof = options.preview ? await prove(cli, claimOf(dir, outcome), settings) : undefined;
  if (proof && !proof.writesNothing) cli.exitCode = EXIT.failed;
  if (options.json) printJson(terminal, generateSchema, forPrograms(chosen, outcome, proof));
  else report(cli, { dir, out: options.out }, chosen, outcome, proof);
}

/** What the program has to adopt: all that it declares, and all that it had before. */
function claimOf(dir: string, { declarations, files, kept, comparison }: Outcome): Claim {
  const those = (all: readonly { readonly obstacle: string | undefined }[]) =>
    all.filter(({ obstacle }) => obstacle === undefined).length;
  const before = comparison?.both.length ?? 0;
  return {
    dir,
    files: comparison ? undefined : [...files, ...kept],
    numbers: before + those(declarations.numbers),
    routes: those(declarations.routes),
  };
}

async function edgeNames(client: FlowrouteClient, { routes }: Snapshot): Promise<EdgeNames> {
  if (routes.every(({ edgeStrategyId }) => edgeStrategyId === undefined)) return new Map();
  return new Map((await client.routes.edgeStrategies()).map(({ id, name }) => [id, name]));
}

async function write(
  dir: string,
  chosen: Snapshot,
  around: Surroundings,
  layout: Layout = layoutFor(chosen),
): Promise<Outcome> {
  const declarations = declare(chosen, around);
  const files = [...projectFiles(dir), ...(await programOf(declarations, layout))];
  const planned = plannedFiles(dir, files);
  await writeFiles(dir, planned.write);
  return { declarations, files: planned.write.map(({ path }) => path), kept: planned.keep };
}

async function update(
  dir: string,
  chosen: Snapshot,
  around: Surroundings,
  layout: Layout | undefined,
): Promise<Outcome> {
  const program = await readProgram(dir);
  const comparison = compare(chosen, program);
  const declarations = declare(lacking(chosen, program), {
    ...around,
    taken: program.texts,
    takenRoutes: program.routeNames,
    takenGroups: new Set([...program.groupNames].filter((name) => !program.groups.has(name))),
  });
  const likeThat = layout ?? (program.tabled ? "table" : "code");
  const finished = await importAdded(dir, program);
  const added = await addTo(dir, program, declarations, around.everyRoute, likeThat);
  return { declarations, files: [...new Set([...finished, ...added])], kept: [], comparison };
}
