import { SettingsError } from "../../client";
import type { Failure, Properties } from "../../lifecycle/lifecycle";
import { missingKey, unknownSetting } from "../../lifecycle/setting-names";
import { UNKNOWN } from "../../lifecycle/unknown";
import type { Marked } from "./values";

const keys = ["accessKey", "secretKey"];

/** An account, which settings of the stack must not be mixed into: these come with the keys. */
const ofAccount = [...keys, "baseUrl"];

// Taken out of the environment at once, because it holds the keys: Node's report of a crash would show it.
const handed = process.env.PULUMI_CONFIG;
delete process.env.PULUMI_CONFIG;

/** Why a provider cannot be set up so. A failure names no property, because the engine would quote its value. */
export function checkSettings(provider: string, given: Properties, stack = stackSettings()): Failure[] {
  const wrong = isDefault(provider)
    ? foreignKeys(provider, given, stack)
    : [...keys.filter((name) => !given[name]).map((name) => missingKey(provider, name)), ...unknownIn(stack ?? {})];
  return [...unknownIn(given), ...wrong].map((reason) => ({ property: "", reason }));
}

/** What is wrong with the names of settings. */
function unknownIn(settings: Properties): string[] {
  return Object.keys(settings).flatMap((name) => (isOurs(name) ? (unknownSetting(name) ?? []) : []));
}

/**
 * By its name, a program's own provider may pass for the one that the engine makes of the stack's settings. Its resources would be
 * bought, changed and released on the stack's account.
 */
function foreignKeys(provider: string, given: Properties, stack: Properties | undefined): string[] {
  const isForeign = (name: string) => given[name] !== undefined && textOf(given[name]) !== textOf(stack?.[name]);
  if (stack === undefined || !keys.some(isForeign)) return [];
  return [
    `Provider ${provider}: its keys are not those of the stack, but its name is that of the provider that has those. Give it a name ` +
      'that does not begin with "default".',
  ];
}

/** The settings with the keys as secrets, however they were given. Another that was given as one stays one. */
export function withSecretKeys({ values, secrets }: Marked): Marked {
  return { values, secrets: [...secrets, ...keys] };
}

/**
 * How a session gets a setting.
 *
 * What the engine passes to `Configure` is of the last `pulumi up` when it refreshes or destroys. It also gives the process the settings
 * that the stack has now, in PULUMI_CONFIG; that is not documented, so where it is missing the others count. A provider of its own
 * account takes from the stack what protects it, and never another account's keys or what is deleted with its resources.
 */
export function settingsOf(provider: string | undefined, args: Properties, stack = stackSettings()): Settings {
  const given = (name: string) => textOf(args[name]);
  if (stack === undefined || provider === undefined) return { get: given, areOfNow: false };
  const [misspelt] = unknownIn(stack);
  const now = (name: string) => {
    // A destroy is not checked before: a misspelt brake would hold nothing.
    if (misspelt !== undefined && !ofAccount.includes(name)) throw new SettingsError(misspelt);
    return textOf(stack[name]);
  };
  if (!isDefault(provider)) {
    const isShared = (name: string) => !ofAccount.includes(name) && name !== "onDelete";
    return { get: (name) => given(name) ?? (isShared(name) ? now(name) : undefined), areOfNow: false };
  }
  const hasKeys = keys.some(now);
  const get = (name: string) => (keys.includes(name) && !hasKeys ? given(name) : now(name));
  return { get, areOfNow: true };
}

/** How a session gets its settings, and whether they are those that the stack has now. */
export interface Settings {
  readonly get: (name: string) => string | undefined;
  readonly areOfNow: boolean;
}

/** The stack's settings as the engine hands them to this process. */
function stackSettings(): Properties | undefined {
  if (handed === undefined) return undefined;
  try {
    const settings = JSON.parse(handed) as unknown;
    return typeof settings === "object" && settings !== null ? (settings as Properties) : undefined;
  } catch {
    return undefined;
  }
}

/** The engine calls the provider that it makes of the stack's settings `default`, or `default_0_1_0` where a program asks for a version. */
function isDefault(provider: string): boolean {
  return /^default(_|$)/.test(provider);
}

/** The engine adds properties of its own. */
function isOurs(name: string): boolean {
  return !name.startsWith("__") && !["version", "pluginDownloadURL"].includes(name);
}

function textOf(value: unknown): string | undefined {
  return value === undefined || value === null || value === UNKNOWN ? undefined : String(value);
}
