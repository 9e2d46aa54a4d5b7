import pLimit from "p-limit";
import { reroute } from "../../../provider/lifecycle/routing/routing";
import type { Session } from "../../../provider/lifecycle/session";
import { fleetNumbers, owningFleet } from "../../support/accounts";
import { Gateway, type Mischief, pass } from "../../support/gateway";
import { type Command, calls, create, startAccount, startCommand } from "../../support/session";

/** As many calls at once as an engine makes on a machine of two cores. */
const THREADS = 8;

/** Refreshes each number and its routes, in the order of a state. */
async function readAll({ phoneNumber, numberRoutes }: Command, numbers: readonly string[]): Promise<unknown[]> {
  const inTurn = pLimit(THREADS);
  const reads = numbers.flatMap((number, line) => [
    inTurn(() => phoneNumber.read(number, { declared: { number } })),
    inTurn(() => numberRoutes.read(number, { declared: routesOf(line) })),
  ]);
  return Promise.all(reads);
}

/** As `owningFleet` has them. */
const routesOf = (line: number) => ({ primaryRoute: "101", ...(line % 2 && { failoverRoute: "102" }) });

/** Requests by kind, whatever the number or the page. */
function kinds(all: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const call of all) {
    const kind = call.replace(/\d{11}/, "N").replace(/\?.*/, "");
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

test("200 numbers and their routes are read with four requests, and as one by one", async () => {
  const account = owningFleet(200);
  await using many = await startAccount({ account });
  await using alone = await startAccount({ account, batchRead: "off" });
  const together = await readAll(startCommand(many), fleetNumbers(200));
  expect(kinds(calls(many))).toEqual({
    "GET /v2/numbers/N": 2,
    "GET /v2/numbers": 1,
    "POST /v2/numbers/details": 1,
  });
  expect(together).toEqual(await readAll(startCommand(alone), fleetNumbers(200)));
});

test.each(["v2", "v2.1"] as const)("2,000 with 24 requests (names of %s)", async (batchRead) => {
  await using simulator = await startAccount({ account: owningFleet(2000), batchRead });
  const { phoneNumber } = startCommand(simulator);
  const inTurn = pLimit(THREADS);
  await Promise.all(fleetNumbers(2000).map((number) => inTurn(() => phoneNumber.read(number, {}))));
  expect(calls(simulator).length).toBeLessThanOrEqual(24);
});

test("where batches are not served, each number is read once", async () => {
  await using simulator = await startAccount({ account: owningFleet(200), batchRead: "off" });
  await readAll(startCommand(simulator), fleetNumbers(200));
  expect(kinds(calls(simulator))).toMatchObject({ "GET /v2/numbers/N": 200, "POST /v2/numbers/details": 1 });
});

test("where batches of 200 are refused, there are smaller ones", async () => {
  await using simulator = await startAccount({ account: owningFleet(200), batchMax: 60 });
  await readAll(startCommand(simulator), fleetNumbers(200));
  expect(kinds(calls(simulator))).toMatchObject({ "GET /v2/numbers/N": 2, "POST /v2/numbers/details": 5 });
});

test("one number, or two, are read alone", async () => {
  await using simulator = await startAccount({ account: owningFleet(200) });
  await readAll(startCommand(simulator), fleetNumbers(2));
  expect(kinds(calls(simulator))).toMatchObject({ "GET /v2/numbers/N": 2 });
  expect(kinds(calls(simulator))).not.toHaveProperty("GET /v2/numbers");
});

test("200 numbers and their routes are adopted with five requests", async () => {
  await using simulator = await startAccount({ account: owningFleet(200) });
  const { phoneNumber, numberRoutes } = startCommand(simulator);
  const inTurn = pLimit(THREADS);
  await Promise.all(
    fleetNumbers(200).flatMap((number, line) => [
      inTurn(() => create(phoneNumber, { number })),
      inTurn(() => create(numberRoutes, { number, ...routesOf(line) })),
    ]),
  );
  expect(kinds(calls(simulator))).toEqual({
    "GET /v2/numbers/N": 2,
    "GET /v2/numbers": 1,
    "GET /v2/routes": 1,
    "POST /v2/numbers/details": 1,
  });
});

test("numbers that are not on the account are asked for by themselves before they pass for absent", async () => {
  await using simulator = await startAccount({ account: owningFleet(20) });
  const { session } = startCommand(simulator);
  const numbers = fleetNumbers(25);
  const found = await Promise.all(numbers.map((number) => session.account.find(number)));
  expect(found.flatMap((details) => details?.number ?? [])).toEqual(fleetNumbers(20));
  const asked = calls(simulator);
  for (const number of numbers.slice(20)) expect(asked).toContain(`GET /v2/numbers/${number}`);
});

describe("a batch is not believed", () => {
  /** An answer of the batch read, with one number of it changed. */
  const lying =
    (number: string, change: (item: BatchItem) => void): Mischief =>
    async (exchange) => {
      const answer = await exchange.serve();
      if (exchange.path !== "/v2/numbers/details") return exchange.answer(answer);
      const body = JSON.parse(answer.text) as { data: BatchItem[] };
      for (const item of body.data) if (item.id === number) change(item);
      exchange.answer({ ...answer, text: JSON.stringify(body) });
    };
  const [first = "", second = "", last = ""] = [...fleetNumbers(2), ...fleetNumbers(30).slice(-1)];

  test.each<[string, Mischief]>([
    [
      "that contradicts the single read",
      lying(first, ({ attributes }) => Object.assign(attributes, { alias: "Other" })),
    ],
    [
      "that gives the number another route",
      lying(first, ({ relationships }) => swap(relationships, "voice_primary_route")),
    ],
    [
      "that leaves out what a number relates to",
      lying(last, ({ relationships }) => delete relationships.voice_failover_route),
    ],
    ["that leaves out a number's attributes", lying(last, (item) => Object.assign(item, { attributes: {} }))],
    ["with a number that was not asked for", lying(last, (item) => Object.assign(item, { id: "12065559999" }))],
    ["with a number twice", lying(last, (item) => Object.assign(item, { id: second }))],
    [
      "that is no JSON",
      async (exchange) => {
        const answer = await exchange.serve();
        exchange.answer(exchange.method === "POST" ? { ...answer, text: "<html>Welcome</html>" } : answer);
      },
    ],
    [
      "that breaks off",
      async (exchange) => (exchange.method === "POST" ? exchange.half(await exchange.serve()) : pass(exchange)),
    ],
    [
      "that comes with status 500",
      async (exchange) => {
        const answer = await exchange.serve();
        exchange.answer(exchange.method === "POST" ? { ...answer, status: 500 } : answer);
      },
    ],
  ])("%s", async (_, mischief) => {
    await using simulator = await startAccount({ account: owningFleet(30) });
    await using gateway = await Gateway.before(simulator);
    gateway.expect(mischief);
    const told = await readAll(startCommand({ ...simulator, url: gateway.url }), fleetNumbers(30));
    expect(kinds(calls(simulator))).toEqual({
      "GET /v2/numbers/N": 30,
      "GET /v2/numbers": 1,
      "POST /v2/numbers/details": 1,
    });
    expect(told).toEqual(await readAll(startCommand(simulator), fleetNumbers(30)));
  });

  test("that lacks a number: it is asked for by itself", async () => {
    await using simulator = await startAccount({ account: owningFleet(30) });
    await using gateway = await Gateway.before(simulator);
    gateway.expect(async (exchange) => {
      const answer = await exchange.serve();
      if (exchange.method === "GET") return exchange.answer(answer);
      const { data } = JSON.parse(answer.text) as { data: BatchItem[] };
      exchange.answer({ ...answer, text: JSON.stringify({ data: data.filter(({ id }) => id !== last) }) });
    });
    const { session } = startCommand({ ...simulator, url: gateway.url });
    const found = await Promise.all(fleetNumbers(30).map((number) => session.account.find(number)));
    expect(found.map((details) => details?.number)).toEqual(fleetNumbers(30));
    expect(kinds(calls(simulator))).toMatchObject({ "GET /v2/numbers/N": 3, "POST /v2/numbers/details": 1 });
  });
});

test("a list that cannot be read is not insisted on", async () => {
  await using simulator = await startAccount({ account: owningFleet(30) });
  simulator.addFault({ match: { method: "GET", path: "/v2/numbers" }, times: 100, action: "status", status: 500 });
  await readAll(startCommand(simulator), fleetNumbers(30));
  expect(kinds(calls(simulator))).toEqual({ "GET /v2/numbers/N": 30, "GET /v2/numbers": 1 });
});

describe("what was read before a write is stale", () => {
  /** The routes that are told of a number after it was rerouted while a batch with the old ones was on its way. */
  async function rerouteDuringBatch(breaking: (session: Session) => void = () => {}): Promise<string | undefined> {
    await using simulator = await startAccount({ account: owningFleet(30) });
    await using gateway = await Gateway.before(simulator);
    const { session } = startCommand({ ...simulator, url: gateway.url });
    breaking(session);
    const [number = ""] = fleetNumbers(30).slice(-1);
    // It is on the list too, and so in the batch.
    await session.account.details(number);
    let rerouted = false;
    gateway.expect(async (exchange) => {
      const answer = await exchange.serve();
      if (exchange.path === "/v2/numbers/details" && !rerouted) {
        rerouted = true;
        const before = { primaryRoute: "101", failoverRoute: "102" };
        await reroute(session, number, before, { primaryRoute: "102", failoverRoute: "102" });
      }
      exchange.answer(answer);
    });
    await Promise.all(fleetNumbers(29).map((other) => session.account.details(other)));
    return (await session.account.details(number)).primaryRouteId;
  }

  test("also in a batch on its way", async () => {
    expect(await rerouteDuringBatch()).toBe("102");
  });

  test("and would be told, were it not forgotten", async () => {
    const forgetful = ({ account }: Session) => {
      account.forget = () => {};
    };
    expect(await rerouteDuringBatch(forgetful)).toBe("101");
  });
});

test("who waits for a number that is forgotten meanwhile, and asked for again, gets an answer too", async () => {
  await using simulator = await startAccount({ account: owningFleet(30) });
  await using gateway = await Gateway.before(simulator);
  const { session } = startCommand({ ...simulator, url: gateway.url });
  const { account } = session;
  const [number = ""] = fleetNumbers(30).slice(-1);
  const asked: Promise<unknown>[] = [];
  gateway.expect(async (exchange) => {
    const answer = await exchange.serve();
    if (exchange.path === "/v2/numbers/details" && asked.length === 0) {
      asked.push(account.details(number));
      account.forget(number);
      asked.push(account.details(number));
    }
    exchange.answer(answer);
  });
  await Promise.all(fleetNumbers(29).map((other) => account.details(other)));
  expect(await Promise.all(asked)).toEqual([1, 2].map(() => expect.objectContaining({ number })));
});

test("a batch is not judged by a number that has no routes", async () => {
  const [silent = "", ...others] = fleetNumbers(10);
  const account = owningFleet(10);
  Object.assign(account.numbers?.[silent] ?? {}, { primary_route: null });
  await using simulator = await startAccount({ account });
  const { session } = startCommand(simulator);
  await session.account.details(silent);
  await Promise.all(others.map((number) => session.account.details(number)));
  const [, ...alone] = calls(simulator).filter((call) => call.startsWith("GET /v2/numbers/"));
  expect(alone.length).toBeGreaterThan(0);
});

test("what takes routes away does not go by a batch", async () => {
  await using simulator = await startAccount({ account: owningFleet(12) });
  const { numberRoutes, session } = startCommand(simulator);
  await Promise.all(fleetNumbers(12).map((number) => session.account.details(number)));
  simulator.clearRequests();
  const [number = ""] = fleetNumbers(12).slice(-1);
  const declared = { primaryRoute: "101", failoverRoute: "102", onDelete: "detach" };
  await numberRoutes.delete(number, { number, primaryRoute: "101", failoverRoute: "102", declared });
  expect(calls(simulator).slice(0, 1)).toEqual([`GET /v2/numbers/${number}`]);
  expect(simulator.account.numbers[number]).toMatchObject({ primary_route: null, failover_route: null });
});

type BatchItem = { id: string; attributes: Record<string, unknown>; relationships: Record<string, unknown> };

function swap(relationships: Record<string, unknown>, name: string): void {
  relationships[name] = { data: { type: "route", id: "102" } };
}
