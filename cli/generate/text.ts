import { REGISTRATION_ROUTE } from "../../provider/lifecycle/registration-route";
import type { Declarations, DeclaredNumber, DeclaredRoute } from "./declarations";
import { variableOf } from "./names";

/** The package's entry whose classes are on the plugin. */
export const NATIVE = "pulumi-flowroute/native";

/** A value as TypeScript writes it. JSON is TypeScript, whatever is in a text of the account. */
export function literal(value: unknown): string {
  return JSON.stringify(value);
}

/** A line of comment. Texts of the account are printable, so none of them ends the line. */
export function comment(text: string): string {
  return `// ${text}\n`;
}

/** Arguments as an object, those without a value left out; a value is TypeScript already. */
export function object(entries: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(entries).filter(([, value]) => value !== undefined);
  return given.length === 0 ? "{}" : `{ ${given.map(([name, value]) => `${name}: ${value}`).join(", ")} }`;
}

/** What a person reads: `+1 206-555-0100`. */
export function spelled(number: string): string {
  const [, area, exchange, line] = /^1(\d{3})(\d{3})(\d{4})$/.exec(number) ?? [];
  return area === undefined ? `+${number}` : `+1 ${area}-${exchange}-${line}`;
}

/** How a program refers to routes: by a variable, where one is declared. */
export class References {
  readonly #variables = new Map<string, string>();
  /** Variables that are given away. */
  readonly taken = new Set<string>();
  /** What of the package the program uses. */
  readonly imports = new Set<string>();
  /** The entry of the package that the program imports from. */
  entry = "pulumi-flowroute";

  /**
   * @param elsewhere routes that another file of the program declares, by id: how this one refers to them
   */
  constructor(
    { routes, numbers }: Declarations,
    readonly elsewhere: ReadonlyMap<string, string> = new Map(),
  ) {
    const used = new Set(numbers.flatMap((it) => [it.routes.primary, it.routes.failover]));
    for (const { route, name, obstacle } of routes)
      if (obstacle === undefined && used.has(route.id))
        this.#variables.set(route.id, variableOf(name, "route", this.taken));
  }

  /** The variable of a route that something refers to. */
  variable(id: string): string | undefined {
    return this.#variables.get(id);
  }

  /** A route in an argument; nothing where there is none. */
  to(id: string | undefined): string | undefined {
    if (id === undefined) return undefined;
    if (id !== REGISTRATION_ROUTE) return this.#variables.get(id) ?? this.elsewhere.get(id) ?? literal(id);
    this.imports.add("REGISTRATION_ROUTE");
    return "REGISTRATION_ROUTE";
  }
}

/** The routes of the account, each once. */
export function routeStatements(routes: readonly DeclaredRoute[], references: References): string[] {
  return routes.map((declared) => {
    const { route, name, args, obstacle } = declared;
    if (obstacle !== undefined) return remarksOnRoute(declared).map(comment).join("");
    references.imports.add("InboundRoute");
    const variable = references.variable(route.id);
    const made = `new InboundRoute(${literal(name)}, ${literal(args)}, { protect: true });`;
    return variable === undefined ? made : `const ${variable} = ${made}`;
  });
}

/** What of a number cannot be declared, as comments. */
export function remarksOn(declared: DeclaredNumber): string {
  return remarksOnNumber(declared).map(comment).join("");
}

/** What of a number cannot be declared. */
export function remarksOnNumber({ number, obstacle, remarks }: DeclaredNumber): string[] {
  if (obstacle !== undefined) return [`Number ${literal(number)} is not declared: ${obstacle}.`];
  return remarks.map((remark) => `${spelled(number)}: ${remark}.`);
}

/** Why a route is not declared, where it is not. */
export function remarksOnRoute({ route: { id, alias }, obstacle }: DeclaredRoute): string[] {
  return obstacle === undefined ? [] : [`Route ${id}, ${literal(alias)}, is not declared: ${obstacle}.`];
}
