import { resolve } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { counted } from "../../provider/lifecycle/counted";
import { aliasOf } from "../../provider/lifecycle/route-alias";
import { clientAt, readAccount, type Snapshot } from "../account";
import type { Cli } from "../cli";
import { Interrupted } from "../exit";
import { type Filter, filtered, parseFilter } from "../generate/filter";
import { type GenerateOptions, refuseEarly, writeProgram } from "../generate/generate";
import { layoutFor, programFiles, TABLE_FROM } from "../generate/program";
import type { Layout } from "../generate/style";
import { plannedFiles } from "../generate/write";
import { readKeys, STACK_OPTION } from "../keys";
import { Prompts } from "../prompts";

interface Options {
  out?: string;
  layout?: Layout;
  filter: Filter[];
  preview: boolean;
  yes?: true;
  stack?: string;
}

/** `init`: `generate` with its questions asked, for a first time. */
export function defineInit(program: Command, cli: Cli): void {
  program
    .command("init")
    .summary("a guided first run: from your keys to a program")
    .description(
      "Checks the keys, asks what to take, shows what it will write, writes a Pulumi project that declares it as it is, and proves " +
        "that `pulumi up` of it would write nothing. The account is only read. Without a terminal it asks nothing.",
    )
    .option("--out <folder>", "where to write the project; asked for otherwise (without a terminal: this folder)")
    .option(
      "--filter <field=pattern>",
      "only numbers with this area-code, number, alias or route; may be repeated",
      parseFilter,
      [],
    )
    .addOption(
      new Option("--layout <layout>", `code or table (default: table from ${TABLE_FROM} numbers on)`).choices([
        "code",
        "table",
      ]),
    )
    .option("--no-preview", "do not prove by a preview that nothing would be written")
    .option("--yes", "ask nothing")
    .option(...STACK_OPTION)
    .addHelpText(
      "after",
      `
Examples:
  pulumi-flowroute init
  pulumi-flowroute init --out flowroute --filter area-code=206 --yes`,
    )
    .action((options: Options) => init(cli, options));
}

async function init(cli: Cli, options: Options): Promise<void> {
  const { terminal } = cli;
  const asks = terminal.interactive && !options.yes;
  const { settings, from } = await readKeys(cli, options.stack);
  const given = { ...options, out: options.out ?? "." };
  // Where a folder is asked for, another one can be chosen.
  if (!asks || options.out !== undefined) await refuseEarly(cli, given);
  const account = await readAccount(clientAt(settings, cli), cli);
  const where = from === "stack" ? `of stack ${options.stack}` : "in the environment";
  terminal.print(`The keys ${where} work: ${sizeOf(account)} at ${settings.baseUrl}.`);
  await writeProgram(cli, asks ? await asked(cli, options, account) : given, settings, account);
}

/** What the options leave open, as a person answers it. */
async function asked(cli: Cli, options: Options, account: Snapshot): Promise<GenerateOptions> {
  const prompts = new Prompts(cli.terminal);
  const filter = options.filter.length > 0 ? options.filter : await askWhat(prompts, account);
  const chosen = filtered(account, filter);
  const out = options.out ?? (await prompts.text("Which folder?", ".", (text) => whyNotThere(cli, text)));
  const layout = options.layout ?? layoutFor(chosen);
  const what =
    layout === "code"
      ? "index.ts, with resources for each number"
      : "index.ts, and numbers.csv for its groups of numbers";
  const sure = await prompts.confirm(`Write ${sizeOf(chosen)} to ${resolve(cli.cwd, out)}: ${what}?`, true);
  if (!sure) throw new Interrupted("Nothing was written.");
  return { ...options, filter, out, layout };
}

async function askWhat(prompts: Prompts, account: Snapshot): Promise<Filter[]> {
  const field = await prompts.select("What shall the program declare?", [
    { value: "all", label: "all of it", hint: sizeOf(account) },
    { value: "area-code", label: "the numbers of an area code" },
    { value: "alias", label: "the numbers whose alias is like ..." },
    { value: "route", label: "the numbers on a route" },
  ]);
  if (field === "all") return [];
  if (field === "route") {
    const choices = account.routes.map((route) => ({
      value: route.id,
      label: aliasOf(route),
      hint: route.value ?? "",
    }));
    return [{ field, pattern: await prompts.select("Which route?", choices) }];
  }
  const [question, start] = field === "alias" ? ["Like what? * stands for anything.", "*"] : ["Which area code?", ""];
  const pattern = await prompts.text(question, start, (text) => {
    try {
      const fits = filtered(account, parseFilter(`${field}=${text}`)).numbers.length;
      return fits === 0 ? "No number of the account is like that." : undefined;
    } catch (error) {
      return error instanceof InvalidArgumentError ? error.message : String(error);
    }
  });
  return parseFilter(`${field}=${pattern}`);
}

function whyNotThere(cli: Cli, folder: string): string | undefined {
  try {
    plannedFiles(resolve(cli.cwd, folder), programFiles("typescript"));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function sizeOf({ numbers, routes }: Snapshot): string {
  return `${counted(numbers.length, "number")} and ${counted(routes.length, "route")}`;
}
