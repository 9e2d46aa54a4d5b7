import type { Command } from "commander";
import { FlowrouteClient } from "../../provider/client";
import type { Cli } from "../cli";
import { JSON_OPTION, printJson } from "../json";
import { readKeys, STACK_OPTION } from "../keys";
import { whoamiSchema } from "./schema";

interface Options {
  stack?: string;
  json?: true;
}

/** Seconds: a person who asks whether keys work does not wait for two minutes. */
const IMPATIENT = { deadline: 20, attemptTimeout: 15 };

/** `whoami`: whether the keys work, and how large the account is that they open. */
export function defineWhoami(program: Command, cli: Cli): void {
  program
    .command("whoami")
    .summary("check the keys, and see the size of the account")
    .description("Checks the keys with two kinds of reads, and says how large the account is. Nothing is written.")
    .option(...STACK_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
Examples:
  pulumi-flowroute whoami
  pulumi-flowroute whoami --stack prod`,
    )
    .action((options: Options) => whoami(cli, options));
}

async function whoami(cli: Cli, { stack, json }: Options): Promise<void> {
  const { terminal } = cli;
  const { settings, from } = await readKeys(cli, stack);
  terminal.progress(`Asking ${settings.baseUrl} ...`);
  const client = new FlowrouteClient(settings, { retry: IMPATIENT });
  const start = performance.now();
  const routes = await Array.fromAsync(client.routes.list());
  const milliseconds = Math.round(performance.now() - start);
  const numbers = await Array.fromAsync(client.numbers.list());
  const found = {
    keysFrom: from,
    baseUrl: settings.baseUrl,
    milliseconds,
    numbers: numbers.length,
    routes: routes.length,
  };
  if (json) return printJson(terminal, whoamiSchema, found);
  const where = from === "stack" ? `the configuration of stack ${stack}` : "the environment (FLOWROUTE_ACCESS_KEY)";
  terminal.print(`Keys      ${where}: they work`);
  terminal.print(`Server    ${settings.baseUrl}, first answer after ${milliseconds} ms`);
  terminal.print(`Numbers   ${numbers.length}`);
  terminal.print(`Routes    ${routes.length}, the SIP registration among them`);
  terminal.print();
  terminal.print(terminal.style("dim", "A key can do everything on its account: Flowroute has no read-only keys."));
}
