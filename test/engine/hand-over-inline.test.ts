import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { findPulumi } from "../../sandbox/engine";
import { startAccount } from "../support/session";

const front = "12065550100";
const support = "12065550102";

/** Applies two programs, one after the other, and prints what became of the second and of the state. */
const host = (first: string, second: string) => `
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const { NumberRoutes, PhoneNumber, getNumberOutput } = require("pulumi-flowroute");
const first = async () => {${first}};
const second = async () => {${second}};
(async () => {
  const stack = await LocalWorkspace.createOrSelectStack({ stackName: "test", projectName: "inline", program: first }, { workDir: __dirname });
  for (const name of ["accessKey", "secretKey", "baseUrl"])
    await stack.setConfig("flowroute:" + name, { value: process.env[name], secret: name !== "baseUrl" });
  await stack.up({ color: "never" });
  let output = "";
  const print = (text) => { output += text; };
  const ok = await stack.up({ program: second, color: "never", onOutput: print, onError: print }).then(() => true, () => false);
  const { deployment } = await stack.exportStack();
  const ids = deployment.resources.filter(({ type }) => type.includes("flowroute")).map(({ id }) => id).sort();
  console.log("RESULT" + JSON.stringify({ ok, output, ids }));
})();`;

/**
 * The programs are functions of a process of their own, with nothing between them and Pulumi's own Automation API: the
 * engine driver would tell of errors earlier than that does.
 */
async function applied(first: string, second: string) {
  const dir = mkdtempSync(join(tmpdir(), "flowroute-inline-"));
  await using simulator = await startAccount();
  try {
    symlinkSync(resolve(__dirname, "../../node_modules"), join(dir, "node_modules"), "dir");
    writeFileSync(join(dir, "host.js"), host(first, second));
    const { accessKey, secretKey, url: baseUrl } = simulator;
    const env = {
      ...process.env,
      ...{ accessKey, secretKey, baseUrl },
      PULUMI_BACKEND_URL: pathToFileURL(dir).href,
      PULUMI_HOME: join(dir, "home"),
      PULUMI_CONFIG_PASSPHRASE: "sandbox",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      XDG_STATE_HOME: join(dir, "home"),
      PATH: dirname(process.execPath) + delimiter + process.env.PATH,
    };
    const { stdout } = await promisify(execFile)(process.execPath, [join(dir, "host.js")], { env });
    const { ok, output, ids } = JSON.parse(stdout.slice(stdout.indexOf("RESULT") + "RESULT".length));
    const writes = simulator.requests().flatMap(({ method, path }) => (method === "GET" ? [] : [`${method} ${path}`]));
    return { ok, output, ids, writes, numbers: simulator.account.numbers };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const frontDesk = `
  const desk = new PhoneNumber("front", { number: "${front}", onDelete: "release" });
  const routes = { primaryRoute: "83861", failoverRoute: "83834", onDelete: "detach" };`;

const whole = `${frontDesk}
  new NumberRoutes("front", { number: desk.number, ...routes });
  new PhoneNumber("support", { number: "${support}", onDelete: "release" });`;

/** Programs without some resource that `whole` has, each with a mistake that is known only while it runs. */
const mistakes: [string, string, string][] = [
  [
    "a number declared twice",
    `${frontDesk} new PhoneNumber("again", { number: "+1 206-555-0100" });`,
    'Two PhoneNumber resources, "front" and "again", declare the number +1 206-555-0100. Keep one of them.',
  ],
  [
    "routes declared twice, once by a number's output",
    `${frontDesk} new NumberRoutes("front", { number: desk.number, ...routes });
      new NumberRoutes("again", { number: "${front}", ...routes });`,
    "Two NumberRoutes resources",
  ],
  [
    "an input that fails",
    `${frontDesk}
      const alias = desk.number.apply(() => Promise.reject(new Error("the address book is closed")));
      new PhoneNumber("support", { number: "${support}", alias, onDelete: "release" });`,
    "the address book is closed",
  ],
  [
    "a look-up that fails",
    `${frontDesk}
      const { alias } = getNumberOutput({ number: desk.number.apply(() => "12065550999") });
      new PhoneNumber("support", { number: "${support}", alias, onDelete: "release" });`,
    "GET /v2/numbers/12065550999",
  ],
];

if (findPulumi() === undefined) {
  test("the Automation API was not tried: there is no pulumi command on this machine", () => {
    console.log("With a `pulumi` on PATH, programs that are functions of their host run too.");
  });
} else {
  test.each(mistakes)(
    "%s, in a program of the Automation API, releases and detaches nothing",
    async (_, mistake, message) => {
      const { ok, output, ids, writes, numbers } = await applied(whole, mistake);
      expect(ok).toBe(false);
      expect(output).toContain(message);
      expect(writes).toEqual([]);
      expect(numbers).toHaveProperty(support);
      expect(numbers[front]).toMatchObject({ primary_route: "83861", failover_route: "83834" });
      // "again" may have been the first to be made.
      expect(new Set(ids)).toEqual(new Set([front, support]));
    },
  );
}
