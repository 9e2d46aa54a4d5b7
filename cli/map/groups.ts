import type { AccountMap, MapNumber, MapRoute } from "./model";

/** Numbers that a picture shows as one, because their calls take the same route first. */
export interface Group {
  /** At least one. */
  readonly numbers: readonly [MapNumber, ...MapNumber[]];
  readonly primary: MapRoute | undefined;
  /** The failover routes that they have, each once, in the map's order. */
  readonly failovers: readonly MapRoute[];
}

/** A picture of more numbers has one box for all that share a primary route: singly, they would fill many screens. */
const MOST_SINGLE = 40;

/** The numbers of a picture, by primary route in the map's order and then by failover; those that ring nowhere come last. */
export function groupsOf({ numbers, routes }: AccountMap): Group[] {
  const places = new Map(routes.map((route, index) => [route, index]));
  const place = (route: MapRoute | undefined) => (route && places.get(route)) ?? routes.length;
  const single = numbers.length <= MOST_SINGLE;
  const groups = Map.groupBy(numbers, ({ number, primary }) => (single ? number : primary?.id));
  return [...groups.values()]
    .map((members): Group => {
      const [first, ...others] = members as [MapNumber, ...MapNumber[]];
      const failovers = new Set(members.flatMap(({ failover }) => (failover === undefined ? [] : [failover])));
      return {
        numbers: [first, ...others],
        primary: first.primary,
        failovers: [...failovers].sort((a, b) => place(a) - place(b)),
      };
    })
    .sort((a, b) => place(a.primary) - place(b.primary) || place(a.failovers[0]) - place(b.failovers[0]));
}
