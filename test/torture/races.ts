import { rmSync } from "node:fs";
import type { CommandResult } from "../../sandbox/engine";
import type { AccountInput } from "../../sandbox/simulator";
import { fleetNumbers, owningFleet } from "../support/accounts";
import { type Mischief, pass } from "../support/gateway";
import { type Declaration, programOf } from "./declaration";
import { noteOfContested, Site, type SiteOptions } from "./site";

/** A race with somebody else: what it is, and a run of it that gives every promise it broke. */
export interface Race {
  readonly name: string;
  readonly run: (options: SiteOptions) => Promise<readonly string[]>;
}

/** An account that owns nothing, and this many numbers for sale in one area code. */
function selling(count: number): AccountInput {
  const numbers = Array.from({ length: count }, (_, line) => `1206555${String(line).padStart(4, "0")}`);
  return { inventory: Object.fromEntries(numbers.map((number) => [number, {}])) };
}

/** This many resources with one match. */
function wanting(count: number, prefix = "line"): Declaration {
  const names = Array.from({ length: count }, (_, index) => `${prefix}${index}`);
  return { numbers: names.map((name) => ({ name, match: { areaCode: "206" } })) };
}

/**
 * Does what a stopped purchase asks of a person: the other program has the number, so its note goes and `up` runs again. Were it
 * not so, the next `up` would buy one more than is wanted, and the count of the race would show it.
 */
async function cleared(site: Site, result: CommandResult): Promise<CommandResult> {
  let last = result;
  for (let note = noteOfContested(last); note !== undefined; note = noteOfContested(last)) {
    rmSync(note.file);
    last = await site.stack.up();
  }
  return last;
}

/** A rival who buys what others are just about to buy, so many times in all. */
function rival(site: Site, times: number): Mischief {
  let left = times;
  return async (exchange) => {
    const [, number = ""] = /^\/v2\/numbers\/(\d+)$/.exec(exchange.path) ?? [];
    if (exchange.method === "POST" && left > 0 && number in site.simulator.account.inventory) {
      left -= 1;
      delete site.simulator.account.inventory[number];
    }
    await pass(exchange);
  };
}

/** Somebody who, while a group is written, sends calls of each number before it elsewhere, and releases one. */
function meddler({ simulator, promises }: Site, gone: string): Mischief {
  let last: string | undefined;
  return async (exchange) => {
    const [, number] = /^\/v2\/numbers\/(\d+)\/relationships\/primary_route$/.exec(exchange.path) ?? [];
    const { numbers } = simulator.account;
    if (number !== undefined) {
      if (gone in numbers) {
        delete numbers[gone];
        promises.releasedByHand(gone);
      }
      if (last !== undefined) Object.assign(numbers[last] ?? {}, { primary_route: "0", alias: "By hand" });
      last = number;
    }
    await pass(exchange);
  };
}

async function convergesTo(site: Site, declaration: Declaration): Promise<readonly string[]> {
  site.declare(declaration);
  await site.must("up", "of all");
  site.promises.judgeEnd();
  site.promises.judgeSpending();
  await site.quiet("up --expect-no-changes", "after that");
  return site.promises.broken;
}

export const races: readonly Race[] = [
  {
    name: "30 resources with one match",
    run: async (options) => {
      await using site = await Site.open(options, selling(100));
      return await convergesTo(site, wanting(30));
    },
  },
  {
    name: "30 resources with one match, all there is",
    run: async (options) => {
      await using site = await Site.open(options, selling(30));
      return await convergesTo(site, wanting(30));
    },
  },
  {
    name: "a rival buys seven candidates between search and purchase",
    run: async (options) => {
      await using site = await Site.open(options, selling(60));
      site.gateway.expect(rival(site, 7));
      return await convergesTo(site, wanting(10));
    },
  },
  {
    name: "two programs on one account",
    run: async (options) => {
      await using one = await Site.open(options, selling(60));
      await using other = await Site.on(one.simulator, options);
      const [ours, theirs] = [wanting(10), wanting(10, "their")];
      // Each watch sees the purchases of both, so neither can judge them.
      one.stack.setProgram(programOf(ours, options.host));
      other.stack.setProgram(programOf(theirs, options.host));
      const first = await Promise.all([one.stack.up(), other.stack.up()]);
      // Where both wanted one number at one moment, the second of them stops, and a person looks who has it.
      const results = [await cleared(one, first[0]), await cleared(other, first[1])];
      const { charges } = one.simulator.account;
      const numbers = results.flatMap(({ outputs }) => Object.values(outputs));
      const broken = results.flatMap(({ ok, output }) => (ok ? [] : [`an up failed: ${output.slice(-600)}`]));
      if (charges.length !== 20) broken.push(`${charges.length} numbers were bought where 20 are declared`);
      if (new Set(numbers).size !== 20) broken.push(`they stand for ${new Set(numbers).size} numbers, not 20`);
      return broken;
    },
  },
  {
    name: "somebody changes numbers while a group is re-routed, and releases one",
    run: async (options) => {
      await using site = await Site.open(options, owningFleet(60));
      const { promises, simulator } = site;
      const numbers = fleetNumbers(60);
      const gone = "12060000059";
      const group = (primary: string, of: readonly string[]) => ({ groups: [{ name: "fleet", numbers: of, primary }] });
      site.declare(group("pbx-a", numbers));
      await site.must("up", "of all");
      site.declare(group("pbx-b", numbers));
      site.gateway.expect(meddler(site, gone));
      const meddledWith = await site.run("up");
      site.gateway.expect();
      const { ok, output } = meddledWith;
      if (ok || !output.includes("1 of 60 numbers is not as declared") || !output.includes(gone))
        promises.broke(`what became of ${gone} was not said: ${output.slice(-600)}`);
      // Still on the list, it keeps no other where it is.
      site.declare(group("pbx-a", numbers));
      await site.run("up --refresh");
      const [back] = Object.entries(simulator.account.routes).find(([, { alias }]) => alias === "pbx-a") ?? [];
      const stuck = numbers.filter((it) => it !== gone && simulator.account.numbers[it]?.primary_route !== back);
      if (stuck.length > 0) promises.broke(`${stuck.length} numbers stayed where they were, because ${gone} is gone`);
      site.declare(group("pbx-b", numbers.slice(0, -1)));
      await site.must("up --refresh", "after that");
      promises.judgeEnd();
      simulator.clearRequests();
      await site.quiet("up --expect-no-changes", "after that");
      await site.quiet("refresh --expect-no-changes", "after that");
      return promises.broken;
    },
  },
  {
    name: "inventory runs out, and comes back",
    run: async (options) => {
      await using site = await Site.open(options, selling(5));
      const { promises, simulator } = site;
      const sample = Object.values(simulator.account.inventory)[0];
      site.declare(wanting(8));
      const short = await site.run("up");
      if (short.ok) promises.broke("eight of five numbers were had");
      for (const words of ["no number for sale matches area code 206", "at up to $10.00 to set up", "are taken"])
        if (!short.output.includes(words)) promises.broke(`"${words}" was not said: ${short.output.slice(-600)}`);
      for (let line = 0; line < 10; line++)
        Object.assign(simulator.account.inventory, { [`1206555100${line}`]: sample });
      return await convergesTo(site, wanting(8));
    },
  },
];
