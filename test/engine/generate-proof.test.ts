import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSimulator } from "../../sandbox/simulator";
import { runCommand } from "../support/cli";
import { Gateway, pass } from "../support/gateway";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "proof-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

// The stand-in's preview; the real one is in generate.test.ts.
const env = { PATH: "/nowhere" };

test("a proof for which Flowroute could not be asked is none", async () => {
  const simulator = await startSimulator();
  await using gateway = await Gateway.before(simulator);
  let lists = 0;
  gateway.expect(async (exchange) => {
    // After the second list of routes, what is asked about a number is asked by the preview. It is told to wait for longer than it has.
    if (lists >= 2 && exchange.path.startsWith("/v2/numbers/"))
      return exchange.answer({ status: 429, headers: { "retry-after": "600" }, text: "" });
    await pass(exchange);
    if (exchange.path.startsWith("/v2/routes?")) lists += 1;
  });
  const options = { simulator, env: { ...env, FLOWROUTE_BASE_URL: gateway.url } };
  const { code, stdout, stderr } = await runCommand(["generate", "--out", dir], options);
  await simulator.close();
  expect({ code, stdout }).toEqual({ code: 1, stdout: expect.not.stringContaining("0 writes") });
  expect(stderr).toMatch(/does not prove that nothing would be written/);
});

test("where package.json was there and lacks the package, the next step installs it", async () => {
  const simulator = await startSimulator();
  writeFileSync(join(dir, "package.json"), "{}");
  const { code, stdout } = await runCommand(["generate", "--out", "."], { simulator, env, cwd: dir });
  await simulator.close();
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringMatching(/\nNext: npm install pulumi-flowroute @pulumi\/pulumi && pulumi up\n$/),
  });
});
