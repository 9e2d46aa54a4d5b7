import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type CheckFailure,
  type Properties,
  ProviderProcess,
  type ProviderProcessOptions,
} from "../../sandbox/engine/stand-in/provider-process";
import type { Simulator } from "../../sandbox/simulator";

/** Kinds of resources that states hold handlers of. */
export type Kind = "PhoneNumber" | "NumberRoutes";

/** The handler in every stack's state, written out here a second time: it must never change. */
export const handlers = {
  PhoneNumber: 'exports.handler = () => require("pulumi-flowroute/lifecycle").PhoneNumber;',
  NumberRoutes: 'exports.handler = () => require("pulumi-flowroute/lifecycle").NumberRoutes;',
} as const satisfies Record<Kind, string>;

// The person's own journal of purchases is not to be read or written.
const stateHome = mkdtempSync(join(tmpdir(), "flowroute-protocol-"));
afterAll(() => rmSync(stateHome, { recursive: true, force: true }));

/** Starts a provider's process in this checkout, with no keys in its environment, and gives what it prints too. */
export async function startProcess(
  options: Pick<ProviderProcessOptions, "project" | "plugin" | "flags" | "env"> & { engine?: string },
): Promise<{ process: ProviderProcess; printed: string[] }> {
  const printed: string[] = [];
  const process = await ProviderProcess.start({
    programDir: join(__dirname, "../.."),
    engine: `127.0.0.1:${randomUUID()}`,
    ...options,
    env: {
      FLOWROUTE_ACCESS_KEY: "",
      FLOWROUTE_SECRET_KEY: "",
      FLOWROUTE_BASE_URL: "",
      XDG_STATE_HOME: stateHome,
      ...options.env,
    },
    onOutput: (text) => printed.push(text),
  });
  return { process, printed };
}

/** The settings that lead a provider to a simulated account, by their full names. */
export function settingsOf({
  accessKey,
  secretKey,
  url,
}: Pick<Simulator, "accessKey" | "secretKey" | "url">): Properties {
  return { "flowroute:accessKey": accessKey, "flowroute:secretKey": secretKey, "flowroute:baseUrl": url };
}

/** The SDK's own provider process, with this checkout as the program's directory, spoken to as an engine does. */
export class Provider implements AsyncDisposable {
  readonly #process: ProviderProcess;
  readonly #printed: string[];

  private constructor(process: ProviderProcess, printed: string[]) {
    this.#process = process;
    this.#printed = printed;
  }

  /** Starts a process. The environment of the tests has no keys in it for the process to find. */
  static async start(
    env: Record<string, string> = {},
    { engine, flags }: { engine?: string; flags?: string[] } = {},
  ): Promise<Provider> {
    const { process, printed } = await startProcess({
      project: "protocol-test",
      ...(engine && { engine }),
      flags,
      env,
    });
    return new Provider(process, printed);
  }

  /** A process that is configured for this account. */
  static async on(
    simulator: Simulator,
    settings: Properties = {},
    env: Record<string, string> = {},
  ): Promise<Provider> {
    const provider = await Provider.start(env);
    await provider.configure({ ...settingsOf(simulator), ...settings });
    return provider;
  }

  /** Ends the process, and gives all that it printed: while it runs, an answer can overtake a line. */
  async close(): Promise<string> {
    await this.#process.close();
    return this.#printed.join("");
  }

  /** Ends the process as a crash does, in the middle of what it does. */
  async crash(): Promise<void> {
    await this.#process.close("SIGKILL");
  }

  configure(config: Properties): Promise<void> {
    return this.#process.configure(config);
  }

  check(
    kind: Kind,
    news: Properties,
    olds: Properties = {},
  ): Promise<{ inputs: Properties; failures: CheckFailure[] }> {
    return this.#process.check({ urn: urnOf(kind), olds, news: withHandler(kind, news) });
  }

  diff(kind: Kind, id: string, olds: Properties, news: Properties) {
    return this.#process.diff({ urn: urnOf(kind), id, olds, oldInputs: {}, news: withHandler(kind, news) });
  }

  create(kind: Kind, inputs: Properties): Promise<{ id: string; outputs: Properties }> {
    return this.#process.create({ urn: urnOf(kind), inputs: withHandler(kind, inputs) });
  }

  read(kind: Kind, id: string, outputs: Properties = {}) {
    return this.#process.read({ urn: urnOf(kind), id, inputs: {}, outputs: withHandler(kind, outputs) });
  }

  update(kind: Kind, id: string, olds: Properties, news: Properties): Promise<{ outputs: Properties }> {
    return this.#process.update({ urn: urnOf(kind), id, olds, oldInputs: {}, news: withHandler(kind, news) });
  }

  delete(kind: Kind, id: string, outputs: Properties): Promise<void> {
    return this.#process.delete({ urn: urnOf(kind), id, inputs: {}, outputs: withHandler(kind, outputs) });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

function withHandler(kind: Kind, properties: Properties): Properties {
  return { ...properties, __provider: handlers[kind] };
}

function urnOf(kind: Kind): string {
  return `urn:pulumi:test::protocol-test::pulumi-nodejs:dynamic/flowroute:${kind}::resource`;
}
