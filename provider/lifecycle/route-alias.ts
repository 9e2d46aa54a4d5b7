import type { Route } from "../client";

/** A route's alias as people write it. The account may keep white space around it, which no screen shows. */
export function aliasOf({ alias }: Pick<Route, "alias">): string {
  return alias.trim();
}

/** The routes that people know by this alias. */
export function routesOfAlias<Some extends Pick<Route, "alias">>(routes: readonly Some[], alias: string): Some[] {
  return routes.filter((route) => aliasOf(route) === alias.trim());
}
