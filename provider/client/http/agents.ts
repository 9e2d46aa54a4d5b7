import * as http from "node:http";
import * as https from "node:https";
import { isLoopback } from "../settings";
import type { ConnectionKind } from "./call";

/** Most connections at once, and with them most calls at once. */
export const maxConnections = 8;

/** What makes the connections of each kind. */
export type Agents = Readonly<Record<ConnectionKind, http.Agent>>;

/** Agents for one server. Idle connections do not keep the process alive: Node detaches them from its event loop. */
export async function agentsFor(baseUrl: string): Promise<Agents> {
  const { protocol, hostname } = new URL(baseUrl);
  const sharing = { keepAlive: true, maxSockets: maxConnections };
  // This machine is never reached through a proxy; so plain http, allowed only here, never carries keys to one.
  if (!isLoopback(hostname) && namesProxy(process.env)) {
    const { ProxyAgent } = await import("proxy-agent");
    return { shared: new ProxyAgent(sharing), fresh: new ProxyAgent({ keepAlive: false }) };
  }
  const { Agent } = protocol === "https:" ? https : http;
  return { shared: new Agent(sharing), fresh: new Agent({ keepAlive: false }) };
}

/** Whether a proxy is set at all; which one is for which host, `NO_PROXY` included, proxy-agent decides. */
function namesProxy(env: NodeJS.ProcessEnv): boolean {
  return Object.keys(env).some((name) => /^(https?|all)_proxy$/i.test(name) && env[name]);
}
