import * as pulumi from "@pulumi/pulumi";
import { InboundRoute, NumberGroup } from "../../../provider";
import { commandOfProgram } from "../../../provider/program/command";
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

test("each number is noted for the providers as soon as it is known: a command that leaves the group out must not release it", async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const group = new NumberGroup("late", {
    numbers: ["2065550107", { number: "2065550108", failoverRoute: promise }],
    primaryRoute: "0",
  });
  const noted = commandOfProgram()
    .knownSafely()
    .flatMap((note) => (note.what === "declared" ? [`${note.kind} ${note.id}`] : []));
  for (const id of ["12065550107", "12065550108"])
    for (const kind of ["PhoneNumber", "NumberRoutes"]) expect(noted).toContain(`${kind} ${id}`);
  resolve("0");
  await promised(group.urn);
});

test("an entry that is nothing does not crash the program; the provider refuses it", async () => {
  const group = new NumberGroup("holey", { numbers: ["2065550109", undefined as unknown as string] });
  await promised(group.urn);
  expect(seen.find(({ name }) => name === "holey")?.inputs.numbers).toHaveLength(2);
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
