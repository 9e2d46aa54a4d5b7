import type { Properties } from "../../../provider/lifecycle/lifecycle";
import type { Fault, Simulator } from "../../../sandbox/simulator";
import { selling } from "../../support/accounts";
import { calls, checked, type Lifecycle, onTheWire, startAccount, startCommand, writes } from "../../support/session";

const first = "12065550000";
const match = { match: { areaCode: "206" }, alias: "Bought", onDelete: "release" };
const post = `POST /v2/numbers/${first}`;

/** Everything about the first number goes wrong: the purchase gets no answer, and neither does the question after it. */
function loseAnswers(simulator: Simulator, when: "before" | "after"): void {
  simulator.addFault({ match: { method: "POST", path: `/v2/numbers/${first}` }, when, action: "reset" });
  const question: Fault = { match: { method: "GET", path: `/v2/numbers/${first}` }, action: "malformed" };
  simulator.addFault(question);
}

/** What the engine keeps of a create that came half way. */
async function failHalfWay(lifecycle: Lifecycle, news: Properties) {
  const inputs = { ...(await checked(lifecycle, {}, news)), __provider: "the handler" };
  const failure = await lifecycle.create(inputs).then(
    () => undefined,
    (error) => error,
  );
  expect(failure).toMatchObject({ name: "PartialFailure", reasons: [expect.any(String)] });
  const { __provider, ...outs } = onTheWire(failure.properties);
  expect(__provider).toBe("the handler");
  return { id: String(failure.id), outs, inputs, reason: String(failure.reasons[0]) };
}

test.each(["before", "after"] as const)(
  "a purchase that cannot be cleared up (lost %s it was made) is kept, named and priced, and no other is bought",
  async (when) => {
    await using simulator = await startAccount({ account: selling(3) });
    loseAnswers(simulator, when);
    const { phoneNumber } = startCommand(simulator);
    const { id, outs, reason } = await failHalfWay(phoneNumber, match);
    expect(id).toBe(first);
    expect(outs).toMatchObject({ number: first, e164: `+${first}`, setupCost: 1, monthlyCost: 1.25 });
    for (const part of [first, "$1.00 to set up", "kept in the stack's state", "does not pay twice"])
      expect(reason).toContain(part);
    expect(writes(simulator)).toEqual([post]);
  },
);

test.each([
  ["is on the account", "after", []],
  ["is not on the account", "before", [post]],
] as const)("the next up settles it when the number %s", async (_, when, purchases) => {
  await using simulator = await startAccount({ account: selling(3) });
  loseAnswers(simulator, when);
  const before = await failHalfWay(startCommand(simulator).phoneNumber, match);
  simulator.clearRequests();

  const { phoneNumber } = startCommand(simulator);
  const news = await checked(phoneNumber, before.inputs, match);
  expect(await phoneNumber.diff(before.id, before.outs, news)).toMatchObject({ changes: true, replaces: [] });
  const { outs = {} } = await phoneNumber.update(before.id, before.outs, news);
  expect(writes(simulator)).toEqual([...purchases, `PATCH /v2/numbers/${first}`]);
  expect(simulator.account.charges).toHaveLength(1);
  expect(Object.keys(simulator.account.numbers)).toEqual([first]);
  expect(onTheWire(outs)).toMatchObject({ number: first, alias: "Bought", setupCost: 1 });
  expect(outs).not.toHaveProperty("purchaseUnconfirmed");

  const last = startCommand(simulator);
  expect(await last.phoneNumber.diff(first, outs, news)).toMatchObject({ changes: false });
  expect(await last.phoneNumber.read(first, outs)).toMatchObject({ id: first, props: outs });
  expect(last.said).toEqual([]);
});

test("a refresh settles it too: what is on the account is whole, what is not is out of the state", async () => {
  await using simulator = await startAccount({ account: selling(3) });
  loseAnswers(simulator, "after");
  const { id, outs } = await failHalfWay(startCommand(simulator).phoneNumber, match);
  const { props } = await startCommand(simulator).phoneNumber.read(id, outs);
  expect(props).not.toHaveProperty("purchaseUnconfirmed");
  delete simulator.account.numbers[id];
  expect(await startCommand(simulator).phoneNumber.read(id, outs)).toEqual({});
});

test("if somebody else bought it meanwhile, the next up says how to go on and buys nothing", async () => {
  await using simulator = await startAccount({ account: selling(3) });
  loseAnswers(simulator, "before");
  const { id, outs, inputs } = await failHalfWay(startCommand(simulator).phoneNumber, match);
  delete simulator.account.inventory[first];
  simulator.clearRequests();
  await expect(startCommand(simulator).phoneNumber.update(id, outs, inputs)).rejects.toThrow("pulumi refresh");
  expect(writes(simulator)).toEqual([]);
});

test("a number that was lost once and then refused is not given up for another", async () => {
  await using simulator = await startAccount({ account: selling(3) });
  const purchase = { method: "POST", path: `/v2/numbers/${first}` };
  simulator.addFault({ match: purchase, action: "reset" });
  simulator.addFault({ match: purchase, action: "status", status: 404 });
  const { id } = await failHalfWay(startCommand(simulator).phoneNumber, match);
  expect(id).toBe(first);
  expect(writes(simulator)).toEqual([post, post]);
});

test("a purchase that gets no answer time after time is tried three times, each after asking", async () => {
  await using simulator = await startAccount({ account: selling(3) });
  simulator.addFault({ match: { method: "POST", path: `/v2/numbers/${first}` }, action: "reset", times: 100 });
  const { id } = await failHalfWay(startCommand(simulator).phoneNumber, match);
  expect(id).toBe(first);
  const ask = `GET /v2/numbers/${first}`;
  const cycle = [post, ask, ask, ask];
  expect(calls(simulator).filter((call) => call.endsWith(first))).toEqual([...cycle, ...cycle, ...cycle]);
  expect(simulator.account.charges).toEqual([]);
});

test("a purchase that shows only much later is kept as bought, and not bought again", async () => {
  await using simulator = await startAccount({ account: selling(3), readDelay: 3 });
  const { id, outs, inputs, reason } = await failHalfWay(startCommand(simulator).phoneNumber, match);
  expect(reason).toContain("but could not be read back");
  await startCommand(simulator).phoneNumber.update(id, outs, inputs);
  expect(writes(simulator)).toEqual([post, `PATCH /v2/numbers/${first}`]);
  expect(simulator.account.charges).toHaveLength(1);
});

test("a number whose details cannot be written is kept, and the next up writes them", async () => {
  await using simulator = await startAccount({ account: selling(1) });
  simulator.addFault({ match: { method: "PATCH", path: "/v2/numbers/*" }, action: "status", status: 403 });
  const { id, outs, inputs } = await failHalfWay(startCommand(simulator).phoneNumber, match);
  expect(outs).not.toHaveProperty("alias");
  const { phoneNumber } = startCommand(simulator);
  expect(await phoneNumber.diff(id, outs, inputs)).toMatchObject({ changes: true, replaces: [] });
  expect((await phoneNumber.update(id, outs, inputs)).outs).toMatchObject({ alias: "Bought" });
  expect(simulator.account.charges).toHaveLength(1);
});
