import type { SettingName } from "../provider/client";
import { Session } from "../provider/lifecycle/session";
import type { Cli } from "./cli";
import { readKeys } from "./keys";

/** A session on the account that the keys open, for what commands share with the provider. What it says goes to standard error. */
export async function sessionOf(cli: Cli, { stack }: { stack?: string }): Promise<Session> {
  const { settings } = await readKeys(cli, stack);
  const session = new Session({ print: (line) => cli.terminal.note(line) });
  session.configure((name) => settings[name as SettingName]);
  return session;
}
