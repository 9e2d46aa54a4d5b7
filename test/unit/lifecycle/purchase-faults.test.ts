import type { Fault, Simulator } from "../../../sandbox/simulator";
import { selling } from "../../support/accounts";
import { calls, create, startAccount, startCommand, writes } from "../../support/session";
import { until } from "../../support/simulator";

const first = "12065550000";
const anyOf206 = { match: { areaCode: "206" } };
const post = `POST /v2/numbers/${first}`;
const theNumber = { method: "POST", path: `/v2/numbers/${first}` };

type Mishap = Fault extends infer Each ? (Each extends Fault ? Omit<Each, "match" | "when"> : never) : never;

const mishaps: [string, Mishap][] = [
  ["500", { action: "status", status: 500 }],
  ["503 with a web page", { action: "status", status: 503, body: "<html>down</html>" }],
  ["a broken connection", { action: "reset" }],
  ["half an answer", { action: "malformed" }],
];

/** After every purchase that got no clear answer, and before anything else is bought, the account was asked. */
function expectNoBlindRepeat(simulator: Simulator): void {
  const made = calls(simulator);
  for (const [index, call] of made.entries()) {
    const { status } = simulator.requests()[index] ?? {};
    const unclear = call === post && !(status !== null && status !== undefined && status < 500 && status !== 200);
    if (unclear) expect(made[index + 1]).toBe(`GET /v2/numbers/${first}`);
  }
}

describe.each([
  ["an exact number", { number: first }],
  ["a match", anyOf206],
])("buying %s", (_, inputs) => {
  test.each(mishaps)(
    "when the purchase is made but answered with %s, it is found and not repeated",
    async (__, what) => {
      await using simulator = await startAccount({ account: selling(3) });
      simulator.addFault({ match: theNumber, when: "after", ...what } as Fault);
      const { phoneNumber, said } = startCommand(simulator);
      const { id, outs } = await create(phoneNumber, inputs);
      expect(id).toBe(first);
      expect(outs).not.toHaveProperty("purchaseUnconfirmed");
      expect(simulator.account.charges).toHaveLength(1);
      expect(writes(simulator)).toEqual([post]);
      expect(said.join()).toContain("the answer was lost on the way, but the account has the number");
    },
  );

  test.each(mishaps)(
    "when %s comes instead of the purchase, the account is asked and then it is made",
    async (__, what) => {
      await using simulator = await startAccount({ account: selling(3) });
      simulator.addFault({ match: theNumber, when: "before", ...what } as Fault);
      const { phoneNumber } = startCommand(simulator);
      expect((await create(phoneNumber, inputs)).id).toBe(first);
      expect(simulator.account.charges).toHaveLength(1);
      expect(writes(simulator)).toEqual([post, post]);
      expectNoBlindRepeat(simulator);
    },
  );

  test("a rate limit is waited for as long as Flowroute asks", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    simulator.addFault({ match: theNumber, action: "status", status: 429, retryAfter: 7 });
    const { phoneNumber, pauses } = startCommand(simulator);
    expect((await create(phoneNumber, inputs)).id).toBe(first);
    expect(pauses).toContain(7000);
    expect(simulator.account.charges).toHaveLength(1);
  });

  test("a rate limit that stays ends in an error, and in no purchase of another number", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    simulator.addFault({ match: theNumber, action: "status", status: 429, times: 100 });
    const { phoneNumber } = startCommand(simulator);
    await expect(create(phoneNumber, inputs)).rejects.toMatchObject({ name: "RateLimitedError" });
    expect(writes(simulator)).toEqual([post, post, post]);
    expect(simulator.account.charges).toEqual([]);
  });

  test("want of funds ends in an error, and in no attempt at another number", async () => {
    await using simulator = await startAccount({ account: { ...selling(3), balance: 1 } });
    const { phoneNumber } = startCommand(simulator);
    await expect(create(phoneNumber, inputs)).rejects.toThrow("funds");
    expect(writes(simulator)).toEqual([post]);
    expect(simulator.account.charges).toEqual([]);
  });

  test.each(["before", "after"] as const)("a purchase that never gets an answer is asked after (%s)", async (when) => {
    await using simulator = await startAccount({ account: selling(3) });
    simulator.addFault({ match: theNumber, when, action: "hang" });
    const timeout = AbortSignal.timeout;
    // A hundredth of the patience, or this would take half a minute.
    jest.spyOn(AbortSignal, "timeout").mockImplementation((milliseconds) => timeout(milliseconds / 100));
    const { phoneNumber } = startCommand(simulator);
    expect((await create(phoneNumber, inputs)).id).toBe(first);
    jest.mocked(AbortSignal.timeout).mockRestore();
    expectNoBlindRepeat(simulator);
    expect(simulator.account.charges).toHaveLength(1);
  });

  test("a new number that shows late is waited for", async () => {
    await using simulator = await startAccount({ account: selling(3), readDelay: 2 });
    const { phoneNumber, pauses } = startCommand(simulator);
    expect((await create(phoneNumber, inputs)).id).toBe(first);
    expect(pauses).toEqual([0, 500, 1500]);
    expect(writes(simulator)).toEqual([post]);
  });
});

test("a match whose number was snatched takes the next one", async () => {
  await using simulator = await startAccount({ account: selling(4) });
  for (const line of ["0000", "0001"])
    simulator.addFault({
      match: { method: "POST", path: `/v2/numbers/1206555${line}` },
      action: "status",
      status: 404,
    });
  const { phoneNumber } = startCommand(simulator);
  expect((await create(phoneNumber, anyOf206)).id).toBe("12065550002");
  expect(simulator.account.charges).toHaveLength(1);
  expect(writes(simulator)).toHaveLength(3);
});

test("an exact number that was snatched is an error that says so", async () => {
  await using simulator = await startAccount({ account: selling(4) });
  simulator.addFault({ match: theNumber, action: "status", status: 404 });
  const { phoneNumber } = startCommand(simulator);
  await expect(create(phoneNumber, { number: first })).rejects.toThrow(`${first} was sold to somebody else`);
  expect(writes(simulator)).toEqual([post]);
});

test("a refusal of a number that is still for sale is told in Flowroute's words, and no other number is tried", async () => {
  await using simulator = await startAccount({ account: selling(4) });
  const body = { errors: [{ detail: "Verify your identity first.", id: "x", status: 422 }] };
  simulator.addFault({ match: theNumber, action: "status", status: 422, body });
  const { phoneNumber } = startCommand(simulator);
  await expect(create(phoneNumber, anyOf206)).rejects.toThrow("Verify your identity first.");
  expect(writes(simulator)).toEqual([post]);
});

test.each([404, 408, 409])(
  "a purchase that is made but answered with a %d that is not Flowroute's is found, and no other is made",
  async (status) => {
    await using simulator = await startAccount({ account: selling(4) });
    simulator.addFault({ match: theNumber, when: "after", action: "status", status, body: "<html>no</html>" });
    const { phoneNumber } = startCommand(simulator);
    expect((await create(phoneNumber, anyOf206)).id).toBe(first);
    expect(simulator.account.charges).toHaveLength(1);
    expect(writes(simulator)).toEqual([post]);
  },
);

test("a number that another program of this account bought a moment ago is not shared: another is chosen", async () => {
  await using simulator = await startAccount({ account: selling(4) });
  const [one, other] = [startCommand(simulator), startCommand(simulator)];
  // The other program has chosen the same number, and its purchase is on the way while ours is made.
  simulator.addFault({ match: theNumber, action: "delay", when: "before", delayMs: 300 });
  const late = create(one.phoneNumber, anyOf206);
  await until(() => writes(simulator).length === 1);
  const quick = await create(other.phoneNumber, anyOf206);
  const second = await late;
  expect([quick.id, second.id].sort()).toEqual(["12065550000", "12065550001"]);
  expect(simulator.account.charges).toHaveLength(2);
  expect(other.said.concat(one.said).join()).toContain("another program bought it a moment ago");
});

test("a purchase that may have been made counts against maxSpend", async () => {
  await using simulator = await startAccount({ account: selling(4, 1, 1) });
  simulator.addFault({ match: { method: "POST", path: "/v2/numbers/*" }, when: "after", action: "reset", times: 100 });
  simulator.addFault({ match: { method: "GET", path: "/v2/numbers/1206*" }, action: "malformed", times: 100 });
  const { phoneNumber } = startCommand(simulator, { maxSpend: "2" });
  await expect(phoneNumber.create(anyOf206)).rejects.toMatchObject({ name: "PartialFailure" });
  await expect(phoneNumber.create(anyOf206)).rejects.toThrow("over flowroute:maxSpend");
  expect(simulator.account.charges).toHaveLength(1);
});

test("parallel matches stay distinct when numbers are snatched and answers lost", async () => {
  await using simulator = await startAccount({ account: selling(8) });
  const fault = (line: number, rest: object) =>
    simulator.addFault({ match: { method: "POST", path: `/v2/numbers/1206555000${line}` }, ...rest } as Fault);
  fault(0, { action: "status", status: 404 });
  fault(1, { action: "reset", when: "after" });
  fault(2, { action: "status", status: 503, when: "before" });
  fault(3, { action: "status", status: 429 });
  const { phoneNumber } = startCommand(simulator);
  const created = await Promise.all(Array.from({ length: 5 }, () => phoneNumber.create(anyOf206)));
  expect(new Set(created.map(({ id }) => id)).size).toBe(5);
  expect(simulator.account.charges).toHaveLength(5);
  expect(created.map(({ id }) => id).sort()).toEqual(Object.keys(simulator.account.numbers).sort());
});

test("a match that finds every number snatched gives up rather than trying the whole inventory", async () => {
  await using simulator = await startAccount({ account: selling(30) });
  simulator.addFault({ match: { method: "POST", path: "/v2/numbers/*" }, action: "status", status: 404, times: 100 });
  const { phoneNumber } = startCommand(simulator);
  await expect(create(phoneNumber, anyOf206)).rejects.toThrow("10 numbers in turn");
  expect(writes(simulator)).toHaveLength(10);
});
