import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { keysFor } from "../../support/cli";
import { root } from "../../support/documents";
import { type Exchange, Gateway, pass } from "../../support/gateway";
import { aToB, fleet, reroutePerTest } from "../../support/reroutes";

const { path, primaries, simulator } = reroutePerTest();

/** Runs the command in a process of its own, and does this to it at each of its requests. */
async function run(args: readonly string[], mischief: (exchange: Exchange, child: ChildProcess) => Promise<void>) {
  await using gateway = await Gateway.before(simulator());
  const env = { ...process.env, ...keysFor(simulator()), FLOWROUTE_BASE_URL: gateway.url };
  gateway.expect((exchange) => mischief(exchange, child));
  const child = spawn(process.execPath, [join(root, "dist/cli/bin.js"), "reroute", ...args], { cwd: path("."), env });
  const [code, signal] = await once(child, "exit");
  return { code, signal };
}

test("a lost connection ends it as Ctrl-C does, also when the shell passes it on once more", async () => {
  const held: Exchange[] = [];
  const ended = await run(aToB, async (exchange, child) => {
    if (exchange.method !== "PATCH") return pass(exchange);
    if (held.push(exchange) !== 8) return;
    child.kill("SIGHUP");
    // It has seen the first when it says so.
    if (child.stderr) await once(child.stderr, "data");
    child.kill("SIGHUP");
    for (const each of held) await pass(each);
  });
  expect(ended).toEqual({ code: 130, signal: null });
  expect(primaries().get("102")).toHaveLength(8);
});

test("it comes to its end when what it says is not read any more", async () => {
  const ended = await run([...aToB, "--json"], async (exchange, { stdout, stderr }) => {
    stdout?.destroy();
    stderr?.destroy();
    await pass(exchange);
  });
  expect(ended).toEqual({ code: 0, signal: null });
  expect(primaries().get("102")).toEqual(fleet);
});
