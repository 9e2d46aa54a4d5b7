import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import { join } from "node:path";
import { root } from "../support/documents";

const hosts = join(root, "dist/provider/hosts");
const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill();
});

/** What an engine is to a provider here: an address, and the other end of its stdin. */
async function listening(): Promise<Server> {
  const engine = createServer().listen(0, "127.0.0.1");
  await once(engine, "listening");
  return engine;
}

/** A provider process of this engine that has started. */
async function provider(
  args: string[],
  engine: Server,
): Promise<ChildProcess & { stdin: NonNullable<ChildProcess["stdin"]> }> {
  const { port } = engine.address() as AddressInfo;
  const child = spawn(process.execPath, [...args, `127.0.0.1:${port}`]);
  running.push(child);
  await once(child.stdout, "data");
  return child;
}

describe.each([
  ["plugin", [join(hosts, "plugin/bin.js")]],
  [
    "dynamic",
    [
      "-e",
      `require(${JSON.stringify(join(hosts, "dynamic/entry"))}); setInterval(() => {}, 60000); console.log("up");`,
    ],
  ],
])("on the %s host", (_, args) => {
  test("a provider ends with an engine that was killed: it would buy beside the next command", async () => {
    const engine = await listening();
    const child = await provider(args, engine);
    engine.close();
    child.stdin.end();
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  test("a provider stays with an engine that only closes its stdin", async () => {
    const engine = await listening();
    const child = await provider(args, engine);
    const asked = once(engine, "connection");
    child.stdin.end();
    const [socket] = await asked;
    // It has seen that its engine is there.
    await once(socket.resume(), "close");
    engine.close();
    child.kill("SIGKILL");
    expect(await once(child, "exit")).toEqual([null, "SIGKILL"]);
  });
});
