import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AccountInput, Fault, Simulator } from "../../sandbox/simulator";
import { type CommandOptions, type CommandRun, runCommand } from "./cli";
import { Gateway, type Mischief } from "./gateway";
import { simulatorPerTest } from "./simulator";

/** Twelve numbers on route 101. */
export const fleet = Array.from({ length: 12 }, (_, line) => `120655501${String(line).padStart(2, "0")}`);
/** A number on route 103. */
export const other = "13605550110";

export const host = (alias: string, value: string) =>
  ({ alias, route_type: "host", value, edge_strategy_id: null }) as const;

export const account: AccountInput = {
  routes: {
    "101": host("pbx-a", "192.0.2.1;weight=50"),
    "102": host("pbx-b", "192.0.2.2"),
    "103": { alias: "overnight", route_type: "number", value: "13605550999", edge_strategy_id: null },
  },
  numbers: {
    ...Object.fromEntries(fleet.map((number) => [number, { primary_route: "101", failover_route: "103" }])),
    [other]: { primary_route: "103" },
  },
};

export const aToB = ["--from", "pbx-a", "--to", "pbx-b", "--yes"];
export const patch = (number: string) => `PATCH /v2/numbers/${number}/relationships/primary_route`;

/** Each test's own account, with a folder in which its commands run. */
export function reroutePerTest() {
  const simulator = simulatorPerTest({ account });
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), "flowroute-reroute-"));
  });
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));
  const reroute = (args: readonly string[], options: CommandOptions = {}) =>
    runCommand(["reroute", ...args], { simulator: simulator(), cwd, ...options });
  const undoFiles = () => readdirSync(cwd).filter((file) => file.endsWith(".undo.json"));
  return {
    simulator,
    reroute,
    path: (file: string) => join(cwd, file),
    /** Runs a command behind a gateway that does this to each of its requests. */
    async behind(mischief: Mischief, args: readonly string[], options: CommandOptions = {}): Promise<CommandRun> {
      await using gateway = await Gateway.before(simulator());
      gateway.expect(mischief);
      return await reroute(args, { ...options, env: { FLOWROUTE_BASE_URL: gateway.url } });
    },
    /** Has a write to this path go wrong. */
    fail(path: string, fault: Partial<Fault> & { action: Fault["action"] }): void {
      simulator().addFault({ match: { method: "PATCH", path }, ...fault } as Fault);
    },
    undoFiles,
    /** The one undo file that there is. */
    undoFile(): string {
      const [file, ...others] = undoFiles();
      expect(others).toEqual([]);
      return file ?? "";
    },
    undoOf: (file: string) => JSON.parse(readFileSync(join(cwd, file), "utf8")),
    /** The account's numbers by their primary route. */
    primaries: ({ account: { numbers } }: Pick<Simulator, "account"> = simulator()) =>
      Map.groupBy(Object.keys(numbers), (number) => numbers[number]?.primary_route),
  };
}
