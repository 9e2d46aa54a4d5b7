// The whole story on your own machine: a Flowroute simulator, the quickstart and failover-drill examples, and every command
// a person would type. Uses the `pulumi` command where there is one, otherwise the sandbox's stand-in. Exits non-zero if any
// step goes differently than told.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type CommandResult,
  demoAccessKey,
  demoSecretKey,
  type EngineStack,
  findPulumi,
  openStack,
  startSimulator,
} from "pulumi-flowroute/sandbox";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const mainLine = "12065550100";

const engine = findPulumi() === undefined ? "stand-in" : "pulumi";
const simulator = await startSimulator();
const stateDir = await mkdtemp(join(tmpdir(), "flowroute-demo-"));
const traffic: [head: string, requests: string[]][] = [];

console.log(
  engine === "pulumi"
    ? "Engine: the pulumi command found on this machine."
    : "Engine: the sandbox's stand-in, because there is no pulumi command on this machine. The commands shown are what a person would type.",
);
console.log(`Account: a simulated Flowroute at ${simulator.url}.`);

const stacks: EngineStack[] = [];

try {
  const stack = await open(root, { mainLine: "+1 206-555-0100" });
  const ownedBefore = Object.keys(simulator.account.numbers).length;

  say("A program declares a number the account has, one it wants, and where their calls go.");
  const first = await type("pulumi up", () => stack.up());
  check(first.ok && first.changes.create === 4, "two numbers and their routes are created");
  const bought = Object.keys(simulator.account.numbers).length - ownedBefore;
  check(bought === 1 && simulator.account.charges.length === 1, "one number is bought, the other adopted");

  say("The same program again: there is nothing to do.");
  const again = await type("pulumi up", () => stack.up({ expectNoChanges: true }));
  check(again.ok && again.changes.same === 4, "nothing changes");

  say("Somebody points the main line at the SIP registration by hand, in Flowroute's portal.");
  const line = simulator.account.numbers[mainLine];
  if (line === undefined) throw new Error(`The simulated account has no ${mainLine}.`);
  const declaredRoute = line.primary_route;
  line.primary_route = "0";

  say("A nightly job asks whether anything drifted. It fails, and shows what did.");
  const drift = await type("pulumi refresh --preview-only --expect-no-changes", () =>
    stack.refresh({ previewOnly: true, expectNoChanges: true }),
  );
  check(!drift.ok && drift.output.includes("primaryRoute"), "the drift is found and named");

  say("One command puts it right, and touches nothing else.");
  const repair = await type("pulumi up --refresh", () => stack.up({ refresh: true }));
  check(repair.ok && repair.changes.update === 1, "one resource is updated");
  check(line.primary_route === declaredRoute, "the main line has its route again");

  say("The stack goes; the numbers and where their calls go stay.");
  const routesBefore = JSON.stringify(simulator.account.numbers);
  const gone = await type("pulumi destroy", () => stack.destroy());
  check(gone.ok && gone.output.includes("stays on the account"), "destroy says what stays");
  check(JSON.stringify(simulator.account.numbers) === routesBefore, "numbers and routes are as they were");

  say("Another program: two sites, a route for each, and three numbers on the first one.");
  const sites = await open(join(root, "examples/failover-drill"));
  const drillUp = await type("pulumi up", () => sites.up(), "drill: up");
  check(drillUp.ok && drillUp.changes.create === 8, "two routes are made, and three numbers are on them");
  const numbersBefore = JSON.stringify(simulator.account.numbers);

  for (const [site, there] of [
    ["denver", "to Denver"],
    ["seattle", "back to Seattle"],
  ] as const) {
    say(`A drill: one value moves all calls ${there}.`);
    console.log(`$ pulumi config set site ${site}`);
    await sites.setConfig("site", site);
    const move = await type("pulumi up", () => sites.up(), `drill: ${site}`);
    check(move.ok && move.output.includes("the calls of 3 numbers"), "the plan says whose calls move");
    const [written, ...others] = simulator.requests().filter(({ method }) => method === "PATCH");
    check(written?.path.startsWith("/v2/routes/") === true && others.length === 0, "one request moves them all");
  }
  check(JSON.stringify(simulator.account.numbers) === numbersBefore, "no number was written to");

  printTraffic();
} catch (error) {
  console.error(`\nThe demo did not go as told: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
} finally {
  for (const stack of stacks) await stack.close();
  await simulator.close();
  await rm(stateDir, { recursive: true, force: true });
}

/** A stack of the program in this directory, on the simulated account. */
async function open(programDir: string, config: Record<string, string> = {}): Promise<EngineStack> {
  const stack = await openStack(engine, {
    programDir,
    stack: "demo",
    stateDir,
    // The demo's purchases are not to be looked for among this person's own.
    env: { XDG_STATE_HOME: join(stateDir, "home") },
    onOutput: (text) => process.stdout.write(text),
    config: {
      "flowroute:accessKey": { secret: demoAccessKey },
      "flowroute:secretKey": { secret: demoSecretKey },
      "flowroute:baseUrl": simulator.url,
      ...config,
    },
  });
  stacks.push(stack);
  return stack;
}

function say(text: string): void {
  console.log(`\n# ${text}`);
}

/** Shows a command as typed, runs it, and keeps what the account was asked meanwhile, under a head of the table. */
async function type(
  command: string,
  run: () => Promise<CommandResult>,
  head = command.split(" ").slice(1, 3).join(" "),
): Promise<CommandResult> {
  console.log(`$ ${command}`);
  simulator.clearRequests();
  const result = await run();
  traffic.push([head, simulator.requests().map(({ method, path }) => `${method} ${pattern(path)}`)]);
  return result;
}

function check(holds: boolean, what: string): void {
  if (!holds) throw new Error(`expected that ${what}`);
  console.log(`  ok: ${what}`);
}

/** `/v2/numbers/{number}` for any number, `/v2/routes/{route}` for any route. */
function pattern(path: string): string {
  return path
    .replace(/\?.*/, "")
    .replace(/\/\d{11}/, "/{number}")
    .replace(/routes\/\d+/, "routes/{route}");
}

function printTraffic(): void {
  console.log("\n# What the account was asked, by command\n");
  const kinds = [...new Set(traffic.flatMap(([, requests]) => requests))].sort();
  const count = (requests: string[], kind: string) => requests.filter((request) => request === kind).length;
  const width = Math.max(...kinds.map((kind) => kind.length));
  const row = (label: string, cells: (string | number)[]) =>
    console.log(
      [label.padEnd(width), ...cells.map((cell, i) => String(cell).padStart(heads[i]?.length ?? 0))].join("  "),
    );
  const heads = traffic.map(([head]) => head);
  row("", heads);
  for (const kind of kinds)
    row(
      kind,
      traffic.map(([, requests]) => count(requests, kind) || "-"),
    );
  row(
    "in all",
    traffic.map(([, requests]) => requests.length),
  );
}
