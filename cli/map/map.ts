import { type Command, Option } from "commander";
import type { z } from "zod";
import { printable } from "../../provider/client";
import type { ResourceKind } from "../../provider/resources/list";
import { clientOf, readAccount } from "../account";
import type { Cli } from "../cli";
import { UsageError } from "../exit";
import { JSON_OPTION, printJson } from "../json";
import { STACK_OPTION } from "../keys";
import { FORMAT_NAMES, FORMATS, type FormatName, formatOf } from "./formats";
import { type AccountMap, type MapNumber, mapOf } from "./model";
import { placeOf, write } from "./out";
import { mapSchema } from "./schema";
import { textOf } from "./text";
import { sizeOf } from "./words";

interface Options {
  stack?: string;
  json?: true;
  format?: FormatName;
  out?: string;
  all?: true;
}

/** What of a program the map shows. A new kind of resource is decided on here. */
const shownAs = {
  PhoneNumber: "a number",
  NumberRoutes: "the lines from a number to its routes",
  InboundRoute: "a route",
  NumberGroup: "its numbers, and the lines from them to their routes",
} satisfies Record<ResourceKind, string>;

/** `map`: inbound routes, and the numbers whose calls take them. */
export function defineMap(program: Command, cli: Cli): void {
  program
    .command("map")
    .summary("where calls go: routes and the numbers on them")
    .description(
      "Shows the account's inbound routes and the numbers on them, what rings nowhere, what has no failover, and which routes " +
        "carry nothing. Nothing is written to the account.",
    )
    .addOption(
      new Option("--format <format>", "a tree, a flowchart for Markdown, a picture, or a page with a search").choices(
        FORMAT_NAMES,
      ),
    )
    .option("--out <file>", "write it to this file; its name says the format: .txt, .mmd, .svg or .html")
    .option("--all", "list every number in a terminal too, where a long list is cut short")
    .option(...STACK_OPTION)
    .addOption(new Option(...JSON_OPTION).conflicts(["format", "out", "all"]))
    .addHelpText("after", help)
    .action((options: Options) => map(cli, options));
}

const help = `
Of a program it shows:
${Object.entries(shownAs)
  .map(([kind, what]) => `  ${kind.padEnd(14)}${what}`)
  .join("\n")}

Examples:
  pulumi-flowroute map
  pulumi-flowroute map --out map.html
  pulumi-flowroute map --format mermaid`;

async function map(cli: Cli, options: Options): Promise<void> {
  const { terminal } = cli;
  const format = formatOf(options.format, options.out);
  const path = options.out === undefined ? undefined : await placeOf(cli, options.out);
  if (path === undefined && terminal.output.isTTY && !FORMATS[format].readable)
    throw new UsageError(`A terminal does not show ${format}. Write it to a file: --out map${FORMATS[format].end}`);
  const found = mapOf(await readAccount(await clientOf(cli, options), cli));
  if (options.json) return printJson(terminal, mapSchema, jsonOf(found));
  if (path !== undefined) {
    await write(path, FORMATS[format].make(found));
    return terminal.note(`Wrote ${printable(path)}: ${sizeOf(found)}.`);
  }
  if (format !== "text") return terminal.print(FORMATS[format].make(found).trimEnd());
  const all = options.all ?? !terminal.output.isTTY;
  terminal.print(textOf(found, { style: (style, text) => terminal.style(style, text), all }));
}

function jsonOf({ numbers, routes, ringNowhere, withoutFailover, unused }: AccountMap): z.input<typeof mapSchema> {
  const ids = (its: readonly MapNumber[]) => its.map(({ number }) => number);
  return {
    numbers: numbers.map(({ number, alias, primary, failover }) => ({
      number,
      alias,
      primaryRoute: primary?.id,
      failoverRoute: failover?.id,
    })),
    routes: routes.map(({ primary, failover, ...route }) => ({
      ...route,
      primaryOf: ids(primary),
      failoverOf: ids(failover),
    })),
    ringNowhere: ids(ringNowhere),
    withoutFailover: ids(withoutFailover),
    unused: unused.map(({ id }) => id),
  };
}
