import * as pulumi from "@pulumi/pulumi";
import { InboundRoute, NumberGroup } from "../../../provider";
import { numberNamed } from "../../../provider/resources/number-group/entry";

const seen: pulumi.runtime.MockResourceArgs[] = [];

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: (args) => {
      seen.push(args);
      return { id: "98396", state: { ...args.inputs, count: 2 } };
    },
    call: () => ({}),
  }),
);

const promised = <T>(output: pulumi.Output<T>) => (output as unknown as { promise(): Promise<T> }).promise();

test("a group's numbers are in E.164, in the order of the program, and one is known by its alias", async () => {
  const group = new NumberGroup("support", {
    numbers: ["(206) 555-0102", { number: pulumi.output("2065550100"), alias: "Hotline" }],
  });
  expect(await promised(group.numbers)).toEqual(["+12065550102", "+12065550100"]);
  expect(await promised(group.named("Hotline"))).toBe("+12065550100");
  expect(await promised(group.count)).toBe(2);
});

test("an alias that no number or several have is refused by name", () => {
  const twins = ["2065550103", "2065550104"].map((number) => ({ number, alias: "Twin" }));
  expect(() => numberNamed(twins, "Twin")).toThrow('2 numbers of this group have the alias "Twin".');
  expect(() => numberNamed(twins, "Other")).toThrow('No number of this group has the alias "Other".');
});

test("routes of the program stand among the inputs by their ids, for the group and for a number", async () => {
  const site = new InboundRoute("site", { alias: "site", host: "pbx.example.com" });
  const group = new NumberGroup("routed", {
    numbers: ["2065550105", { number: "2065550106", primaryRoute: { alias: "overnight" }, failoverRoute: site }],
    primaryRoute: site,
  });
  await promised(group.urn);
  expect(seen.find(({ name }) => name === "routed")?.inputs).toMatchObject({
    numbers: ["2065550105", { number: "2065550106", primaryRoute: { alias: "overnight" }, failoverRoute: "98396" }],
    primaryRoute: "98396",
  });
});
