import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Account } from "./account";
import { type AccountInput, completeAccount } from "./account-input";
import { simulatorApp } from "./api/app";
import type { Fault } from "./faults";
import type { LoggedRequest } from "./request-log";
import { seededAccount } from "./seed/account";
import type { Settings } from "./settings";
import { Simulation } from "./simulation";

/** The access key of a simulator that was not given one. Eight characters, as Flowroute's have. */
export const demoAccessKey = "demo0key";
/** The secret key of a simulator that was not given one. Thirty-two characters, as Flowroute's have. */
export const demoSecretKey = "demo0secret0demo0secret0demo0sec";

/** How to start a simulator: any of the settings, and these. */
export interface SimulatorOptions extends Partial<Settings> {
  /** Default 0: any free port. */
  port?: number;
  /** A name or address of this machine's loopback interface; no other is accepted. Default `127.0.0.1`. */
  host?: string;
  /** Default: the seeded account. The simulator works on a copy. */
  account?: AccountInput;
  /** Default `demoAccessKey`. */
  accessKey?: string;
  /** Default `demoSecretKey`. */
  secretKey?: string;
}

/** A running simulator. */
export interface Simulator {
  /** Where it listens, such as `http://127.0.0.1:8742`: the value for `FLOWROUTE_BASE_URL`. */
  readonly url: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** The live account. Changing it is what a person does by hand in the portal. */
  readonly account: Account;
  /** Requests to the API so far, oldest first. */
  requests(): LoggedRequest[];
  clearRequests(): void;
  /** Makes requests go wrong. Throws an `Error` that names what is wrong with the fault itself. */
  addFault(fault: Fault): void;
  clearFaults(): void;
  /** Changes these settings and leaves the others. Throws an `Error` naming every unknown or wrong one. */
  configure(settings: Partial<Settings>): void;
  /** Stops, and ends every connection, also those that hang. */
  close(): Promise<void>;
}

const loopback = ["127.0.0.1", "::1", "localhost"];

/**
 * Starts Flowroute on this machine. Throws an `Error` when the options are wrong, and what `net.Server.listen` emits
 * (such as `EADDRINUSE`) when it cannot listen.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const {
    port = 0,
    host = "127.0.0.1",
    account,
    accessKey = demoAccessKey,
    secretKey = demoSecretKey,
    ...settings
  } = options;
  if (!loopback.includes(host))
    throw new Error(`The simulator listens on this machine only: host may be ${loopback.join(", ")}, not ${host}.`);

  const simulation = new Simulation(
    account ? completeAccount(account) : seededAccount(),
    settings,
    accessKey,
    secretKey,
  );
  const server = createServer(getRequestListener(simulatorApp(simulation).fetch, { overrideGlobalObjects: false }));
  // An idle connection that is closed just when a client uses it again looks like a fault that no test asked for.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, host, resolve);
  });
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`;
  simulation.origin = url;

  return {
    url,
    accessKey,
    secretKey,
    account: simulation.account,
    requests: () => simulation.requests.all(),
    clearRequests: () => simulation.requests.clear(),
    addFault: (fault) => simulation.faults.add(fault),
    clearFaults: () => simulation.faults.clear(),
    configure: (changes) => simulation.configure(changes),
    close: async () => {
      simulation.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
