import { type Command, Option } from "commander";
import type { AvailableNumber } from "../../provider/client";
import type { GetAvailableNumbersArgs } from "../../provider/functions/get-available-numbers";
import { searchInventory } from "../../provider/functions/search-inventory";
import { SCAN_LIMIT } from "../../provider/lifecycle/criteria";
import { dollars } from "../../provider/lifecycle/prices";
import { clientOf } from "../account";
import type { Cli } from "../cli";
import { JSON_OPTION, printJson } from "../json";
import { STACK_OPTION } from "../keys";
import { by, dollarsOf, upTo } from "../options";
import { printTable } from "../table";
import { searchSchema } from "./schema";

interface Options {
  stack?: string;
  json?: true;
  areaCode?: string;
  exchange?: string;
  contains?: string;
  endsWith?: string;
  state?: string;
  rateCenter?: string;
  numberType?: string;
  maxSetup?: number;
  maxMonthly?: number;
  sort?: "setup" | "monthly" | "number";
  take: number;
}

// Loaded with the first argument: it needs zod.
const shape = () =>
  (require("../../provider/lifecycle/criteria-inputs") as typeof import("../../provider/lifecycle/criteria-inputs"))
    .criteriaShape;

/** `search`: numbers for sale, with their prices. */
export function defineSearch(program: Command, cli: Cli): void {
  program
    .command("search")
    .summary("numbers for sale, with prices")
    .description("Lists numbers for sale. Nothing is bought, and nothing is reserved: anybody may buy them meanwhile.")
    .option(
      "--area-code <digits>",
      "three digits",
      by(() => shape().areaCode),
    )
    .option(
      "--exchange <digits>",
      "three digits, or six with the area code first",
      by(() => shape().exchange),
    )
    .option(
      "--contains <digits>",
      "digits anywhere in the number",
      by(() => shape().contains),
    )
    .option(
      "--ends-with <digits>",
      "last digits",
      by(() => shape().endsWith),
    )
    .option(
      "--state <letters>",
      "two-letter state or province",
      by(() => shape().state),
    )
    .option(
      "--rate-center <name>",
      "Flowroute's abbreviated rate center",
      by(() => shape().rateCenter),
    )
    .option(
      "--number-type <type>",
      "longcode or toll-free",
      by(() => shape().numberType),
    )
    .option("--max-setup <dollars>", "the most it may cost to set up", dollarsOf)
    .option("--max-monthly <dollars>", "the most it may cost a month", dollarsOf)
    .addOption(new Option("--sort <by>", "cheapest or lowest first").choices(["setup", "monthly", "number"]))
    .option("--take <count>", "how many to list at most", upTo(SCAN_LIMIT), 20)
    .option(...STACK_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
Examples:
  pulumi-flowroute search --area-code 206 --max-setup 1
  pulumi-flowroute search --state wa --contains 555 --sort monthly --take 5`,
    )
    .action((options: Options) => search(cli, options));
}

async function search(cli: Cli, options: Options): Promise<void> {
  const { terminal } = cli;
  const client = await clientOf(cli, options);
  terminal.progress("Searching ...");
  const found = await searchInventory(client, argsOf(options));
  if (options.json) return printJson(terminal, searchSchema, { ...found, numbers: found.numbers.map(shown) });
  if (found.numbers.length === 0) terminal.note("No number for sale fits.");
  else printTable(terminal, columns, found.numbers.map(row));
  if (found.stoppedEarly)
    terminal.note(
      `Only ${SCAN_LIMIT.toLocaleString("en-US")} of Flowroute's results were looked at; narrow the search to see others.`,
    );
}

const sorts = { setup: "setupCost", monthly: "monthlyCost", number: "number" } as const;

function argsOf({ stack: _, json: __, sort, maxSetup, maxMonthly, ...criteria }: Options): GetAvailableNumbersArgs {
  return {
    ...criteria,
    ...(sort && { sortBy: sorts[sort] }),
    ...(maxSetup !== undefined && { maxSetupCost: maxSetup }),
    ...(maxMonthly !== undefined && { maxMonthlyCost: maxMonthly }),
  };
}

const columns = [
  { title: "NUMBER" },
  { title: "SETUP", align: "right" },
  { title: "MONTHLY", align: "right" },
  { title: "TYPE" },
  { title: "PLACE" },
] as const;

function row({ number, setupCost, monthlyCost, numberType, rateCenter, state }: AvailableNumber): string[] {
  const place = [rateCenter, state].filter((it) => it !== undefined).join(", ");
  return [number, dollars(setupCost), dollars(monthlyCost), numberType, place];
}

function shown({
  inboundRate: _,
  rateType: __,
  ...offer
}: AvailableNumber): Omit<AvailableNumber, "inboundRate" | "rateType"> {
  return offer;
}
