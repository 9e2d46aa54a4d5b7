import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { runCommand } from "../../support/cli";
import { root } from "../../support/documents";
import { aToB, reroutePerTest } from "../../support/reroutes";

const { reroute, simulator } = reroutePerTest();

test("a terminal that cannot write over a line is not asked to", async () => {
  const dumb = { terminal: 80, env: { TERM: "dumb" } };
  const { stdout, stderr } = await reroute(aToB, dumb);
  const looked = await runCommand(["map"], { simulator: simulator(), ...dumb });
  expect(stdout + stderr + looked.stdout + looked.stderr).not.toContain("\u001b");
});

test("an older Node.js gets one line", () => {
  const older = 'Object.defineProperty(process.versions, "node", { value: "20.20.2" });';
  const bin = JSON.stringify(join(root, "dist/cli/bin.js"));
  const { status, stdout, stderr } = spawnSync(process.execPath, ["-e", `${older} require(${bin})`], {
    encoding: "utf8",
  });
  expect({ status, stdout, stderr }).toEqual({
    status: 1,
    stdout: "",
    stderr: "error: pulumi-flowroute needs Node.js 22.12 or newer, and this is 20.20.2.\n",
  });
});
