import type { Lifecycle, Properties } from "../lifecycle";
import { routesOfAlias } from "../route-alias";
import type { Session } from "../session";
import { UNKNOWN } from "../unknown";
import { ROUTES } from "./routing";

/**
 * What a program gives in a preview for a route that the stack does not have yet, because its id is known only when it is made. Where
 * the account has a route of this alias, it is adopted, and that is its id; so a plan can say what changes.
 */
interface ExpectedRoute {
  readonly alias: string;
  readonly orNew: true;
}

/** The lifecycle with ids in place of routes that will be adopted; those that will be made stay unknown. */
export function expectingRoutes<Whole extends Lifecycle>(session: Session, lifecycle: Whole): Whole {
  const check = lifecycle.check.bind(lifecycle);
  const expecting: Lifecycle["check"] = async (request) =>
    check({ ...request, inputs: await withExpected(session, request.inputs) });
  return Object.assign(lifecycle, { check: expecting });
}

async function withExpected(session: Session, inputs: Properties): Promise<Properties> {
  const found: Properties = {};
  for (const route of ROUTES) if (isExpected(inputs[route])) found[route] = await idOf(session, inputs[route]);
  const { numbers } = inputs;
  if (Array.isArray(numbers) && numbers.some(hasExpected))
    found.numbers = await Promise.all(
      numbers.map((entry) => (hasExpected(entry) ? withExpected(session, entry as Properties) : entry)),
    );
  return { ...inputs, ...found };
}

/** What cannot be looked up now stays unknown: the plan says that of other look-ups too. */
async function idOf(session: Session, { alias }: ExpectedRoute): Promise<string> {
  const routes = await session.lookUps.within(() => session.account.routes()).catch(() => []);
  const [route, ...others] = routesOfAlias(routes, alias);
  return route !== undefined && others.length === 0 ? route.id : UNKNOWN;
}

function isExpected(input: unknown): input is ExpectedRoute {
  return typeof input === "object" && input !== null && "orNew" in input && "alias" in input;
}

function hasExpected(entry: unknown): boolean {
  return (
    typeof entry === "object" && entry !== null && ROUTES.some((route) => isExpected((entry as Properties)[route]))
  );
}
