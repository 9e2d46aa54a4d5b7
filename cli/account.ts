import { FlowrouteClient, type FlowrouteSettings, type OwnedNumber, type Route } from "../provider/client";
import { Account } from "../provider/lifecycle/account";
import type { Cli } from "./cli";
import { readKeys } from "./keys";

/** The account as it was read, everything in a fixed order. */
export interface Snapshot {
  /** By number, each with the ids of its routes; `routes` of each may be empty. */
  readonly numbers: readonly OwnedNumber[];
  /** By id, the SIP registration `"0"` first. */
  readonly routes: readonly Route[];
}

/** A client of the account that the keys open. */
export async function clientOf(cli: Cli, { stack }: { stack?: string }): Promise<FlowrouteClient> {
  const { settings } = await readKeys(cli, stack);
  return clientAt(settings, cli);
}

/** A client that says when Flowroute is silent, because the command shows nothing else meanwhile. */
export function clientAt(settings: FlowrouteSettings, { terminal }: Cli): FlowrouteClient {
  return new FlowrouteClient(settings, { notice: (line) => terminal.note(line) });
}

/** Reads the whole account: its list of numbers, their details two hundred to a request, and its routes. */
export async function readAccount(client: FlowrouteClient, { terminal }: Cli): Promise<Snapshot> {
  const account = new Account(client);
  terminal.progress("Reading the account ...");
  const [numbers, routes] = await Promise.all([account.numbers(), account.routes()]);
  let read = 0;
  const details = await Promise.all(
    numbers.map(async (number) => {
      const found = await account.find(number);
      read += 1;
      if (read % 50 === 0) terminal.progress(`Reading the account ... ${read} of ${numbers.length} numbers`);
      return found;
    }),
  );
  const missing = numbers.filter((_, index) => details[index] === undefined);
  const owned = [...details.filter((it) => it !== undefined), ...(await lookAgain(account, missing))];
  return { numbers: owned.sort(byNumber), routes: inOrder(routes) };
}

/**
 * Numbers that were on the list, and then answered 404: released meanwhile, or a wrong answer. Left out for a wrong answer, an audit
 * would say that all is well.
 * @throws NotFoundError for one that is still on the list
 */
async function lookAgain(account: Account, missing: readonly string[]): Promise<OwnedNumber[]> {
  if (missing.length === 0) return [];
  account.numbers.forget();
  const listed = new Set(await account.numbers());
  return Promise.all(missing.filter((number) => listed.has(number)).map((number) => account.freshDetails(number)));
}

/** Routes by id, the SIP registration first. */
export function inOrder(routes: readonly Route[]): Route[] {
  return [...routes].sort((a, b) => Number(a.id) - Number(b.id));
}

function byNumber(a: OwnedNumber, b: OwnedNumber): number {
  return a.number < b.number ? -1 : 1;
}
