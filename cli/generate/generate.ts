import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import { type Command, Option } from "commander";
import type { FlowrouteClient, FlowrouteSettings } from "../../provider/client";
import { REGISTRATION_ROUTE } from "../../provider/lifecycle/registration-route";
import { clientAt, readAccount, type Snapshot } from "../account";
import type { Cli } from "../cli";
import { EXIT, UsageError } from "../exit";
import { JSON_OPTION, printJson } from "../json";
import { readKeys, STACK_OPTION } from "../keys";
import { importAdded } from "./added-module";
import { addTo, compare, lacking } from "./addition";
import { declare, type EdgeNames, type Surroundings } from "./declarations";
import { type Filter, filtered, parseFilter } from "./filter";
import { readNames, writeNames } from "./given-names";
import { asImported, importFileOf, importsOf } from "./import-file";
import { obstacleToPreview } from "./language-host";
import { howItMoved } from "./moved";
import { partsOf } from "./parts";
import { layoutFor, programFiles, projectOf, TABLE_FROM } from "./program";
import { type Claim, prove } from "./prove";
import { forPrograms, type Outcome, report } from "./report";
import { generateSchema } from "./schema";
import { LANGUAGES, type Language, type Layout } from "./style";
import { literal } from "./text";
import { readProgram } from "./update";
import { plannedFiles, writeFiles } from "./write";

export interface GenerateOptions {
  readonly out: string;
  readonly layout?: Layout;
  readonly filter: readonly Filter[];
  readonly update?: true;
  readonly language?: Language;
  readonly importFile?: string;
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
      "Writes a complete Pulumi project that declares the account as it is, and proves by a preview that `pulumi up` " +
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
    .addOption(
      new Option("--language <language>", "in what to write it; all but typescript are on the provider plugin")
        .choices(LANGUAGES)
        .default("typescript"),
    )
    .option(
      "--import-file <file.json>",
      "write for `pulumi import --file` what the program has, and the program on the provider plugin",
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
  pulumi-flowroute generate --language python --out flowroute
  pulumi-flowroute generate --update`,
    )
    .action((options: GenerateOptions) => generate(cli, options));
}

async function generate(cli: Cli, options: GenerateOptions): Promise<void> {
  const { settings } = await readKeys(cli, options.stack);
  await refuseEarly(cli, options);
  const account = await readAccount(clientAt(settings, cli), cli);
  await writeProgram(cli, options, settings, account);
}

/** What cannot be is said before the account is read, which takes a while. */
export async function refuseEarly(cli: Cli, options: GenerateOptions): Promise<void> {
  const { out, update: updating, names, language = "typescript", importFile } = options;
  const dir = resolve(cli.cwd, out);
  if (updating && language !== "typescript")
    throw new UsageError("--update adds to programs in TypeScript only. Write one in another language without it.");
  if (updating && importFile !== undefined)
    throw new UsageError("--import-file is for a new program. What --update adds is adopted by the next `pulumi up`.");
  if (importFile !== undefined && existsSync(resolve(cli.cwd, importFile)))
    throw new UsageError(`${importFile} is there already, and nothing is overwritten.`);
  if (names !== undefined) await readNames(resolve(cli.cwd, names));
  if (updating) await readProgram(dir);
  else plannedFiles(dir, programFiles(language));
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
  const { language = "typescript" } = options;
  const dir = resolve(cwd, options.out);
  const client = clientAt(settings, cli);
  const names = options.names === undefined ? undefined : resolve(cwd, options.names);
  const given = names === undefined ? new Map<string, string>() : await readNames(names);
  const chosen = filtered(account, options.filter);
  const registration = language === "typescript" ? "REGISTRATION_ROUTE" : literal(REGISTRATION_ROUTE);
  const around = { everyRoute: account.routes, edges: await edgeNames(client, chosen), registration, given };
  terminal.progress("Looking whether the account changed meanwhile ...");
  const moved = await howItMoved(client, account);
  if (moved !== undefined)
    throw new Error(`The account changed while it was read: ${moved}. Nothing was written; run the command again.`);
  const outcome = await (options.update
    ? update(dir, chosen, around, options.layout)
    : write(cli, dir, chosen, around, options));
  if (names !== undefined) await writeNames(names, outcome.declarations, given);
  if (options.preview) terminal.progress("Previewing the program ...");
  const unproven = options.preview ? await obstacleToPreview(language, cli.env) : undefined;
  const isProven = options.preview && unproven === undefined;
  const proof = isProven ? await prove(cli, claimOf(dir, language, outcome), settings) : undefined;
  if (proof && !proof.writesNothing) cli.exitCode = EXIT.failed;
  const told = { account: chosen, outcome, proof, unproven };
  if (options.json) printJson(terminal, generateSchema, forPrograms(told));
  else report(cli, { dir, out: options.out, language }, told);
}

/** What the program has to adopt: all that it declares, and all that it had before. */
function claimOf(dir: string, language: Language, { declarations, files, kept, comparison }: Outcome): Claim {
  const those = (all: readonly { readonly obstacle: string | undefined }[]) =>
    all.filter(({ obstacle }) => obstacle === undefined).length;
  const before = comparison?.both.length ?? 0;
  return {
    dir,
    language,
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
  cli: Cli,
  dir: string,
  chosen: Snapshot,
  around: Surroundings,
  options: GenerateOptions,
): Promise<Outcome> {
  const { language = "typescript", layout = layoutFor(chosen), importFile } = options;
  const toImport = importFile === undefined ? undefined : resolve(cli.cwd, importFile);
  const found = declare(chosen, around);
  const declarations = toImport === undefined ? found : asImported(found);
  const style = { language, layout, onPlugin: language !== "typescript" || toImport !== undefined };
  const planned = plannedFiles(dir, await projectOf(dir, declarations, style));
  const imports = importsOf(partsOf(declarations, layout));
  const beside = toImport === undefined ? [] : [{ path: relative(dir, toImport), text: importFileOf(imports) }];
  await writeFiles(dir, [...planned.write, ...beside]);
  return {
    declarations,
    files: planned.write.map(({ path }) => path),
    kept: planned.keep,
    ...(toImport === undefined ? {} : { imports: { path: toImport, count: imports.length } }),
  };
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
