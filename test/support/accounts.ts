import type { AccountInput } from "../../sandbox/simulator";
import { hostileNames } from "./hostile";

/** An owned number with both routes, of a seeded account. */
export const frontDesk = { number: "12065550100", primaryRoute: "83861", failoverRoute: "83834" } as const;

/** An owned number without any route, of a seeded account. */
export const silentNumber = "12065550101";

/** A number that is neither owned nor for sale. */
export const unknownNumber = "12065550199";

/** An account that owns nothing and can buy `count` numbers of area code 206, from 12065550000 up, at these prices. */
export function selling(count: number, setup_cost = 1, monthly_cost = 1.25): AccountInput {
  const numbers = Array.from({ length: count }, (_, line) => `1206555${String(line).padStart(4, "0")}`);
  return { inventory: Object.fromEntries(numbers.map((number) => [number, { setup_cost, monthly_cost }])) };
}

/** `count` numbers of one fleet, from 12060000000 up. */
export function fleetNumbers(count: number): string[] {
  return Array.from({ length: count }, (_, line) => `1206${String(line).padStart(7, "0")}`);
}

/** An account that owns a fleet; each number has a primary route, every other one a failover too. */
export function owningFleet(count: number): AccountInput {
  return {
    routes: {
      "101": { alias: "pbx-a", route_type: "host", value: "192.0.2.1", edge_strategy_id: null },
      "102": { alias: "pbx-b", route_type: "host", value: "192.0.2.2", edge_strategy_id: null },
    },
    numbers: Object.fromEntries(
      fleetNumbers(count).map((number, line) => [
        number,
        { alias: `Line ${line}`, primary_route: "101", failover_route: line % 2 === 0 ? null : "102" },
      ]),
    ),
  };
}

/** An account of so many numbers with hostile aliases on a few routes, whose aliases are hostile too. */
export function hostileAccount(count: number): AccountInput {
  const aliases = [...hostileNames, "  spaces around  ", null];
  const routes = hostileNames.map((alias, index) => [
    String(500 + index),
    {
      alias: `${alias} ${index}`,
      route_type: "host" as const,
      value: `pbx-${index}.example.com`,
      edge_strategy_id: null,
    },
  ]);
  const [first, ...others] = [...routes.map(([id]) => id as string), "0", null];
  const numbers = fleetNumbers(count).map((number, line) => [
    number,
    {
      alias: aliases[line % aliases.length] ?? null,
      // A few pairs, as accounts have them.
      primary_route: [first, ...others][line % 5 === 0 ? (line / 5) % 23 : 0] ?? null,
      failover_route: line % 3 === 0 ? "501" : null,
      cnam_lookups_enabled: line % 2 === 0,
      messaging_enabled: line % 7 === 0,
    },
  ]);
  return { routes: Object.fromEntries(routes), numbers: Object.fromEntries(numbers) };
}
