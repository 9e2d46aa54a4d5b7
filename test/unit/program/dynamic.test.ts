import * as pulumi from "@pulumi/pulumi";
import { NumberRoutes, PhoneNumber } from "../../../provider";

import lifecycle = require("../../../provider/hosts/dynamic/entry");

import { handlerOf, type ResourceKind, typeOf } from "../../../provider/program/kinds";

const kinds: ResourceKind[] = ["PhoneNumber", "NumberRoutes", "InboundRoute", "NumberGroup"];
const seen: pulumi.runtime.MockResourceArgs[] = [];

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: (args) => {
      seen.push(args);
      return { id: args.id || args.inputs.number, state: args.inputs };
    },
    call: () => ({}),
  }),
);

// In every stack's state: refresh and destroy run it as it was when the resource was made.
test.each(kinds)("the handler of a %s is the text that states hold, for good", (kind) => {
  const text = `exports.handler = () => require("pulumi-flowroute/lifecycle").${kind};`;
  expect(handlerOf(kind)).toBe(text);
  expect(text.length).toBeLessThanOrEqual(100);
  expect(typeOf(kind)).toBe(`pulumi-nodejs:dynamic/flowroute:${kind}`);
});

test("the entry that the handlers load has a whole provider for each kind, and nothing else", () => {
  expect(Object.keys(lifecycle).sort()).toEqual([...kinds].sort());
  const entry: Record<ResourceKind, pulumi.dynamic.ResourceProvider> = lifecycle;
  for (const kind of kinds)
    for (const call of ["configure", "check", "diff", "create", "read", "update", "delete"] as const)
      expect(entry[kind][call]).toBeInstanceOf(Function);
});

const urnOf = (kind: ResourceKind, name: string) => `urn:pulumi:stack::project::${typeOf(kind)}::${name}`;

test("resources reach the engine with their handler, their URN, their inputs and nothing else", async () => {
  const phone = new PhoneNumber("phone", { number: "2065550114", alias: "Desk" });
  const routes = new NumberRoutes("routes", { number: phone.number, primaryRoute: { alias: "pbx" } });
  await (routes.urn as unknown as { promise(): Promise<string> }).promise();
  expect(seen.map(({ type, inputs }) => ({ type, inputs }))).toEqual([
    {
      type: typeOf("PhoneNumber"),
      inputs: {
        number: "2065550114",
        alias: "Desk",
        __urn: urnOf("PhoneNumber", "phone"),
        __provider: handlerOf("PhoneNumber"),
      },
    },
    {
      type: typeOf("NumberRoutes"),
      inputs: {
        number: "2065550114",
        primaryRoute: { alias: "pbx" },
        __urn: urnOf("NumberRoutes", "routes"),
        __provider: handlerOf("NumberRoutes"),
      },
    },
  ]);
});

test("the URN that a resource brings is the engine's own, also below a component", async () => {
  seen.length = 0;
  const office = new pulumi.ComponentResource("test:index:Office", "office");
  const args = { match: { areaCode: "206" } };
  const lines = [new PhoneNumber("top", args), new PhoneNumber("line", args, { parent: office })];
  const urns = await Promise.all(lines.map(({ urn }) => (urn as unknown as { promise(): Promise<string> }).promise()));
  const phones = seen.filter(({ type }) => type === typeOf("PhoneNumber"));
  expect(phones.map(({ inputs }) => inputs.__urn).sort()).toEqual([...urns].sort());
  expect(new Set(urns).size).toBe(2);
});

test("a `.get` reads by id, in any spelling, and declares nothing", async () => {
  seen.length = 0;
  const phone = PhoneNumber.get("phone", "(206) 555-0115");
  await (phone.urn as unknown as { promise(): Promise<string> }).promise();
  expect(seen).toMatchObject([{ id: "(206) 555-0115", inputs: { __provider: handlerOf("PhoneNumber") } }]);
});
