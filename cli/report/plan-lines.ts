import type { ResourceKind } from "../../provider/resources/list";
import {
  aboutRoute,
  attribute,
  changeOfRoute,
  destination,
  few,
  type Groups,
  group,
  inWords,
  move,
  nameOfRoute,
  number,
  offer,
  one,
  part,
  price,
  route,
  routeNamed,
  target,
  those,
} from "./line-parts";
import type { Found } from "./schema";

/** What a line says, and which resource's plan it is of, as `keysOf` knows that: `NumberRoutes 12065550100`. */
export type Told = Found & {
  readonly about: string;
  /** The alias of a route, by which a new resource is known: a plan gives it no id, also where it adopts a route that has one. */
  readonly alias?: string | undefined;
};

/** A line that a plan prints: its pattern, and what it says. */
export type PlanLine = readonly [pattern: string, tell: (groups: Groups, line: string) => Told];

const begun = "; an earlier command that did not finish was about to buy it";

/**
 * Every line that plans print and that says what will happen, by the kind that prints it. The words are those of `plan.ts` of each kind and
 * of what it shares; test/unit/cli/report-lines.test.ts has the real lifecycles print every one, so that a change of words fails there.
 */
export const planLines = {
  PhoneNumber: [
    [
      String.raw`${number}(?: \((?<alias>.*?)\))? is on the account and is adopted; nothing is bought`,
      ({ number = "" }) => ({ about: `PhoneNumber ${number}`, adopted: [one("PhoneNumber", number)] }),
    ],
    [
      `${number} was bought by an earlier command that did not finish and is taken over; nothing is bought`,
      ({ number = "" }) => ({ about: "PhoneNumber match", adopted: [one("PhoneNumber", number)] }),
    ],
    [
      `${number}: ${attribute} will change; it is (?<from>.*?) now`,
      ({ number = "", property = "", from }) => ({
        about: `PhoneNumber ${number}`,
        changed: [{ subject: number, property, from }],
      }),
    ],
    [
      `${number} is not on the account and will be bought, at ${price}`,
      (groups) => ({ about: `PhoneNumber ${groups.number}`, bought: [offer(groups)] }),
    ],
    [
      `${number} is not on the account and will be bought, at ${price}${begun}`,
      (groups) => ({ about: "PhoneNumber match", bought: [offer(groups)] }),
    ],
    [
      `a number that matches (?<match>.*?) will be bought; the best for sale now is ${number}, at ${price}`,
      (groups) => ({ about: "PhoneNumber match", bought: [{ ...offer(groups), match: groups.match }] }),
    ],
    [
      "(?:a number|(?<number>\\d+|the number of [^()]*?)) will be adopted or bought; which, and at what price, cannot be told before .*? is known",
      ({ number = "unknown" }, line) => ({ about: `PhoneNumber ${number}`, unclear: [line] }),
    ],
  ],
  NumberRoutes: [
    [
      `${number}: ${part} will change from ${route("from")} to ${route("to")}`,
      ({ number = "", ...groups }) => ({
        about: `NumberRoutes ${number}`,
        moved: [{ subject: number, ...move(groups), numbers: 1, which: [number] }],
      }),
    ],
    [
      `${number}: cannot tell what ${part} will change to before it is known`,
      ({ number }, line) => ({ about: `NumberRoutes ${number}`, unclear: [line] }),
    ],
    [
      "NumberRoutes (?<name>.*?): cannot tell before number is known whether the number's routes change; wanted are .*?",
      ({ name }, line) => ({ about: `NumberRoutes ${name}`, unclear: [line] }),
    ],
  ],
  InboundRoute: [
    [
      `route (?<alias>.*?) will be made, to (?:a place that is not known yet|${target("to")})`,
      ({ alias = "", to = "a place that is not known yet" }) => ({
        about: `InboundRoute ${alias}`,
        made: [{ alias, to }],
      }),
    ],
    [
      `${routeNamed} is on the account and is adopted; nothing is written`,
      (groups) => ({
        ...aboutRoute(groups),
        adopted: [{ subject: nameOfRoute(groups), kind: "InboundRoute", numbers: 0, which: [] }],
      }),
    ],
    [
      `${routeNamed}: alias will change to (?<to>.*?)`,
      (groups) => ({ ...aboutRoute(groups), changed: [changeOfRoute(groups, "alias")] }),
    ],
    [
      `${routeNamed}: edge strategy will change from (?<from>none|\\d+) to (?<to>\\d+)`,
      (groups) => ({ ...aboutRoute(groups), changed: [changeOfRoute(groups, "edgeStrategy")] }),
    ],
    [
      `${routeNamed} will change from ${target("from")} to ${target("to")}; (?:no number is on it|` +
        `(?:the calls of ${few()} move with it)?(?:; )?(?:it is the failover of ${few("failovers", "failoverCount")})?)`,
      (groups) => ({ ...aboutRoute(groups), moved: [destination(groups)] }),
    ],
    [
      `${routeNamed}(?: is on the account and will be adopted;|:) cannot tell .*?`,
      (groups, line) => ({ ...aboutRoute(groups), unclear: [line] }),
    ],
    [
      "InboundRoute (?<name>.*?): cannot tell before alias is known whether a route is adopted or made",
      ({ name }, line) => ({ about: `InboundRoute ${name}`, unclear: [line] }),
    ],
  ],
  NumberGroup: [
    [
      `${group}: ${few()} (?:is|are) on the account and adopted; nothing is bought`,
      ({ group = "", ...groups }) => ({
        about: `NumberGroup ${group}`,
        adopted: [{ subject: group, kind: "NumberGroup", ...those(groups) }],
      }),
    ],
    [
      `${group}: ${part} will change from ${route("from")} to ${route("to")} for ${few()}`,
      ({ group = "", ...groups }) => ({
        about: `NumberGroup ${group}`,
        moved: [{ subject: group, ...move(groups), ...those(groups) }],
      }),
    ],
    [
      `${group}: ${attribute} will change(?: from (?<from>.*?))? for ${few()}`,
      ({ group = "", property = "", from, ...groups }) => ({
        about: `NumberGroup ${group}`,
        changed: [{ subject: group, property, from, numbers: those(groups).numbers }],
      }),
    ],
    [
      `${group}: ${few()} leaves? the list[.] On the account nothing changes`,
      ({ group = "", ...groups }) => ({
        about: `NumberGroup ${group}`,
        left: [
          {
            subject: inWords(groups),
            kind: "NumberGroup",
            resource: group,
            why: "out of the list, numbers keep what they have",
          },
        ],
      }),
    ],
    [
      `${group}: ${few()} leaves? the list[.] Routes are taken away, unless another resource declares the number[.] Pulumi replaces the ` +
        "group for that, because it deletes after all other steps; no other number is touched",
      ({ group = "", ...groups }) => ({
        about: `NumberGroup ${group}`,
        detached: [{ resource: group, ...those(groups) }],
      }),
    ],
    [
      `${group}: (?:1 of its numbers stays as it is|[\\d,]+ of its numbers stay as they are)`,
      ({ group }) => ({ about: `NumberGroup ${group}` }),
    ],
    [
      `${group}: (?:some of its numbers are not known yet|cannot tell (?:all that|what \\w+) will change (?:for|to) .*?is known)`,
      ({ group }, line) => ({ about: `NumberGroup ${group}`, unclear: [line] }),
    ],
  ],
} as const satisfies Record<ResourceKind, readonly PlanLine[]>;
