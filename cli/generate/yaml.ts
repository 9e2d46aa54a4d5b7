import { createRequire } from "node:module";
import { uniqueIn } from "./names";
import { Output, type Part, type Resource, type Value } from "./parts";

/** How a key says what it stands for where another resource has its name. */
const KEY_OF = { InboundRoute: "route", PhoneNumber: "number", NumberRoutes: "routes", NumberGroup: "group" } as const;

/** Resources in YAML, below `resources:`; nothing where there is none. */
export function yamlProgram(head: readonly string[], parts: readonly Part[]): string {
  const keys = keysOf(parts);
  const comments = head.map((it) => `# ${it}\n`).join("");
  const lines = parts.map(
    ({ remarks, resources }) =>
      remarks.map((it) => `  # ${it}\n`).join("") + resources.map((it) => indented(entry(it, keys))).join(""),
  );
  const declares = parts.some(({ resources }) => resources.length > 0);
  return `\n${comments}${declares ? "resources:\n" : ""}${lines.join("")}`;
}

/** A document as the reader of Pulumi's own SDK writes it. */
export function asYaml(value: unknown, quoting = false): string {
  const sdk = createRequire(require.resolve("@pulumi/pulumi"));
  const yaml = sdk("js-yaml") as { dump(value: unknown, options: object): string };
  return yaml.dump(value, { lineWidth: -1, noRefs: true, forceQuotes: quoting, quotingType: '"' });
}

type Keys = ReadonlyMap<Resource, string>;

/** A key for each, which is how others refer to it: its name, where no other has it. */
function keysOf(parts: readonly Part[]): Keys {
  const taken = new Set(["pulumi"]);
  const key = ({ kind, name }: Resource) => {
    // A dot in a reference would begin a property.
    const plain = name.replaceAll(".", "-");
    return uniqueIn(taken, taken.has(plain) ? `${plain}-${KEY_OF[kind]}` : plain);
  };
  return new Map(parts.flatMap(({ resources }) => resources.map((it) => [it, key(it)] as const)));
}

function entry(resource: Resource, keys: Keys): string {
  const { kind, name, args } = resource;
  const key = keys.get(resource) as string;
  const type = asYaml({ type: `flowroute:${kind}` });
  const named = key === name ? "" : asYaml({ name }, true);
  // Quoted, because readers of YAML differ in what they take for a number or a truth.
  const properties = asYaml({ properties: inYaml(args, keys) }, true);
  const options = asYaml({ options: { protect: true } });
  // A key that YAML would read as a number is one that it quotes.
  return `${asYaml({ [key]: null }).replace(/ null\n$/, "\n")}${indented(type + named + properties + options)}`;
}

function inYaml(value: Value | Resource["args"], keys: Keys): unknown {
  if (value instanceof Output) return `\${${keys.get(value.of)}.${value.output}}`;
  // A dollar sign may begin a reference.
  if (typeof value === "string") return value.replaceAll("$", "$$$$");
  if (typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((it: Value) => inYaml(it, keys));
  const given = Object.entries(value).filter((it): it is [string, Value] => it[1] !== undefined);
  return Object.fromEntries(given.map(([name, it]) => [name, inYaml(it, keys)]));
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
