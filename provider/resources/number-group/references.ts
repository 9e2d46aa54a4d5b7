import type { RouteReference } from "../../lifecycle/routing/route-reference";
import { ROUTES, type RouteName } from "../../lifecycle/routing/routing";
import type { Group, Wish } from "./group";

/** Gives the id that a reference stands for, or the reference when that cannot be told now. */
export type Resolve = (route: RouteName, reference: RouteReference) => Promise<RouteReference>;

/** The group with ids in place of aliases; each reference is looked up once, however many numbers have it. */
export async function withIds(group: Group, resolve: Resolve): Promise<Group> {
  const asked = new Map<string, Promise<RouteReference>>();
  const once: Resolve = (route, reference) => {
    const key = `${route} ${JSON.stringify(reference)}`;
    const answer = asked.get(key) ?? resolve(route, reference);
    asked.set(key, answer);
    return answer;
  };
  const own = [...group.numbers].map(async ([number, wish]) => [number, await wishWithIds(wish, once)] as const);
  // Awaited together: one that fails before it is awaited would end the provider's process.
  const [shared, numbers] = await Promise.all([wishWithIds(group.shared, once), Promise.all(own)]);
  return { ...group, shared, numbers: new Map(numbers) };
}

async function wishWithIds(wish: Wish, resolve: Resolve): Promise<Wish> {
  let resolved = wish;
  for (const route of ROUTES) {
    const reference = wish[route];
    if (reference !== undefined) resolved = { ...resolved, [route]: await resolve(route, reference) };
  }
  return resolved;
}

/** Whether every reference is an id. */
export function isResolved({ shared, numbers }: Group): boolean {
  return [shared, ...numbers.values()].every((wish) => ROUTES.every((route) => typeof wish[route] !== "object"));
}

/** Every id that a group refers to. */
export function idsIn({ shared, numbers }: Group): Set<string> {
  const references = [shared, ...numbers.values()].flatMap((wish) => ROUTES.map((route) => wish[route]));
  return new Set(references.filter((it) => typeof it === "string"));
}
