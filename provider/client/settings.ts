/** The account and the server a client talks to. */
export interface FlowrouteSettings {
  /** User name of HTTP Basic authentication; made in Flowroute's Manage portal under Preferences, API Control. */
  accessKey: string;
  /** Password of HTTP Basic authentication. */
  secretKey: string;
  /** Scheme and host, no trailing slash. Default `https://api.flowroute.com`. */
  baseUrl: string;
}

/** Names of the settings, as in `flowroute:accessKey`. */
export type SettingName = keyof FlowrouteSettings;

/**
 * Settings that are missing or cannot be right. The message names them and how to set them, never a key's value.
 *
 * @example
 * ```ts
 * await flowroute.getNumbers().catch((error) => {
 *   if (error instanceof flowroute.SettingsError) console.error(error.message);
 *   throw error;
 * });
 * ```
 */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

const defaultBaseUrl = "https://api.flowroute.com";
const whereKeysAreMade = "Keys are made in Flowroute's Manage portal under Preferences, API Control.";

const variables = {
  accessKey: "FLOWROUTE_ACCESS_KEY",
  secretKey: "FLOWROUTE_SECRET_KEY",
  baseUrl: "FLOWROUTE_BASE_URL",
} as const satisfies Record<SettingName, string>;

/**
 * The settings of this process: from stack configuration, as `get` hands it out, otherwise from the environment
 * (`FLOWROUTE_ACCESS_KEY`, `FLOWROUTE_SECRET_KEY`, `FLOWROUTE_BASE_URL`). Both keys come from one source, because halves
 * of two accounts' keys only ever fail later, as wrong credentials. Empty counts as not set.
 *
 * @throws SettingsError naming the setting and the remedy.
 */
export function readSettings(
  get: (name: SettingName) => string | undefined,
  env: NodeJS.ProcessEnv = process.env,
): FlowrouteSettings {
  const keys =
    bothKeys(get, (name) => `flowroute:${name}`, setInStack) ??
    bothKeys(
      (name) => env[variables[name]],
      (name) => variables[name],
      (name) => `set the environment variable ${variables[name]}`,
    );
  if (keys === undefined)
    throw new SettingsError(
      "Flowroute's keys are not set: neither flowroute:accessKey and flowroute:secretKey in the stack's configuration, " +
        `nor ${variables.accessKey} and ${variables.secretKey} in the environment. To set them, ` +
        `${setInStack("accessKey")} and ${setInStack("secretKey")}, or set both variables. ${whereKeysAreMade}`,
    );
  const configured = get("baseUrl");
  const baseUrl = configured
    ? checkBaseUrl(configured, "flowroute:baseUrl")
    : checkBaseUrl(env[variables.baseUrl] || defaultBaseUrl, variables.baseUrl);
  return { ...keys, baseUrl };
}

type Keys = Pick<FlowrouteSettings, "accessKey" | "secretKey">;

function setInStack(name: keyof Keys): string {
  return `run \`pulumi config set --secret flowroute:${name} <key>\``;
}

/** The keys of one source, `undefined` when it has neither; `nameOf` and `remedy` put its names into messages. */
function bothKeys(
  get: (name: keyof Keys) => string | undefined,
  nameOf: (name: keyof Keys) => string,
  remedy: (name: keyof Keys) => string,
): Keys | undefined {
  const accessKey = get("accessKey") || undefined;
  const secretKey = get("secretKey") || undefined;
  if (accessKey === undefined && secretKey === undefined) return undefined;
  if (accessKey === undefined || secretKey === undefined) {
    const [missing, present] =
      accessKey === undefined ? (["accessKey", "secretKey"] as const) : (["secretKey", "accessKey"] as const);
    throw new SettingsError(
      `${nameOf(missing)} is not set, though ${nameOf(present)} is; both keys must come from the same place. ` +
        `To set it, ${remedy(missing)}. ${whereKeysAreMade}`,
    );
  }
  for (const [name, key] of [["accessKey", accessKey] as const, ["secretKey", secretKey] as const]) {
    const flaw = flawOf(name, key);
    if (flaw !== undefined)
      throw new SettingsError(`${nameOf(name)} ${flaw}. To set it again, ${remedy(name)}. ${whereKeysAreMade}`);
  }
  return { accessKey, secretKey };
}

/** Why a key cannot be one; lengths are not published, so they are not judged. */
function flawOf(name: keyof Keys, key: string): string | undefined {
  if (/\s/.test(key)) return "contains white space, perhaps a line break copied along with it";
  if (!/^[\x21-\x7e]+$/.test(key)) return "contains a character other than plain ASCII";
  // HTTP Basic authentication ends the user name at the first colon (RFC 7617, section 2).
  if (name === "accessKey" && key.includes(":")) return "contains a colon; set the two keys separately";
  return undefined;
}

function checkBaseUrl(text: string, name: string): string {
  const refuse = (why: string): never => {
    throw new SettingsError(`${name} ${why}. Leave it unset to use ${defaultBaseUrl}.`);
  };
  const url = URL.canParse(text) ? new URL(text) : refuse("is not a URL like https://host");
  if (url.username || url.password) return refuse("contains credentials; they belong in the two keys");
  if (url.protocol === "http:" && !isLoopback(url.hostname))
    return refuse(
      `uses http:// for ${url.hostname}, which would send the keys in clear text; only this machine ` +
        "(127.0.0.1, localhost, [::1]) may be reached without https",
    );
  if (url.protocol !== "http:" && url.protocol !== "https:")
    return refuse(`has the scheme ${url.protocol}// instead of https://`);
  if (url.pathname !== "/" || url.search || url.hash) return refuse("has a path; give scheme and host only");
  return url.origin;
}

/** Whether a URL's host name is this machine by definition, without asking a name server. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}
