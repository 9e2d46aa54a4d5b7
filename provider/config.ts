import * as pulumi from "@pulumi/pulumi";
import { FlowrouteClient, type FlowrouteSettings, readSettings } from "./client";

let last: { settings: FlowrouteSettings; client: FlowrouteClient } | undefined;

/**
 * The client that functions read with, of the account in the stack's configuration (`flowroute:accessKey`,
 * `flowroute:secretKey`) or in the environment (`FLOWROUTE_ACCESS_KEY`, `FLOWROUTE_SECRET_KEY`).
 * @throws SettingsError when credentials are missing or cannot be right.
 */
export function clientOfStack(): FlowrouteClient {
  const config = new pulumi.Config("flowroute");
  const settings = readSettings((name) => config.get(name));
  // One client keeps its connections; another program in this process (Automation API) may have another account.
  const same =
    last &&
    Object.entries(settings).every(([name, value]) => last?.settings[name as keyof FlowrouteSettings] === value);
  if (!last || !same) last = { settings, client: new FlowrouteClient(settings) };
  return last.client;
}
