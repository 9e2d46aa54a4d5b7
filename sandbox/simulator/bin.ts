#!/usr/bin/env node
import { Command, InvalidArgumentError, Option } from "commander";
import { checkSavable, readAccount, saveAccount } from "./account-file";
import { demoAccessKey, demoSecretKey, type Simulator, type SimulatorOptions, startSimulator } from "./simulator";

interface Flags {
  port: number;
  host: string;
  account?: string;
  save?: string;
  accessKey?: string;
  secretKey?: string;
  latency?: number;
  rateLimit?: number;
}

const command = new Command("flowroute-simulator")
  .description("Flowroute on your own machine: an account, an inventory and the API, for trying things without risk.")
  .option("--port <n>", "where to listen; 0 takes any free port", wholeNumberUpTo(65_535), 8742)
  .addOption(
    new Option("--host <host>", "this machine by another of its names")
      .choices(["127.0.0.1", "::1", "localhost"])
      .default("127.0.0.1"),
  )
  .option("--account <file.json>", "the account to start with, as --save wrote it (default: a made-up account)")
  .option("--save <file.json>", "where to write the account when the simulator is stopped")
  .option("--access-key <key>", `the access key programs must use (default: "${demoAccessKey}")`, notBlank)
  .option("--secret-key <key>", `the secret key programs must use (default: "${demoSecretKey}")`, notBlank)
  .option("--latency <ms>", "milliseconds every answer waits", atLeastZero)
  .option("--rate-limit <per second>", "requests a second; above it the answer is 429", aboveZero)
  .addHelpText(
    "after",
    `
Beside the API, for tests, without credentials:
  GET, PUT     /_simulator/account    the whole account
  GET, DELETE  /_simulator/requests   what was asked so far
  POST, DELETE /_simulator/faults     make requests go wrong
  GET, PATCH   /_simulator/settings   how it behaves where Flowroute's documents are silent

Nothing is bought, and nothing leaves this machine.`,
  )
  .showHelpAfterError("(flowroute-simulator --help explains the options)")
  .allowExcessArguments(false);

run(command.parse().opts<Flags>()).catch((error: unknown) => command.error(`error: ${explain(error)}`));

async function run({ account: accountFile, save, ...flags }: Flags): Promise<void> {
  // Found out now, not when there is something to lose.
  if (save !== undefined) await checkSavable(save);
  const options: SimulatorOptions = flags;
  if (accountFile !== undefined) options.account = await readAccount(accountFile);
  const simulator = await startSimulator(options);

  // Listened for before anybody is told that the simulator is ready, so that no stop is too early to save.
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
  console.log(`Flowroute simulator listening on ${simulator.url}`);
  console.error(instructions(simulator, flags));
  await stopped;
  await simulator.close();
  if (save !== undefined) await saveAccount(save, simulator.account);
}

function instructions({ url, accessKey, secretKey }: Simulator, flags: { accessKey?: string; secretKey?: string }) {
  // Keys that were chosen are not repeated: they may be real ones.
  return [
    "Point programs at it with",
    `  export FLOWROUTE_BASE_URL=${url}`,
    `  export FLOWROUTE_ACCESS_KEY=${flags.accessKey === undefined ? accessKey : "<your --access-key>"}`,
    `  export FLOWROUTE_SECRET_KEY=${flags.secretKey === undefined ? secretKey : "<your --secret-key>"}`,
    "Ctrl-C stops it.",
  ].join("\n");
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === "EADDRINUSE") return `port ${port} is in use; choose another with --port, or 0 for any free one`;
  if (code === "EACCES") return `port ${port} is not open to you; choose one above 1023 with --port`;
  return error.message;
}

function wholeNumberUpTo(most: number): (text: string) => number {
  return (text) => {
    if (!/^\d+$/.test(text) || Number(text) > most) throw new InvalidArgumentError(`Give a number from 0 to ${most}.`);
    return Number(text);
  };
}

function atLeastZero(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value < 0) throw new InvalidArgumentError("Give 0 or more.");
  return value;
}

function aboveZero(text: string): number {
  const value = atLeastZero(text);
  if (value === 0) throw new InvalidArgumentError("Give a number above 0.");
  return value;
}

function notBlank(text: string): string {
  if (text.trim() === "") throw new InvalidArgumentError("A key is not empty.");
  return text;
}
