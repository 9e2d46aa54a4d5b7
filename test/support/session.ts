import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DynamicProvider } from "../../provider/hosts/dynamic/adapter";
import { providersOn } from "../../provider/hosts/dynamic/providers";
import type { Command as SharedCommand } from "../../provider/lifecycle/command";
import type { Properties } from "../../provider/lifecycle/lifecycle";
import { Session } from "../../provider/lifecycle/session";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../sandbox/simulator";

/** A lifecycle as the engine sees it. */
export type Lifecycle = DynamicProvider;

/** A simulated account that ends with the block that holds it. */
export async function startAccount(options: SimulatorOptions = {}): Promise<Simulator & AsyncDisposable> {
  const simulator = await startSimulator(options);
  return { ...simulator, [Symbol.asyncDispose]: simulator.close };
}

/** What one command has in its provider process, in this process: a session and the lifecycles on it. */
export interface Command {
  readonly session: Session;
  readonly phoneNumber: Lifecycle;
  readonly numberRoutes: Lifecycle;
  readonly inboundRoute: Lifecycle;
  readonly numberGroup: Lifecycle;
  /** Lines printed so far. */
  readonly said: string[];
  /** Milliseconds the purchases wanted to wait so far; they did not. */
  readonly pauses: number[];
}

const journals = mkdtempSync(join(tmpdir(), "flowroute-journals-"));
const journalOf = new WeakMap<object, string>();
afterAll(() => rmSync(journals, { recursive: true, force: true }));

/** The folder in which the commands on an account note their purchases, as on one machine; there from the first one on. */
export function journalFolder(account: object): string {
  const folder = journalOf.get(account) ?? join(mkdtempSync(join(journals, "machine-")), "purchases");
  journalOf.set(account, folder);
  return folder;
}

/** What is special about a command. */
interface CommandOptions {
  /** Another machine's folder for purchases. */
  readonly journal?: string;
  /** What the command's processes share; without it there is one process. */
  readonly command?: SharedCommand;
  /** Seconds that plans wait while Flowroute is silent. */
  readonly patience?: number;
}

/** Begins a command on the simulated account; `settings` are further stack settings, without `flowroute:`. */
export function startCommand(
  account: Pick<Simulator, "accessKey" | "secretKey" | "url">,
  settings: Record<string, string> = {},
  { journal = journalFolder(account), command, patience }: CommandOptions = {},
): Command {
  const { accessKey, secretKey, url } = account;
  const pauses: number[] = [];
  const said: string[] = [];
  const session = new Session({
    print: (line) => void said.push(`flowroute: ${line}`),
    pause: async (milliseconds) => pauses.push(milliseconds),
    journalFolder: journal,
    command,
    patience,
  });
  const values = new Map(Object.entries({ accessKey, secretKey, baseUrl: url, ...settings }));
  session.configure((name) => values.get(name));
  const on = providersOn(session);
  return {
    session,
    phoneNumber: on.PhoneNumber,
    numberRoutes: on.NumberRoutes,
    inboundRoute: on.InboundRoute,
    numberGroup: on.NumberGroup,
    said,
    pauses,
  };
}

/** A resource in the state of a stack. */
export interface Created {
  readonly id: string;
  readonly outs: Properties;
  /** The checked inputs it was made from. */
  readonly inputs: Properties;
}

/** Makes a resource as the engine does: from checked inputs. */
export async function create(lifecycle: Lifecycle, news: Properties): Promise<Created> {
  const inputs = await checked(lifecycle, {}, news);
  const { id, outs } = await lifecycle.create(inputs);
  return { id, outs: onTheWire(outs ?? {}), inputs };
}

/** A resource's state, had its program last said this of its deletion. */
export function saying(outs: Properties, onDelete: string | undefined): Properties {
  const { onDelete: _, __declared, ...others } = outs;
  const { names, ...buyer } = __declared as { names: string[] };
  const otherNames = names.filter((name) => name !== "onDelete");
  if (onDelete === undefined) return { ...others, __declared: { names: otherNames, ...buyer } };
  return { ...others, onDelete, __declared: { names: [...otherNames, "onDelete"], ...buyer } };
}

/** The inputs that `check` hands on. */
export async function checked(lifecycle: Lifecycle, olds: Properties, news: Properties): Promise<Properties> {
  const { inputs, failures } = await lifecycle.check(olds, news);
  if (failures && failures.length > 0)
    throw new Error(failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n"));
  return onTheWire(inputs ?? {});
}

/** The properties as they come out on the engine's side; what the wire cannot carry fails the test. */
export function onTheWire(properties: Properties): Properties {
  const carried = JSON.parse(JSON.stringify(properties));
  expect(properties).toStrictEqual(carried);
  return carried;
}

/** Requests so far, each as `GET /v2/numbers/12065550100`. */
export function calls(simulator: Simulator): string[] {
  return simulator.requests().map(({ method, path }) => `${method} ${path}`);
}

/** Those requests that can change something. The batch read is a POST. */
export function writes(simulator: Simulator): string[] {
  return calls(simulator).filter((call) => !call.startsWith("GET ") && call !== "POST /v2/numbers/details");
}
