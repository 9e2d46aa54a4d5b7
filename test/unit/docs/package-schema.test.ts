import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import * as flowroute from "../../../provider";
import type { Lifecycle, Properties } from "../../../provider/lifecycle/lifecycle";
import { type ResourceKind, resources } from "../../../provider/resources/list";
import type { ObjectSpec } from "../../../scripts/schema/types";
import { frontDesk, silentNumber } from "../../support/accounts";
import { stackOnAccount } from "../../support/config";
import { root } from "../../support/documents";
import { startCommand } from "../../support/session";

interface Resource extends ObjectSpec {
  inputProperties: ObjectSpec["properties"];
  requiredInputs?: string[];
}
interface Functional {
  inputs?: ObjectSpec;
  outputs: ObjectSpec;
}
interface Schema {
  config: { variables: ObjectSpec["properties"] };
  types: Record<string, ObjectSpec>;
  provider: Resource;
  resources: Record<string, Resource>;
  functions: Record<string, Functional>;
}

const stack = stackOnAccount();
const text = readFileSync(join(root, "schema.json"), "utf8");
const schema: Schema = JSON.parse(text);
const kinds = Object.keys(resources) as ResourceKind[];
const { number } = frontDesk;

/** Inputs of which each kind makes a resource on the seeded account. */
const inputsOf: Record<ResourceKind, Properties[]> = {
  PhoneNumber: [{ number, onDelete: "retain" }, { match: { areaCode: "206" } }],
  NumberRoutes: [{ number, primaryRoute: frontDesk.primaryRoute, failoverRoute: "0" }],
  InboundRoute: [
    { alias: "pbx-new", host: "new.pbx.example.com", weight: 5, edgeStrategy: "US-East-VA" },
    { alias: "mobile-new", number: "+1 647-699-8778" },
  ],
  NumberGroup: [{ numbers: [`+${number}`, { number: silentNumber, alias: "Hotline" }] }],
};

/** Calls of every function that answer on the seeded account. */
const calls = {
  getAvailableAreaCodes: () => flowroute.getAvailableAreaCodes(),
  getAvailableExchanges: () => flowroute.getAvailableExchanges({ areaCode: "206" }),
  getAvailableNumbers: () => flowroute.getAvailableNumbers({ take: 50 }),
  getEdgeStrategies: () => flowroute.getEdgeStrategies(),
  getNumber: () => flowroute.getNumber({ number }),
  getNumbers: () => flowroute.getNumbers(),
  getRoute: () => flowroute.getRoute({ id: frontDesk.primaryRoute }),
  getRoutes: () => flowroute.getRoutes(),
  getTiers: () => flowroute.getTiers(),
};

/** Outputs that the lifecycles keep for themselves. */
const internal = ["seenBy", "purchaseUnconfirmed", "differs"];

const resource = (kind: string) => schema.resources[`flowroute:index:${kind}`] as Resource;
const typeNamed = (name: string) => schema.types[`flowroute:index:${name}`] as ObjectSpec;
const namesIn = (properties: object = {}) => Object.keys(properties).sort();

/** The names that a refusal of an unknown one lists. */
function accepted(refusal: string): string[] {
  const [, names = ""] = /there is no property \w+; the properties are (.*?)(?:\.?$|;)/.exec(refusal) ?? [];
  return names.split(", ").sort();
}

const lifecycle = (kind: ResourceKind): Lifecycle => resources[kind](startCommand(stack.simulator).session);

async function refusals(kind: ResourceKind, inputs: Properties): Promise<{ property: string; reason: string }[]> {
  return (await lifecycle(kind).check({ inputs })).failures;
}

async function acceptedBy(kind: ResourceKind, inputs: Properties, path: string): Promise<string[]> {
  const found = await refusals(kind, inputs);
  return accepted(found.find(({ property }) => property === path)?.reason ?? "");
}

/** What of a value is not as a type of the schema says. */
function flawsOf(value: unknown, object: ObjectSpec): unknown {
  const closed = { type: "object", additionalProperties: false, ...object };
  const validate = new Ajv({ strict: false, allErrors: true }).compile({ types: schema.types, ...closed });
  return validate(value) ? [] : validate.errors;
}

test("schema.json is current (`npm run schema` writes it)", () => {
  const args = ["--require", "./test/support/register.cjs", "scripts/schema.ts", "--check"];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test("it has every kind of resource, and every function that asks the account", () => {
  expect(Object.keys(schema.resources)).toEqual(kinds.map((kind) => `flowroute:index:${kind}`));
  const asking = Object.keys(flowroute).filter((name) => /^get[A-Z]/.test(name) && !name.endsWith("Output"));
  expect(namesIn(schema.functions)).toEqual(asking.map((name) => `flowroute:index:${name}`).sort());
  expect(asking.sort()).toEqual(namesIn(calls));
});

test.each(kinds)("the inputs of %s are those that its check accepts", async (kind) => {
  expect(await acceptedBy(kind, { qqqqqqqqqq: 1 }, "qqqqqqqqqq")).toEqual(namesIn(resource(kind).inputProperties));
});

test.each(kinds)("the inputs that %s cannot do without are required", async (kind) => {
  const missing = (await refusals(kind, {})).filter(({ reason }) => reason.startsWith("is missing"));
  expect(missing.map(({ property }) => property).sort()).toEqual([...(resource(kind).requiredInputs ?? [])].sort());
});

test("so are the criteria of a match, the entries of a group, and a route by its alias", async () => {
  const q = "qqqqqqqqqq";
  const criteria = await acceptedBy("PhoneNumber", { match: { [q]: 1 } }, `match.${q}`);
  expect(criteria).toEqual(namesIn(typeNamed("PhoneNumberMatch").properties));
  const entries = await refusals("NumberGroup", { numbers: [{ number, [q]: 1 }] });
  expect(accepted(entries[0]?.reason ?? "")).toEqual(namesIn(typeNamed("GroupedNumber").properties));
  expect(await refusals("NumberRoutes", { number, primaryRoute: { alias: "acme-pbx" } })).toEqual([]);
  expect(namesIn(typeNamed("RouteAlias").properties)).toEqual(["alias"]);
});

test.each(
  Object.entries(schema.functions).flatMap(([token, { inputs }]) => (inputs ? [[token.split(":")[2], inputs]] : [])),
)("the arguments of %s are those that it accepts", async (name, inputs) => {
  const call = new Map(Object.entries<unknown>(flowroute)).get(name as string) as (args: object) => Promise<unknown>;
  const refusal = await call({ qqqqqqqqqq: 1 }).catch((error: Error) => error.message);
  expect(accepted(String(refusal))).toEqual(namesIn((inputs as ObjectSpec).properties));
});

test("the settings are those of a provider; the keys are secrets, and no environment is asked for one of them alone", () => {
  const refused = () => new flowroute.Provider("support", { qqqqqqqqqq: 1 } as unknown as flowroute.ProviderArgs);
  const names = namesIn(schema.config.variables);
  expect(refused).toThrow(/The settings are /);
  expect(messageOf(refused).split("The settings are ")[1]?.replace(".", "").split(", ").sort()).toEqual(names);
  expect(schema.provider.inputProperties).toEqual(schema.config.variables);
  const secrets = names.filter((name) => schema.config.variables[name]?.secret);
  expect(secrets).toEqual(["accessKey", "secretKey"]);
  expect(text).not.toContain('"environment"');
});

test.each(kinds)("what a new %s has is in its properties, as they say", async (kind) => {
  for (const given of inputsOf[kind]) {
    const made = lifecycle(kind);
    const { inputs, failures } = await made.check({ inputs: given });
    expect(failures).toEqual([]);
    const { outputs, declared = {} } = await made.create({ inputs });
    const all = { ...outputs, ...made.shown?.(declared) };
    const shown = Object.fromEntries(Object.entries(all).filter(([name]) => !internal.includes(name)));
    expect(flawsOf(shown, resource(kind))).toEqual([]);
  }
});

test.each(Object.entries(calls))("what %s answers is as its outputs say", async (name, call) => {
  const { outputs } = schema.functions[`flowroute:index:${name}`] as Functional;
  // Nothing is sent of what is undefined.
  expect(flawsOf(JSON.parse(JSON.stringify(await call())), outputs)).toEqual([]);
});

test.each(["PhoneNumber", "NumberRoutes"] as const)("of %s a change of the number alone replaces it", async (kind) => {
  const [given] = inputsOf[kind] as [Properties];
  const made = lifecycle(kind);
  const { inputs } = await made.check({ inputs: given });
  const { id, ...before } = await made.create({ inputs });
  const { replaces } = await made.diff({ id, before, inputs: { ...inputs, number: `+${silentNumber}` } });
  const said = Object.entries(resource(kind).inputProperties).filter(([, spec]) => spec.willReplaceOnChanges);
  expect(said.map(([name]) => name)).toEqual(replaces);
});

test("nothing of it is for the hosts alone", () => {
  const names = [...Object.values(schema.resources), ...Object.values(schema.types)].flatMap((it) =>
    Object.keys(it.properties),
  );
  expect(names.filter((name) => name.startsWith("__") || [...internal, "declared"].includes(name))).toEqual([]);
});

function messageOf(act: () => unknown): string {
  try {
    act();
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}
