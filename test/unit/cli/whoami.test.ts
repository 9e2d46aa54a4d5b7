import { whoamiSchema } from "../../../cli/whoami/schema";
import { startSimulator } from "../../../sandbox/simulator";
import { runCommand } from "../../support/cli";
import { simulatorPerTest } from "../../support/simulator";

const simulator = simulatorPerTest();

test("whoami says where the keys are from and how large the account is", async () => {
  const { code, stdout, stderr } = await runCommand(["whoami"], { simulator: simulator() });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(
    /^Keys {6}the environment \(FLOWROUTE_ACCESS_KEY\): they work\nServer {4}http:\/\/127\.0\.0\.1:\d+, first/,
  );
  expect(stdout).toMatch(/\nNumbers {3}13\nRoutes {4}12, the SIP registration among them\n/);
});

test("whoami for programs", async () => {
  const { stdout } = await runCommand(["whoami", "--json"], { simulator: simulator() });
  expect(whoamiSchema.parse(JSON.parse(stdout))).toMatchObject({ keysFrom: "environment", numbers: 13, routes: 12 });
});

test("without keys, whoami says how they are set and ends with 4", async () => {
  const { code, stdout, stderr } = await runCommand(["whoami"]);
  expect({ code, stdout }).toEqual({ code: 4, stdout: "" });
  expect(stderr).toMatch(/^error: Flowroute's keys are not set: .*FLOWROUTE_ACCESS_KEY/);
});

test("with wrong keys, whoami ends with 4 and shows neither of them", async () => {
  const env = { FLOWROUTE_ACCESS_KEY: "wrong0access", FLOWROUTE_SECRET_KEY: "wrong0secret" };
  const { code, stderr } = await runCommand(["whoami"], { simulator: simulator(), env });
  expect(code).toBe(4);
  expect(stderr).toMatch(/Flowroute answered 401: .*Check flowroute:accessKey/);
  expect(stderr).not.toMatch(/wrong0/);
});

test("where nothing listens, whoami ends with 5", async () => {
  const gone = await startSimulator();
  await gone.close();
  const { code, stderr } = await runCommand(["whoami"], { simulator: gone });
  expect({ code, stderr }).toEqual({
    code: 5,
    stderr: expect.stringMatching(/no connection to the server \(ECONNREFUSED\)/),
  });
});

test("a stack needs the pulumi command", async () => {
  const { code, stderr } = await runCommand(["whoami", "--stack", "prod"], { env: { PATH: "/nowhere" } });
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("--stack needs the pulumi command") });
});
