import * as pulumi from "@pulumi/pulumi";
import { FlowrouteClient, type FlowrouteSettings, readSettings } from "../client";
import { unknownSetting } from "../lifecycle/setting-names";

/**
 * Refuses settings that do not exist: a misspelt `flowroute:purchases` would forbid nothing and say nothing.
 * @param names those that are given, by default the stack's
 * @throws pulumi.RunError naming the setting and the one that was probably meant.
 */
export function refuseUnknownSettings(names = settingsOfStack()): void {
  for (const name of names) {
    const problem = unknownSetting(name);
    if (problem !== undefined) throw new pulumi.RunError(problem);
  }
}

function settingsOfStack(): string[] {
  const keys = Object.keys(pulumi.runtime.allConfig());
  return keys.filter((key) => key.startsWith("flowroute:")).map((key) => key.slice("flowroute:".length));
}

// Not in the SDK's type declarations.
const { isConfigSecret } = pulumi.runtime as unknown as { isConfigSecret(key: string): boolean };

/**
 * Refuses keys that the stack's configuration holds in clear: the engine would write them into the state, its backups and
 * its history just so, as inputs of the provider.
 * @throws pulumi.RunError with the commands that cure it.
 */
export function refuseKeysInClear(): void {
  const config = pulumi.runtime.allConfig();
  const inClear = ["accessKey", "secretKey"].filter((name) => {
    const key = `flowroute:${name}`;
    return Boolean(config[key]) && !isConfigSecret(key);
  });
  if (inClear.length === 0) return;
  const names = inClear.map((name) => `flowroute:${name}`);
  throw new pulumi.RunError(
    `${names.join(" and ")} ${names.length === 1 ? "is" : "are"} not a secret in the stack's configuration, so the state would hold ` +
      `${names.length === 1 ? "it" : "them"} in clear. Set ${names.length === 1 ? "it" : "them"} again: ` +
      `${names.map((name) => `\`pulumi config set --secret ${name}\``).join(" and ")}. The history of the stack keeps the ` +
      "configuration of every `pulumi up`, also of one that is refused, and the state and its backups that of those that ran: they " +
      "hold the keys in clear. So make new keys in Flowroute's Manage portal and delete the old ones.",
  );
}

const notice = (line: string) => void pulumi.log.info(`flowroute: ${line}`);

let last: { settings: FlowrouteSettings; client: FlowrouteClient } | undefined;

/**
 * The client that functions read with, of the account in the stack's configuration (`flowroute:accessKey`,
 * `flowroute:secretKey`) or in the environment (`FLOWROUTE_ACCESS_KEY`, `FLOWROUTE_SECRET_KEY`).
 * @throws SettingsError when credentials are missing or cannot be right.
 */
export function clientOfStack(): FlowrouteClient {
  refuseKeysInClear();
  const config = new pulumi.Config("flowroute");
  const settings = readSettings((name) => config.get(name));
  // One client keeps its connections; another program in this process (Automation API) may have another account.
  const same =
    last &&
    Object.entries(settings).every(([name, value]) => last?.settings[name as keyof FlowrouteSettings] === value);
  if (!last || !same) last = { settings, client: new FlowrouteClient(settings, { notice }) };
  return last.client;
}
