import { uniqueIn } from "./names";
import { Output, type Part, type Resource, type Value } from "./parts";
import { literal } from "./text";

const WIDTH = 120;

/** The program in Python, on the SDK that `pulumi package gen-sdk` makes. */
export function pythonProgram(head: readonly string[], parts: readonly Part[]): string {
  const variables = variablesOf(parts);
  const statements = parts.flatMap(({ remarks, resources }) => {
    const lines = [...remarks.map((it) => `# ${it}`), ...resources.map((it) => statement(it, variables))];
    return lines.length === 0 ? [] : [lines.join("\n")];
  });
  const uses = parts.some(({ resources }) => resources.length > 0);
  const imports = uses ? "import pulumi_flowroute as flowroute\nfrom pulumi import ResourceOptions\n\n" : "";
  const comments = head.map((it) => `# ${it}\n`).join("");
  return `${imports}${comments}${statements.map((it) => `\n${it}\n`).join("")}`;
}

type Variables = ReadonlyMap<Resource, string>;

/** Variables of the resources that others refer to. */
function variablesOf(parts: readonly Part[]): Variables {
  const resources = parts.flatMap((part) => part.resources);
  const outputs = resources.flatMap(({ args }) => Object.values(args)).filter((it) => it instanceof Output);
  const taken = new Set<string>();
  return new Map([...new Set(outputs.map(({ of }) => of))].map((it) => [it, variableOf(it, taken)]));
}

function variableOf({ kind, name }: Resource, taken: Set<string>): string {
  const snake = name
    .split(/[^A-Za-z0-9_]+/)
    .filter((word) => word !== "")
    .join("_")
    .toLowerCase();
  const suffix = kind === "InboundRoute" ? "route" : "number";
  return uniqueIn(taken, /^[a-z]/.test(snake) && !RESERVED.has(snake) ? snake : `${suffix}_${snake}`);
}

function statement(resource: Resource, variables: Variables): string {
  const { kind, name, args } = resource;
  const given = [literal(name), ...keywords(args, variables, 1), "opts=ResourceOptions(protect=True)"];
  const variable = variables.get(resource);
  return (variable === undefined ? "" : `${variable} = `) + call(`flowroute.${kind}`, given, 0, variable?.length);
}

/** On one line where it fits, else an argument a line. */
function call(name: string, args: readonly string[], depth: number, before = 0): string {
  const line = `${name}(${args.join(", ")})`;
  if (!line.includes("\n") && depth * 4 + before + 3 + line.length <= WIDTH) return line;
  return `${name}(\n${indented(args, depth)})`;
}

function indented(items: readonly string[], depth: number): string {
  const indent = "    ".repeat(depth + 1);
  return `${items.map((it) => `${indent}${it},\n`).join("")}${"    ".repeat(depth)}`;
}

function keywords(args: Resource["args"], variables: Variables, depth: number): string[] {
  return Object.entries(args).flatMap(([name, value]) =>
    value === undefined ? [] : [`${snakeCase(name)}=${written(value, variables, depth)}`],
  );
}

/** A text as JSON has it is one of Python: the escapes of JSON mean the same there. */
function written(value: Value, variables: Variables, depth: number): string {
  if (value instanceof Output) return `${variables.get(value.of)}.${value.output}`;
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value !== "object") return literal(value);
  if (isList(value))
    return `[\n${indented(
      value.map((it) => written(it, variables, depth + 1)),
      depth,
    )}]`;
  return call("flowroute.GroupedNumberArgs", keywords(value, variables, depth + 1), depth);
}

function isList(value: object): value is readonly Value[] {
  return Array.isArray(value);
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** What Python keeps for itself, as far as it is in lower case, and what programs import. */
const RESERVED = new Set(
  (
    "and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal " +
    "not or pass raise return try while with yield flowroute pulumi pulumi_flowroute"
  ).split(" "),
);
