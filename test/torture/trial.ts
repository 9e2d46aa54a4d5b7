import type { CommandResult } from "../../sandbox/engine";
import { type Exchange, type Mischief, pass } from "../support/gateway";
import { countRequestsOf, type Reroute, tryReroute } from "./reroutes";
import { account, type Scenario } from "./scenarios";
import { type Command, Site, type SiteOptions } from "./site";

/** What happens to one request of a command, and to the command by it. */
export interface Disturbance {
  readonly name: string;
  readonly play: Mischief;
  /** What becomes of all later requests of the command; nothing when left out. */
  readonly andThen?: Mischief;
  /** What happens to the processes once `play` is done. */
  readonly death?: "provider killed" | "power cut" | "interrupted";
}

/** How each death of a disturbance comes about. */
type Deaths = Readonly<Record<NonNullable<Disturbance["death"]>, () => unknown>>;

/** Which request of a command: the nth, from 1; or the first one like this, where others run beside it (`POST /v2/numbers/1206...`). */
export type Where = number | RegExp;

/** How a scenario went that was disturbed at one request. */
export interface Outcome {
  /** Whether the disturbed command succeeded all the same. */
  readonly absorbed: boolean;
  /** Promises that were broken. */
  readonly broken: readonly string[];
}

/** What a gateway does so that this happens to one request, and to the command by it. */
export function mischiefOf({ play, andThen = pass, death }: Disturbance, where: Where, deaths: Deaths): Mischief {
  let met = false;
  return async (exchange: Exchange) => {
    if (met) return andThen(exchange);
    met = typeof where === "number" ? exchange.nth === where : where.test(`${exchange.method} ${exchange.path}`);
    if (!met) return pass(exchange);
    if (death === "interrupted") deaths[death]();
    await play(exchange);
    if (death !== undefined && death !== "interrupted") await deaths[death]();
  };
}

/** How many requests a scenario's command makes when nothing disturbs it. */
export async function countRequests(scenario: Scenario | Reroute, options: SiteOptions): Promise<number> {
  if ("args" in scenario) return countRequestsOf(scenario);
  await using site = await prepared(scenario, options);
  site.gateway.expect();
  await site.must(scenario.command, "undisturbed");
  if (site.promises.broken.length > 0) throw new Error(`${scenario.name}: ${site.promises.broken.join("; ")}`);
  return site.gateway.count;
}

/**
 * Disturbs the nth request of a scenario's command, runs the command again undisturbed, and then whatever else people run;
 * every promise must hold throughout.
 */
export async function trial(
  scenario: Scenario | Reroute,
  disturbance: Disturbance,
  where: Where,
  options: SiteOptions,
): Promise<Outcome> {
  if ("args" in scenario) return tryReroute(scenario, disturbance, where);
  await using site = await prepared(scenario, options);
  const { promises, simulator, stack } = site;
  const { command } = scenario;
  const disturbed = await disturb(site, command, disturbance, where);
  await site.clearUp(disturbed);
  await planAfter(site, command);
  await site.must(command, "again");
  promises.judgeWrites(simulator.requests());
  if (scenario.settings?.readDelay) await letReadsCatchUp(site);
  if (command !== "destroy") {
    promises.judgeEnd();
    promises.judgeSpending();
    await site.quiet("refresh --expect-no-changes", "after that");
    await site.quiet("up --expect-no-changes", "after that");
    await site.must("destroy", "at the end");
  }
  promises.judgeDestroyed();
  for (const { urn, custom, type } of (await stack.exportState()).resources)
    if (custom && !type.startsWith("pulumi:providers:")) promises.broke(`after the destroy the state still has ${urn}`);
  return { absorbed: disturbed.ok, broken: promises.broken };
}

/** A plan must succeed. Only what is left of a destroy may point at a route that is gone: refused, with advice that must be of use. */
async function planAfter(site: Site, command: Command): Promise<void> {
  if (command !== "destroy") return void (await site.must("preview", "after that"));
  const { ok, output } = await site.run("preview");
  if (ok) return;
  if (!output.includes("run `pulumi up --refresh`, which makes it again"))
    site.promises.broke(`preview after that failed: ${output.trim().slice(-600)}`);
  await site.must("preview --refresh", "after that");
}

/** A site where the scenario's command can begin. */
async function prepared({ before, moves, byHand, declares, settings }: Scenario, options: SiteOptions): Promise<Site> {
  const site = await Site.open(options, account, settings);
  if (moves) site.move();
  if (before) {
    site.declare(before);
    await site.must("up", "before");
  }
  if (moves) site.move();
  byHand?.(site.simulator.account);
  site.declare(declares);
  site.simulator.clearRequests();
  return site;
}

/** Time passes: reads show what was written. */
async function letReadsCatchUp({ simulator }: Site): Promise<void> {
  simulator.configure({ readDelay: 0 });
  // An account that is put in place is seen at once.
  await fetch(`${simulator.url}/_simulator/account`, { method: "PUT", body: JSON.stringify(simulator.account) });
}

/** Runs a command with this happening to one of its requests. */
export async function disturb(
  site: Site,
  command: Command,
  disturbance: Disturbance,
  where: Where,
): Promise<CommandResult> {
  const { gateway } = site;
  const power = new AbortController();
  const ctrlC = new AbortController();
  gateway.expect(
    mischiefOf(disturbance, where, {
      interrupted: () => ctrlC.abort(),
      "power cut": () => power.abort(),
      "provider killed": () => site.killProviders(),
    }),
  );
  try {
    const stop = { signal: power.signal, interrupt: ctrlC.signal };
    return await (disturbance.death ? site.runToDeath(command, stop) : site.run(command, stop));
  } finally {
    gateway.expect();
  }
}
