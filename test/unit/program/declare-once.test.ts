import * as pulumi from "@pulumi/pulumi";
import { declareOnce } from "../../../provider/declareOnce";

/** An output with all that Pulumi lets fail together when it fails. */
interface Settling {
  promise(): Promise<unknown>;
  isKnown: Promise<boolean>;
  isSecret: Promise<boolean>;
  allResources: Promise<unknown>;
}

/** What a resource that declares this number gets for it. */
async function declared(
  kind: "PhoneNumber" | "NumberRoutes",
  name: string,
  number: pulumi.Input<string>,
  options?: pulumi.CustomResourceOptions,
): Promise<unknown> {
  const args = declareOnce(kind, name, { number }, options);
  if (!pulumi.Output.isInstance(args.number)) return args.number;
  const output = args.number as unknown as Settling;
  const [value] = await Promise.allSettled([output.promise(), output.isKnown, output.isSecret, output.allResources]);
  if (value.status === "rejected") throw value.reason;
  return value.value;
}

test("two resources for one number are an error that names both, in whatever spelling", async () => {
  expect(await declared("PhoneNumber", "main", "+1 206-555-0111")).toBe("+1 206-555-0111");
  const twin = declared("PhoneNumber", "also-main", pulumi.output("(206) 555-0111"));
  await expect(twin).rejects.toThrow('Two PhoneNumber resources, "main" and "also-main"');
  await expect(twin).rejects.toMatchObject({ __pulumiRunError: true });
});

test("a number and its routes are no two resources of one kind", async () => {
  await declared("PhoneNumber", "front", "2065550112");
  expect(await declared("NumberRoutes", "front", "2065550112")).toBe("2065550112");
  await expect(declared("NumberRoutes", "back", "12065550112")).rejects.toThrow('"front" and "back"');
});

test("a number that is read, not declared, may be read as often as you like", async () => {
  await declared("PhoneNumber", "own", "2065550113");
  expect(await declared("PhoneNumber", "read", "2065550113", { id: "12065550113" })).toBe("2065550113");
});

test("resources without a number, which match chooses, are left alone", () => {
  const args = { match: { areaCode: "206" } };
  expect(declareOnce("PhoneNumber", "a", args as { number?: string }, undefined)).toBe(args);
});

test("what is no number is left for the check to refuse, with the property's name", async () => {
  expect(await declared("PhoneNumber", "wrong", "not a number")).toBe("not a number");
});
