import { rmSync } from "node:fs";
import { deskOf } from "../../../provider/resources/phone-number/purchase-desk";
import type { Fault, Simulator } from "../../../sandbox/simulator";
import { selling } from "../../support/accounts";
import { type Command, calls, create, startAccount, startCommand, writes } from "../../support/session";

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

  test("a lack of funds ends in an error, and in no attempt at another number", async () => {
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
    // A tenth of the patience, or this would take half a minute.
    jest.spyOn(AbortSignal, "timeout").mockImplementation((milliseconds) => timeout(milliseconds / 10));
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

test("a match whose number was sold to others takes the next one", async () => {
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

test("an exact number that was sold to others is an error that says so", async () => {
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

describe("a purchase that is refused, though the account has the number then", () => {
  const urn = "urn:pulumi:test::phones::pulumi-nodejs:dynamic/flowroute:PhoneNumber::line";
  const wanted = { ...anyOf206, __urn: urn };
  const refusal = { errors: [{ detail: "That number is not available.", id: "x" }] };

  /** Flowroute gets every purchase twice, and the client hears the answer to the second. */
  function doubled(simulator: Simulator, status: number): void {
    const match = { method: "POST", path: "/v2/numbers/*" };
    simulator.addFault({ match, when: "after", action: "status", status, body: refusal, times: 100 });
  }

  const failureOf = (command: Command, inputs: object) => create(command.phoneNumber, { ...inputs }).catch((it) => it);

  test.each([404, 403, 409])(
    "ends all purchases of a match at the first (%d), and is counted and noted",
    async (status) => {
      await using simulator = await startAccount({ account: selling(20) });
      doubled(simulator, status);
      const command = startCommand(simulator, { maxSpend: "5" });
      const failure = await failureOf(command, wanted);
      const [{ number } = { number: "" }] = simulator.account.charges;
      expect(failure.name).toBe("ContestedPurchase");
      for (const part of [
        `The purchase of ${number}`,
        "was refused",
        "yet this account has the number",
        `number: "${number}"`,
      ])
        expect(failure.message).toContain(part);
      expect(failure.message).not.toContain("othing was bought");
      expect(deskOf(command.session).spent).toBe(2.25);
      const other = await failureOf(command, { ...wanted, __urn: `${urn}-2` });
      expect(other.message).toContain("after that one no other purchase was tried");
      expect(simulator.account.charges).toHaveLength(1);
    },
  );

  test("is not made up for by the next command, which says what a person has to do", async () => {
    await using simulator = await startAccount({ account: selling(20) });
    doubled(simulator, 404);
    await failureOf(startCommand(simulator), wanted);
    const [{ number } = { number: "" }] = simulator.account.charges;
    simulator.clearFaults();
    const { failures } = await startCommand(simulator).phoneNumber.check({}, { ...wanted });
    expect(failures).toEqual([{ property: "match", reason: expect.stringContaining(`purchase of ${number}`) }]);
    await expect(startCommand(simulator).phoneNumber.create({ ...wanted })).rejects.toThrow("Nothing is bought");
    expect(simulator.account.charges).toHaveLength(1);
    // A person found that no other stack has it.
    expect((await create(startCommand(simulator).phoneNumber, { number, __urn: urn })).id).toBe(number);
    expect(simulator.account.charges).toHaveLength(1);
  });

  test("is anybody's who takes the note away: then another number is bought", async () => {
    await using simulator = await startAccount({ account: selling(20) });
    doubled(simulator, 404);
    const { message } = await failureOf(startCommand(simulator), wanted);
    simulator.clearFaults();
    const [, note = ""] = /remove the note (.*\.json)/.exec(message) ?? [];
    rmSync(note);
    const [{ number } = { number: "" }] = simulator.account.charges;
    expect((await create(startCommand(simulator).phoneNumber, wanted)).id).not.toBe(number);
    expect(simulator.account.charges).toHaveLength(2);
  });

  test("also where a purchase takes a moment to show", async () => {
    await using simulator = await startAccount({ account: selling(20), readDelay: 2 });
    doubled(simulator, 404);
    expect((await failureOf(startCommand(simulator), wanted)).name).toBe("ContestedPurchase");
    expect(simulator.account.charges).toHaveLength(1);
  });

  test("is what an exact number wanted", async () => {
    await using simulator = await startAccount({ account: selling(20) });
    doubled(simulator, 404);
    const { phoneNumber, said } = startCommand(simulator);
    expect((await create(phoneNumber, { number: first })).id).toBe(first);
    expect(said.join()).toContain(`${first} is on the account, though its purchase was refused`);
    expect(simulator.account.charges).toHaveLength(1);
  });
});

test("two programs with one match, each ordering by its own resources, hardly ever want the same number", async () => {
  await using simulator = await startAccount({ account: selling(60) });
  const plans = ["one", "other"].map(async (stack) => {
    const { phoneNumber, said } = startCommand(simulator);
    for (let line = 0; line < 10; line++) {
      const __urn = `urn:pulumi:${stack}::phones::pulumi-nodejs:dynamic/flowroute:PhoneNumber::line${line}`;
      await phoneNumber.check({}, { ...anyOf206, __urn });
    }
    return said.flatMap((line) => /now is (\d+)/.exec(line)?.[1] ?? []);
  });
  const [ours = [], theirs = []] = await Promise.all(plans);
  expect(new Set(ours).size).toBe(10);
  // The same numbers in the same order, before.
  expect(ours.filter((number, line) => theirs[line] === number).length).toBeLessThan(3);
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

test("parallel matches stay distinct when numbers are sold to others and answers lost", async () => {
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

test("a match that finds every number sold to others gives up rather than trying the whole inventory", async () => {
  await using simulator = await startAccount({ account: selling(30) });
  simulator.addFault({ match: { method: "POST", path: "/v2/numbers/*" }, action: "status", status: 404, times: 100 });
  const { phoneNumber } = startCommand(simulator);
  await expect(create(phoneNumber, anyOf206)).rejects.toThrow("10 numbers in turn");
  expect(writes(simulator)).toHaveLength(10);
});
