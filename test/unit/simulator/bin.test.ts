import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demoAccessKey, demoSecretKey, startSimulator } from "../../../sandbox/simulator";
import { call, ids, send, until } from "../../support/simulator";

// The compiled program in a process of its own, as people start it.
const bin = join(__dirname, "../../../dist/sandbox/simulator/bin.js");

interface Run {
  child: ChildProcess;
  output: { stdout: string; stderr: string };
  ended: Promise<number | NodeJS.Signals | null>;
}

const running = new Set<ChildProcess>();
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "flowroute-simulator-"));
});
afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  rmSync(directory, { recursive: true });
});

function start(...args: string[]): Run {
  const child = spawn(process.execPath, [bin, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output.stderr += text;
  });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once("close", (code, signal) => {
      running.delete(child);
      resolve(code ?? signal);
    });
  });
  return { child, output, ended };
}

/** Starts it on a free port, and resolves when it says that it is ready. */
async function ready(...args: string[]): Promise<Run & { url: string }> {
  const run = start("--port", "0", ...args);
  await Promise.race([until(() => run.output.stdout.includes("\n")), run.ended]);
  const url = /^Flowroute simulator listening on (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(run.output.stdout)?.[1];
  if (url === undefined) throw new Error(`not ready: ${JSON.stringify(run.output)}`);
  return { ...run, url };
}

async function refused(...args: string[]): Promise<string> {
  const { ended, output } = start(...args);
  expect(await ended).toBe(1);
  expect(output.stdout).toBe("");
  return output.stderr;
}

const keys = { accessKey: demoAccessKey, secretKey: demoSecretKey };
const as = (_url: string, { accessKey, secretKey } = keys) => ({
  Authorization: `Basic ${Buffer.from(`${accessKey}:${secretKey}`).toString("base64")}`,
});

test.each(["SIGINT", "SIGTERM"] as const)("serves until %s, says how to use it, and ends well", async (signal) => {
  const { child, url, ended, output } = await ready();
  expect((await send(url, "GET /v2/numbers", as(url))).status).toBe(200);
  child.kill(signal);
  expect(await ended).toBe(0);
  for (const line of [
    `FLOWROUTE_BASE_URL=${url}\n`,
    `FLOWROUTE_ACCESS_KEY=${demoAccessKey}\n`,
    `FLOWROUTE_SECRET_KEY=${demoSecretKey}\n`,
  ])
    expect(output.stderr).toContain(line);
});

test("keys that were chosen are used and not repeated", async () => {
  const mine = { accessKey: "chosenAK", secretKey: "chosen-secret-key" };
  const { child, url, ended, output } = await ready("--access-key", mine.accessKey, "--secret-key", mine.secretKey);
  expect((await send(url, "GET /v2/numbers", as(url, mine))).status).toBe(200);
  expect((await send(url, "GET /v2/numbers", as(url))).status).toBe(401);
  child.kill();
  await ended;
  for (const key of Object.values(mine)) expect(output.stdout + output.stderr).not.toContain(key);
});

test("--save writes the account when it stops, and --account starts from there", async () => {
  const file = join(directory, "account.json");
  const first = await ready("--save", file);
  await send(first.url, "POST /v2/numbers/12012673307", as(first.url));
  expect(readdirSync(directory)).toEqual([]);
  first.child.kill();
  expect(await first.ended).toBe(0);
  expect(readdirSync(directory)).toEqual(["account.json"]);

  const second = await ready("--account", file, "--save", file);
  expect((await send(second.url, "GET /v2/numbers/12012673307", as(second.url))).status).toBe(200);
  await send(second.url, "DELETE /v2/numbers/12012673307", as(second.url));
  second.child.kill("SIGINT");
  expect(await second.ended).toBe(0);

  const account = JSON.parse(readFileSync(file, "utf8"));
  expect(account.charges).toEqual([{ number: "12012673307", setup_cost: 1, monthly_cost: 1.25 }]);
  const simulator = await startSimulator({ account });
  expect(ids(await call(simulator, "GET /v2/numbers/available?starts_with=12012673307"))).toEqual(["12012673307"]);
  await simulator.close();
});

test("--latency and --rate-limit are settings", async () => {
  const { url } = await ready("--latency", "2.5", "--rate-limit", "5");
  const settings = await send(url, "GET /_simulator/settings", {});
  expect(settings.body).toMatchObject({ latency: 2.5, rateLimit: 5 });
});

test("--help explains every option and the control paths", async () => {
  const { output, ended } = start("--help");
  expect(await ended).toBe(0);
  for (const part of [
    "--port",
    "--host",
    "--account",
    "--save",
    "--access-key",
    "--secret-key",
    "--latency",
    "--rate-limit",
    "/_simulator/faults",
  ])
    expect(output.stdout).toContain(part);
});

test.each([
  [["--port", "eighty"], "--port"],
  [["--port", "65536"], "--port"],
  [["--host", "0.0.0.0"], "--host"],
  [["--latency", "-1"], "--latency"],
  [["--rate-limit", "0"], "--rate-limit"],
  [["--secret-key", " "], "--secret-key"],
  [["--lateny", "5"], "Did you mean --latency?"],
  [["somewhere"], "too many arguments"],
])("%j is refused: %s", async (args, says) => {
  const error = await refused(...args);
  expect(error).toMatch(/^error: /);
  expect(error).toContain(says);
  expect(error).toContain("--help");
});

test("a port in use is named, with the way out", async () => {
  const { url } = await ready();
  const error = await refused("--port", new URL(url).port);
  expect(error).toContain(`port ${new URL(url).port} is in use`);
  expect(error).toContain("--port");
});

test("an account file that cannot be used is named, with what is wrong in it", async () => {
  const file = join(directory, "account.json");
  expect(await refused("--account", file)).toContain(`${file} cannot be used: ENOENT`);
  writeFileSync(file, "{");
  expect(await refused("--account", file)).toContain(`${file} cannot be used: `);
  writeFileSync(file, JSON.stringify({ numbers: { "12065550100": { primary_route: "7" } } }));
  const error = await refused("--account", file);
  expect(error).toContain("there is no route 7");
  expect(error).toContain("numbers.12065550100.primary_route");
});

test("a place where nothing can be saved is refused before there is something to lose", async () => {
  expect(await refused("--save", join(directory, "missing", "account.json"))).toContain("cannot be saved");
});
