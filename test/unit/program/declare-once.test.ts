import * as pulumi from "@pulumi/pulumi";
import { reasonIn } from "../../../provider/lifecycle/input-failure";
import { declareOnce } from "../../../provider/program/declare-once";

/** What a resource that declares this number gets for it. */
async function declared(
  kind: "PhoneNumber" | "NumberRoutes",
  name: string,
  number: pulumi.Input<string>,
): Promise<unknown> {
  const args = declareOnce(kind, "number", name, { number });
  if (!pulumi.Output.isInstance(args.number)) return args.number;
  return (args.number as unknown as { promise(): Promise<unknown> }).promise();
}

test("the second resource for one number is refused, in whatever spelling, by a reason that names both", async () => {
  expect(await declared("PhoneNumber", "main", "+1 206-555-0111")).toBe("+1 206-555-0111");
  const twin = await declared("PhoneNumber", "also-main", pulumi.output("(206) 555-0111"));
  expect(reasonIn(twin)).toBe(
    'Two PhoneNumber resources, "main" and "also-main", declare the number (206) 555-0111. Keep one of them.',
  );
});

test("a number and its routes are no two resources of one kind", async () => {
  await declared("PhoneNumber", "front", "2065550112");
  expect(await declared("NumberRoutes", "front", "2065550112")).toBe("2065550112");
  expect(reasonIn(await declared("NumberRoutes", "back", "12065550112"))).toContain('"front" and "back"');
});

test("resources without a number, which match chooses, are left alone", () => {
  const args = { match: { areaCode: "206" } };
  expect(declareOnce("PhoneNumber", "number", "a", args)).toBe(args);
});

test("what is no number is left for the check to refuse, with the property's name", async () => {
  expect(await declared("PhoneNumber", "wrong", "not a number")).toBe("not a number");
});

test("an alias may be declared on each account; which account it is, the provider knows", () => {
  const twin = (name: string) => declareOnce("InboundRoute", "alias", name, { alias: "pbx-main" }).alias;
  expect([twin("here"), twin("there")]).toEqual(["pbx-main", "pbx-main"]);
});
