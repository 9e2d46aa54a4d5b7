import { inShort, type OwnedNumber, printable, type Route } from "../../client";
import { firstTen } from "../first-ten";
import { nearest } from "../nearest";
import { REGISTRATION_ROUTE } from "../registration-route";
import { aliasOf, routesOfAlias } from "../route-alias";
import type { Session } from "../session";
import { UnclearInput } from "../unclear-input";

/** A route by id, or by the alias the account knows it under. */
export type RouteReference = string | { alias: string };

/**
 * The id of the route referred to.
 * @param current the route that the number has now: where several routes have the alias, it stays on its own.
 * @throws UnclearInput naming near aliases when the account has no such route, or the routes when it has several.
 */
export async function resolveRoute(
  session: Session,
  input: unknown,
  current: () => Promise<string | undefined>,
): Promise<string> {
  const reference = input as RouteReference;
  if (reference === REGISTRATION_ROUTE) return reference;
  const routes = await session.account.routes();
  if (typeof reference === "string") {
    if (routes.some(({ id }) => id === reference)) return reference;
    // Another provider process of this command may have made it since the list was read.
    session.account.routes.forget();
    const now = await session.account.routes();
    if (now.some(({ id }) => id === reference)) return reference;
    throw new UnclearInput(noSuchId(reference, now));
  }
  const wanted = printable(reference.alias);
  const [route, ...others] = routesOfAlias(routes, wanted);
  if (!route) throw new UnclearInput(noSuchAlias(reference.alias, routes));
  if (others.length === 0) return route.id;
  const own = await current();
  if (own !== undefined && [route, ...others].some(({ id }) => id === own)) return own;
  throw new UnclearInput(severalWithAlias(wanted, [route, ...others]));
}

/**
 * Routes as a person knows them, `98396 (pbx-main)`: by what came with a number's details (with those of a batch comes
 * nothing), else by the account's list, if it can be had.
 */
export async function describeRoutes(
  session: Session,
  ids: readonly unknown[],
  { routes }: Partial<OwnedNumber> = {},
): Promise<string[]> {
  const included = routes ?? [];
  const known = ids.every((id) => id === undefined || included.some((route) => route.id === id));
  const all = known ? included : await session.account.routes().catch(() => included);
  return ids.map((id) => nameRoute(id as string | undefined, all));
}

function nameRoute(id: string | undefined, routes: readonly Route[]): string {
  if (id === undefined) return "none";
  const route = routes.find((it) => it.id === id);
  return route === undefined ? id : `${id} (${brief(aliasOf(route))})`;
}

/** An alias among other words. */
function brief(alias: string): string {
  return inShort(alias, 80);
}

function severalWithAlias(alias: string, routes: readonly Route[]): string {
  const named = routes.map(({ id, routeType, value }) => `${id} (${routeType} ${inShort(value ?? "", 80)})`);
  return `${routes.length} routes of this account have the alias "${inShort(alias)}": ${named.join(", ")}. Give the id of the one you mean`;
}

function noSuchAlias(alias: string, routes: readonly Route[]): string {
  const aliases = routes.map(aliasOf);
  const near = nearest(alias, aliases).slice(0, 5);
  const hint =
    near.length > 0 ? `Near to it: ${near.map(brief).join(", ")}` : `The account has ${firstTen(aliases.map(brief))}`;
  return `no route of this account has the alias "${inShort(alias)}". ${hint}`;
}

function noSuchId(id: string, routes: readonly Route[]): string {
  const others = firstTen(routes.map((route) => nameRoute(route.id, routes)));
  return (
    `no route of this account has the id ${id}. The account has ${others}. If it is the id of an InboundRoute of the program, it was ` +
    "deleted on the account: run `pulumi up --refresh`, which makes it again"
  );
}
