import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "../../provider/lifecycle/command";
import { frontDesk } from "../support/accounts";
import { Provider, settingsOf } from "../support/provider";
import { startAccount, writes } from "../support/session";

const { number } = frontDesk;

// With `--logflow` or tracing, the engine starts providers with more than its address.
test.each([[[]], [["--logtostderr", "-v=9"]], [["--tracing", "tcp://127.0.0.1:4318"]]])(
  "a provider hears what its program reads, started with %j before the engine's address",
  async (flags) => {
    await using simulator = await startAccount();
    const home = mkdtempSync(join(tmpdir(), "flowroute-heard-"));
    const engine = "127.0.0.1:40123";
    const program = Command.ofEngine(engine, join(home, "pulumi-flowroute"), "program");
    program.note({ what: "read", kind: "PhoneNumber", id: number });
    await using provider = await Provider.start({ XDG_STATE_HOME: home }, { engine, flags });
    await provider.configure(settingsOf(simulator));
    await provider.delete("PhoneNumber", number, { number, declared: { number, onDelete: "release" } });
    expect(writes(simulator)).toEqual([]);
    expect(await provider.close()).toContain("the program still reads it");
    rmSync(home, { recursive: true });
  },
);
