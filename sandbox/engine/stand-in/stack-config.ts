import { readFile, writeFile } from "node:fs/promises";
import type { ConfigValue } from "../driver";
import { Secrets } from "./secrets";

/** Configuration by full key, secrets decrypted. */
export type StackConfig = Map<string, { value: string; secret: boolean }>;

/** A package's own settings by name, secrets as plain values: what its provider finds in its environment. */
export function settingsOf(config: StackConfig, pkg: string): Record<string, string> {
  const own = [...config].filter(([key]) => key.startsWith(`${pkg}:`));
  return Object.fromEntries(own.map(([key, { value }]) => [key.slice(pkg.length + 1), value]));
}

interface ConfigFile {
  encryptionsalt: string;
  config: Record<string, string | { secure: string }>;
}

/** The file with a stack's configuration: what Pulumi keeps in `Pulumi.<stack>.yaml`, as JSON. */
export class ConfigStore {
  readonly #path: string;
  readonly #file: ConfigFile;

  private constructor(
    path: string,
    file: ConfigFile,
    readonly secrets: Secrets,
  ) {
    this.#path = path;
    this.#file = file;
  }

  /** Opens the file, or begins a new one with a key of its own. */
  static async open(path: string, passphrase: string): Promise<ConfigStore> {
    const text = await readFile(path, "utf8").catch(() => undefined);
    if (text !== undefined) {
      const file = JSON.parse(text) as ConfigFile;
      return new ConfigStore(path, file, await Secrets.open(passphrase, file.encryptionsalt));
    }
    const secrets = await Secrets.open(passphrase);
    const store = new ConfigStore(path, { encryptionsalt: secrets.salt, config: {} }, secrets);
    await store.#save();
    return store;
  }

  async set(key: string, value: ConfigValue | undefined): Promise<void> {
    if (value === undefined) delete this.#file.config[key];
    else this.#file.config[key] = typeof value === "string" ? value : { secure: this.secrets.encrypt(value.secret) };
    await this.#save();
  }

  values(): StackConfig {
    const entries = Object.entries(this.#file.config).map(([key, entry]) => {
      const secret = typeof entry !== "string";
      return [key, { value: secret ? this.secrets.decrypt(entry.secure) : entry, secret }] as const;
    });
    return new Map(entries);
  }

  async #save(): Promise<void> {
    await writeFile(this.#path, JSON.stringify(this.#file, undefined, 2));
  }
}
