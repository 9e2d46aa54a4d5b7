import type { Simulator } from "../../../sandbox/simulator";
import { selling } from "../../support/accounts";
import { type Created, checked, create, startAccount, startCommand, writes } from "../../support/session";

const seattle = {
  match: { areaCode: "206" },
  __urn: "urn:pulumi:test::phones-20318::pulumi-nodejs:dynamic/flowroute:PhoneNumber::seattle",
};

/** An account and the resource "seattle", which an earlier command bought a number for. */
async function bought(): Promise<{ simulator: Simulator & AsyncDisposable; first: Created }> {
  const simulator = await startAccount({ account: selling(3) });
  const first = await create(startCommand(simulator).phoneNumber, seattle);
  simulator.clearRequests();
  return { simulator, first };
}

const twice = (number: string) =>
  `Two PhoneNumber resources stand for ${number}: "seattle", whose match chose it, and one that declares it by number.`;

test("a number that a match of this very command has bought is refused to a resource that declares it", async () => {
  await using simulator = await startAccount({ account: selling(3) });
  const { phoneNumber } = startCommand(simulator);
  const { id } = await create(phoneNumber, seattle);
  await expect(checked(phoneNumber, {}, { number: id })).rejects.toThrow(twice(id));
  expect(await phoneNumber.check({}, { number: id })).toMatchObject({ failures: [{ property: "" }] });
});

test("so is a number that a match was given by an earlier command, whichever of the two comes first", async () => {
  const { simulator, first } = await bought();
  await using _ = simulator;
  const { id, inputs, outs } = first;
  const one = startCommand(simulator).phoneNumber;
  await one.diff(id, outs, await checked(one, inputs, seattle));
  await expect(checked(one, {}, { number: id })).rejects.toThrow(twice(id));
  const other = startCommand(simulator).phoneNumber;
  await checked(other, {}, { number: id });
  const news = await checked(other, inputs, seattle);
  await expect(other.diff(id, outs, news)).rejects.toThrow(twice(id));
  expect(writes(simulator)).toEqual([]);
});

test("pinning the number of a match is no second resource; nor is it under another name, even after a refresh", async () => {
  const { simulator, first } = await bought();
  await using _ = simulator;
  const { id, inputs, outs } = first;
  const pinned = startCommand(simulator).phoneNumber;
  await pinned.diff(id, outs, await checked(pinned, inputs, { number: id }));
  const renamed = startCommand(simulator).phoneNumber;
  const { props = {} } = await renamed.read(id, outs);
  await renamed.diff(id, props, inputs);
  await create(renamed, { number: id });
  await renamed.delete(id, outs);
  expect(writes(simulator)).toEqual([]);
});

test("a number whose purchase was refused, though the account has it, may be declared: so it is cleared up", async () => {
  await using simulator = await startAccount({ account: selling(3) });
  const { phoneNumber } = startCommand(simulator);
  simulator.addFault({
    match: { method: "POST", path: "/v2/numbers/*" },
    when: "after",
    action: "status",
    status: 404,
    body: { errors: [{ detail: "no", id: "x", status: 404 }] },
    times: 1,
  });
  await expect(create(phoneNumber, seattle)).rejects.toMatchObject({ name: "ContestedPurchase" });
  const [{ number } = { number: "" }] = simulator.account.charges;
  const next = startCommand(simulator);
  expect((await create(next.phoneNumber, { __urn: seattle.__urn, number })).id).toBe(number);
  await create(startCommand(simulator).phoneNumber, { ...seattle, __urn: `${seattle.__urn}-2` });
  expect(simulator.account.charges).toHaveLength(2);
});
