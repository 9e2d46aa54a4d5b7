import type { Fault, Simulator } from "../../../sandbox/simulator";
import { frontDesk, selling } from "../../support/accounts";
import { calls, checked, create, startAccount, startCommand, writes } from "../../support/session";

const [first, second, third] = ["12065550000", "12065550001", "12065550002"] as const;
const anyOf206 = { match: { areaCode: "206" } };
const post = (number: string) => `POST /v2/numbers/${number}`;

/** What somebody who buys the same numbers does between our search and our purchase. */
function reprice(simulator: Simulator, number: string, prices: { setup_cost?: number; monthly_cost?: number }): void {
  Object.assign(simulator.account.inventory[number] ?? {}, prices);
}

function refuse(simulator: Simulator, number: string, status: number, detail?: string): void {
  const body = detail === undefined ? {} : { body: { errors: [{ detail, status }] } };
  simulator.addFault({ match: { method: "POST", path: `/v2/numbers/${number}` }, action: "status", status, ...body });
}

describe("a refusal that would meet every purchase", () => {
  test.each([
    [403, "Top up first.", "lacks the funds"],
    [401, "No such key.", "Check flowroute:accessKey"],
  ])("with %d is told, and no other purchase of the command is tried", async (status, words, remedy) => {
    await using simulator = await startAccount({ account: selling(30) });
    refuse(simulator, first, status, words);
    const { phoneNumber } = startCommand(simulator);
    const news = [...Array.from({ length: 10 }, () => anyOf206), { number: third }];
    const all = await Promise.allSettled(news.map((it) => phoneNumber.create(it)));
    const reasons = all.map((it) => (it.status === "rejected" ? String(it.reason.message) : "bought"));
    for (const reason of reasons)
      for (const part of [post(first), String(status), words, remedy]) expect(reason).toContain(part);
    for (const reason of reasons.slice(1)) expect(reason).toMatch(/^Nothing was bought: .*`pulumi up` again\.$/);
    expect(writes(simulator)).toEqual([post(first)]);
    expect(calls(simulator).filter((call) => call.includes("available?starts_with=1206&"))).toHaveLength(1);

    simulator.clearRequests();
    await expect(phoneNumber.create(anyOf206)).rejects.toThrow(words);
    expect(calls(simulator)).toEqual([]);
    expect((await startCommand(simulator).phoneNumber.create(anyOf206)).id).toBe(first);
  });

  test("leaves numbers that are owned to be adopted", async () => {
    await using simulator = await startAccount();
    const forSale = "12065014722";
    refuse(simulator, forSale, 403);
    const { phoneNumber } = startCommand(simulator);
    await expect(phoneNumber.create({ number: forSale })).rejects.toThrow("403");
    expect((await phoneNumber.create({ number: frontDesk.number })).id).toBe(frontDesk.number);
  });

  test("is believed when it cannot be told whether the number is still for sale", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    refuse(simulator, first, 403, "Top up first.");
    const search: Fault["match"] = { method: "GET", path: "/v2/numbers/available?*ends_with*" };
    simulator.addFault({ match: search, action: "status", status: 422, times: 100 });
    const { phoneNumber } = startCommand(simulator);
    await expect(phoneNumber.create(anyOf206)).rejects.toThrow("Top up first.");
    await expect(phoneNumber.create(anyOf206)).rejects.toThrow("no other purchase was tried");
    expect(writes(simulator)).toEqual([post(first)]);
  });
});

describe.each([404, 422, 403] as const)("where Flowroute refuses a sold number with %d (U-9)", (buyUnavailable) => {
  /** Sells the number to somebody else right before our purchase. */
  function buyAway(simulator: Simulator, session: ReturnType<typeof startCommand>["session"], ...numbers: string[]) {
    const purchase = session.client.numbers.purchase.bind(session.client.numbers);
    jest.spyOn(session.client.numbers, "purchase").mockImplementation(async (number) => {
      if (numbers.includes(number)) delete simulator.account.inventory[number];
      await purchase(number);
    });
  }

  test("a match goes on with the next one, and so do later purchases", async () => {
    await using simulator = await startAccount({ account: selling(5), buyUnavailable });
    const { phoneNumber, session } = startCommand(simulator);
    buyAway(simulator, session, first, second);
    expect((await phoneNumber.create(anyOf206)).id).toBe(third);
    expect((await phoneNumber.create(anyOf206)).id).toBe("12065550003");
    expect(simulator.account.charges).toHaveLength(2);
  });

  test("an exact number is said to be sold", async () => {
    await using simulator = await startAccount({ account: selling(5), buyUnavailable });
    const { phoneNumber, session } = startCommand(simulator);
    buyAway(simulator, session, first);
    await expect(phoneNumber.create({ number: first })).rejects.toThrow(`${first} was sold to somebody else`);
    expect((await phoneNumber.create({ number: second })).id).toBe(second);
  });
});

describe("a price that rose", () => {
  test.each([
    ["to set up", { setup_cost: 1.01 }, "$1.01 to set up and $1.25 a month"],
    ["a month", { monthly_cost: 1.26 }, "$1.00 to set up and $1.26 a month"],
    ["a month, though it fell to set up", { setup_cost: 0, monthly_cost: 9 }, "$0.00 to set up and $9.00 a month"],
  ])("%s since this command's own plan: an exact number is not bought", async (_, prices, now) => {
    await using simulator = await startAccount({ account: selling(1) });
    const { phoneNumber } = startCommand(simulator);
    const inputs = await checked(phoneNumber, {}, { number: first });
    reprice(simulator, first, prices);
    const failure = await phoneNumber.create(inputs).catch((error) => error);
    for (const part of ["Nothing was bought", first, now, "$1.00 to set up and $1.25 a month", "pulumi preview"])
      expect(failure.message).toContain(part);
    expect(writes(simulator)).toEqual([]);
    expect((await create(startCommand(simulator).phoneNumber, { number: first })).id).toBe(first);
  });

  test("and one that fell, or was never told, is no reason", async () => {
    await using simulator = await startAccount({ account: selling(2) });
    const { phoneNumber } = startCommand(simulator);
    const inputs = await checked(phoneNumber, {}, { number: first });
    reprice(simulator, first, { setup_cost: 0.5 });
    expect((await phoneNumber.create(inputs)).id).toBe(first);
    expect((await phoneNumber.create({ number: second })).id).toBe(second);
    expect(simulator.account.charges).toMatchObject([{ setup_cost: 0.5 }, { setup_cost: 1 }]);
  });

  test("since a purchase that was never cleared up: it is not made for more", async () => {
    await using simulator = await startAccount({ account: selling(2) });
    simulator.addFault({ match: { method: "POST", path: "/**" }, action: "reset", times: 3 });
    const failure = await startCommand(simulator)
      .phoneNumber.create(anyOf206)
      .catch((error) => error);
    expect(failure).toMatchObject({ name: "PartialFailure", id: first });
    simulator.clearRequests();
    reprice(simulator, first, { monthly_cost: 9 });
    const update = () => startCommand(simulator).phoneNumber.update(first, failure.properties, anyOf206);
    await expect(update()).rejects.toThrow(/\$9\.00 a month now, .* \$1\.25 a month.*pulumi refresh/s);
    expect(writes(simulator)).toEqual([]);
    reprice(simulator, first, { monthly_cost: 1.25 });
    await update();
    expect(simulator.account.charges).toHaveLength(1);
  });

  test("while others buy: every further candidate of a match is looked at again before it is bought", async () => {
    await using simulator = await startAccount({ account: selling(5) });
    const { phoneNumber, session } = startCommand(simulator);
    const purchase = session.client.numbers.purchase.bind(session.client.numbers);
    jest.spyOn(session.client.numbers, "purchase").mockImplementationOnce(async (number) => {
      delete simulator.account.inventory[first];
      delete simulator.account.inventory[second];
      reprice(simulator, third, { setup_cost: 11 });
      reprice(simulator, "12065550003", { setup_cost: 3 });
      await purchase(number);
    });
    const { id, outs } = await phoneNumber.create(anyOf206);
    expect(id).toBe("12065550003");
    expect(outs).toMatchObject({ setupCost: 3 });
    expect(writes(simulator)).toEqual([post(first), post(id)]);
  });

  test("at the purchase itself is told afterwards", async () => {
    await using simulator = await startAccount({ account: selling(2) });
    const { phoneNumber, session, said } = startCommand(simulator);
    const purchase = session.client.numbers.purchase.bind(session.client.numbers);
    jest.spyOn(session.client.numbers, "purchase").mockImplementationOnce(async (number) => {
      await purchase(number);
      Object.assign(simulator.account.numbers[number] ?? {}, { monthly_cost: 2.5 });
    });
    await phoneNumber.create(anyOf206);
    expect(said).toContain(
      `flowroute: warning: ${first} was bought, but costs more than it was offered at: $1.00 to set up and $2.50 a month`,
    );
    await phoneNumber.create(anyOf206);
    expect(said.filter((line) => line.includes("warning"))).toHaveLength(1);
  });
});

describe("bounds hold on every way to a purchase", () => {
  const bounds: [string, Record<string, string>, string][] = [
    ["forbidden purchases", { purchases: "forbid" }, 'flowroute:purchases is "forbid"'],
    ["a setup ceiling", { maxSetupCost: "0.5" }, "over the ceiling of $0.50"],
    ["a monthly ceiling", { maxMonthlyCost: "0.5" }, "over the ceiling of $0.50"],
    ["maxSpend", { maxSpend: "2" }, "over flowroute:maxSpend"],
  ];

  test.each(bounds)("%s: an unconfirmed purchase is not made up for", async (_, settings, reason) => {
    await using simulator = await startAccount({ account: selling(2) });
    simulator.addFault({ match: { method: "POST", path: "/**" }, action: "reset", times: 3 });
    const failure = await startCommand(simulator)
      .phoneNumber.create(anyOf206)
      .catch((error) => error);
    simulator.clearRequests();
    const { phoneNumber } = startCommand(simulator, settings);
    await expect(phoneNumber.update(first, failure.properties, anyOf206)).rejects.toThrow(reason);
    expect(writes(simulator)).toEqual([]);
  });

  test("maxSpend holds for exact numbers and matches side by side, and a refused purchase gives its share back", async () => {
    await using simulator = await startAccount({ account: selling(8, 1, 1) });
    refuse(simulator, first, 404);
    const { phoneNumber } = startCommand(simulator, { maxSpend: "6" });
    const exact = ["12065550006", "12065550007"].map((number) => ({ number }));
    const all = await Promise.allSettled(
      [anyOf206, anyOf206, ...exact, anyOf206].map((news) => phoneNumber.create(news)),
    );
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    expect(simulator.account.charges).toHaveLength(3);
  });
});

describe("a plan of what is not known in full", () => {
  test.each([
    ["its number", { number: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }, "a number", "number"],
    ["its match", { match: { areaCode: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" } }, "a number", "match"],
    ["its ceiling", { number: first, maxSetupCost: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }, first, "maxSetupCost"],
  ])("says so of %s, asks nothing and refuses nothing", async (_, news, what, open) => {
    await using simulator = await startAccount({ account: selling(1, 100) });
    const { phoneNumber, said } = startCommand(simulator);
    expect(await checked(phoneNumber, {}, news)).toEqual(news);
    expect(said).toEqual([
      `flowroute: ${what} will be adopted or bought; which, and at what price, cannot be told before ${open} is known`,
    ]);
    expect(calls(simulator)).toEqual([]);
  });
});
