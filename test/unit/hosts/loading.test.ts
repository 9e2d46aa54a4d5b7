import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const root = join(__dirname, "../../..");

/** What a fresh process prints: our built package's modules, as the SDK's provider process loads them. */
async function run(program: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, ["--eval", program], { cwd: root });
  return JSON.parse(stdout);
}

const slow = `const slow = () => Object.keys(require.cache).some((file) => /node_modules.(zod|libphonenumber-js)\\b/.test(file));`;

// Loading zod takes as long as loading the rest, and every command would pay for it.
test("the entry of the provider process loads no zod, which the first call loads", async () => {
  const program = `${slow}
    const { PhoneNumber } = require("pulumi-flowroute/lifecycle");
    const atStart = slow();
    PhoneNumber.check({}, { number: "12065550100" }).then(() => console.log(JSON.stringify([atStart, slow()])));
  `;
  expect(await run(program)).toEqual([false, true]);
});

test("a client that has sent nothing has loaded no zod", async () => {
  const program = `${slow}
    const { FlowrouteClient } = require("./dist/provider/client");
    new FlowrouteClient({ accessKey: "key", secretKey: "secret", baseUrl: "http://127.0.0.1:1" });
    console.log(JSON.stringify(slow()));
  `;
  expect(await run(program)).toBe(false);
});
