import { frontDesk, selling } from "../../support/accounts";
import { calls, create, startAccount, startCommand, writes } from "../../support/session";

const { number, primaryRoute, failoverRoute } = frontDesk;
const theNumber = { method: "GET", path: `/v2/numbers/${number}` };

describe.each(["phoneNumber", "numberRoutes"] as const)("reading (%s)", (kind) => {
  const news = kind === "phoneNumber" ? { number } : { number, primaryRoute, failoverRoute };

  test("a number that is not on the account any more is gone", async () => {
    await using simulator = await startAccount();
    const { outs } = await create(startCommand(simulator)[kind], news);
    delete simulator.account.numbers[number];
    expect(await startCommand(simulator)[kind].read(number, outs)).toEqual({});
  });

  test.each([
    ["a path that is not served", { status: 404, body: { errors: [{ status: "404 Not Found: no such URL." }] } }],
    ["a gateway's page", { status: 404, body: "<html>not found</html>" }],
    ["an empty list of errors", { status: 404, body: { errors: [] } }],
    ["wrong keys", { status: 401 }],
    ["no permission", { status: 403 }],
    [
      "another number's details",
      { status: 200, body: { data: { type: "number", id: "12065550102", attributes: {} } } },
    ],
  ])("an answer of %s is an error, and never means gone", async (_, answer) => {
    await using simulator = await startAccount();
    const { outs } = await create(startCommand(simulator)[kind], news);
    simulator.addFault({ match: theNumber, action: "status", ...answer });
    await expect(startCommand(simulator)[kind].read(number, outs)).rejects.toThrow(`GET /v2/numbers/${number}`);
    expect(writes(simulator)).toEqual([]);
  });

  test("a server error is asked about again", async () => {
    await using simulator = await startAccount();
    const { outs } = await create(startCommand(simulator)[kind], news);
    simulator.addFault({ match: theNumber, action: "status", status: 500 });
    expect(await startCommand(simulator)[kind].read(number, outs)).toMatchObject({ id: number });
  });

  test("a `.get` takes any spelling, and has no inputs", async () => {
    await using simulator = await startAccount();
    const found = await startCommand(simulator)[kind].read("(206) 555-0100", {});
    expect(found).toMatchObject({ id: number, props: { number, e164: `+${number}` } });
    expect(found).not.toHaveProperty("inputs");
    await expect(startCommand(simulator)[kind].read("206-FLOWERS", {})).rejects.toThrow("letters");
  });
});

test("a number and its routes are read with one request", async () => {
  await using simulator = await startAccount();
  const { phoneNumber, numberRoutes } = startCommand(simulator);
  await Promise.all([phoneNumber.read(number, {}), numberRoutes.read(number, {})]);
  expect(calls(simulator)).toEqual([`GET /v2/numbers/${number}`]);
});

test("a read that failed is not remembered", async () => {
  await using simulator = await startAccount();
  simulator.addFault({ match: theNumber, action: "status", status: 403 });
  const { phoneNumber } = startCommand(simulator);
  await expect(phoneNumber.read(number, {})).rejects.toThrow("403");
  expect(await phoneNumber.read(number, {})).toMatchObject({ id: number });
});

test("a write makes what was read before it stale", async () => {
  await using simulator = await startAccount();
  const { phoneNumber, numberRoutes } = startCommand(simulator);
  await create(phoneNumber, { number, alias: "Front desk" });
  await create(numberRoutes, { number, primaryRoute: "90114", failoverRoute });
  expect((await numberRoutes.read(number, {})).props).toMatchObject({ primaryRoute: "90114" });
  await phoneNumber.update(number, {}, { number, alias: "Desk" });
  expect((await phoneNumber.read(number, {})).props).toMatchObject({ alias: "Desk" });
});

test("an update of a number that was released elsewhere writes nothing and says what to do", async () => {
  await using simulator = await startAccount();
  const { outs, inputs } = await create(startCommand(simulator).phoneNumber, { number, alias: "Front desk" });
  delete simulator.account.numbers[number];
  const update = startCommand(simulator).phoneNumber.update(number, outs, { ...inputs, alias: "Desk" });
  await expect(update).rejects.toThrow("pulumi refresh");
  expect(writes(simulator)).toEqual([]);
});

test("a number of a match that other keys do not find stays in the state: its account may be another", async () => {
  await using ours = await startAccount({ account: selling(1) });
  await using others = await startAccount({ account: {}, accessKey: "other0ke" });
  const { id, outs } = await create(startCommand(ours).phoneNumber, { match: { areaCode: "206" } });
  await expect(startCommand(others).phoneNumber.read(id, outs)).rejects.toThrow("not the keys it was last seen by");
  // With its own keys a number that is gone is gone.
  delete ours.account.numbers[id];
  expect(await startCommand(ours).phoneNumber.read(id, outs)).toEqual({});
});

test("new keys of the same account are remembered", async () => {
  await using before = await startAccount({ account: selling(1) });
  const { id, outs } = await create(startCommand(before).phoneNumber, { match: { areaCode: "206" } });
  await using after = await startAccount({ account: before.account, accessKey: "new00key" });
  const { props } = await startCommand(after).phoneNumber.read(id, outs);
  delete after.account.numbers[id];
  expect(await startCommand(after).phoneNumber.read(id, props ?? {})).toEqual({});
});
