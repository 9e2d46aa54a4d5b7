import type { OwnedNumber, Route } from "../../provider/client";
import { REGISTRATION_ROUTE } from "../../provider/lifecycle/registration-route";
import { aliasOf } from "../../provider/lifecycle/route-alias";
import { withoutWeight } from "../../provider/lifecycle/route-weight";
import { spell } from "../../provider/lifecycle/spelling";
import { by, type Evidence, type Found } from "./evidence";
import type { Managed } from "./managed";
import type { RuleId } from "./rules";

/** How each rule finds what breaks it. */
export const checks = {
  "rings-nowhere": (evidence) =>
    owned(evidence)
      .filter(({ primaryRouteId }) => primaryRouteId === undefined)
      .map(({ number }) => evidence.number(number)),

  "failover-to-own-number": (evidence) =>
    owned(evidence).flatMap(({ number, primaryRouteId, failoverRouteId }) =>
      [
        ["primary", primaryRouteId],
        ["failover", failoverRouteId],
      ].flatMap(([part, id = ""]) => {
        const route = evidence.routes.get(id);
        const target = route && ownNumber(evidence, route);
        if (target === undefined) return [];
        return [
          evidence.number(number, [], `${part} route ${evidence.nameOfRoute(id)} leads to ${evidence.nameOf(target)}`),
        ];
      }),
    ),

  "in-two-stacks": (evidence) => [
    ...rivals(evidence, ({ numbers }) => numbers).map(([number, them]) => evidence.number(number, them)),
    ...rivals(evidence, ({ route }) => (route === undefined ? [] : [route])).map(([id, them]) =>
      evidence.routesOfAlias([id], them),
    ),
  ],

  "only-in-a-stack": (evidence) => [
    ...[...evidence.byNumber]
      .filter(([number]) => !evidence.numbers.has(number))
      .map(([number, resources]) => [number, resources.filter((it) => it.provider === undefined)] as const)
      .filter(([, resources]) => resources.length > 0)
      .map(([number, resources]) =>
        evidence.number(number, resources, resources.some((it) => it.unconfirmed) ? UNCONFIRMED : undefined),
      ),
    ...[...evidence.byRoute]
      .filter(([id]) => !evidence.routes.has(id))
      .map(([id, resources]) => evidence.routesOfAlias([id], resources)),
  ],

  "no-failover": (evidence) =>
    owned(evidence).flatMap(({ number, primaryRouteId, failoverRouteId }) => {
      if (primaryRouteId === undefined) return [];
      if (failoverRouteId === undefined) return [evidence.number(number)];
      const same = failoverRouteId === primaryRouteId;
      return same ? [evidence.number(number, [], "the failover is the primary route itself")] : [];
    }),

  "in-no-stack": (evidence) =>
    evidence.hasStates
      ? owned(evidence)
          .filter(({ number }) => !evidence.byNumber.has(number))
          .map(({ number }) => evidence.number(number))
      : [],

  "match-not-pinned": (evidence) =>
    evidence.resources.filter(({ matched }) => matched).flatMap((resource) => each(evidence, resource)),

  "not-protected": (evidence) =>
    evidence.resources.filter(({ unprotected }) => unprotected).flatMap((resource) => each(evidence, resource)),

  "route-of-one-alias-twice": (evidence) =>
    [...Map.groupBy(evidence.routes.values(), aliasOf).values()]
      .filter((routes) => routes.length > 1)
      .map((routes) => evidence.routesOfAlias(routes.map(({ id }) => id))),

  "unused-route": (evidence) => {
    const used = new Set(owned(evidence).flatMap((it) => [it.primaryRouteId, it.failoverRouteId]));
    return [...evidence.routes.keys()]
      .filter((id) => id !== REGISTRATION_ROUTE && !used.has(id))
      .map((id) => evidence.routesOfAlias([id], evidence.byRoute.get(id)));
  },
} satisfies Record<RuleId, (evidence: Evidence) => Found[]>;

const UNCONFIRMED = "its purchase was never confirmed: pulumi up asks for it";

function owned({ numbers }: Evidence): OwnedNumber[] {
  return [...numbers.values()];
}

/** The number of this account that a route leads to. A person may have written it in the portal in any way. */
function ownNumber({ numbers }: Evidence, { routeType, value }: Route): string | undefined {
  if (routeType !== "number" || value === undefined) return undefined;
  try {
    const { number } = spell(withoutWeight(value));
    return numbers.has(number) ? number : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Things of which resources manage the same, each with these. Only resources whose providers are of one account can have one thing: those
 * with one provider of their own, and those with the default ones of all stacks.
 */
function rivals(
  { resources }: Evidence,
  thingsOf: (resource: Managed) => readonly string[],
): [thing: string, rivals: Managed[]][] {
  const ofOneAccount = Map.groupBy(resources, ({ provider }) => provider).values();
  return [...ofOneAccount]
    .flatMap((those) => [...by(those, thingsOf)])
    .flatMap(([thing, those]) => {
      const several = those.filter((one) =>
        those.some((other) => other !== one && other.parts.some((part) => one.parts.includes(part))),
      );
      return several.length === 0 ? [] : [[thing, several]];
    });
}

/** A finding about a resource: by its number where it has one, because a group of thousands is one resource. */
function each(evidence: Evidence, resource: Managed): Found[] {
  const { kind, numbers, onDelete } = resource;
  const detail = onDelete === undefined ? undefined : `onDelete is ${onDelete}`;
  if (kind === "NumberGroup") return [evidence.resource(resource, detail)];
  return numbers.map((number) => evidence.number(number, [resource], detail));
}
