import * as fc from "fast-check";
import pLimit from "p-limit";
import { fleetNumbers, owningFleet } from "../../support/accounts";
import { startAccount, startCommand } from "../../support/session";

/** An account, and the reads of a command on it. */
interface Reading {
  /** Numbers on the account. */
  readonly owned: number;
  /** How many of them are read. */
  readonly wanted: number;
  readonly threads: number;
  /** In the order of the account's list, or in any. */
  readonly inOrder: boolean;
  readonly batches: "any size" | "at most 100" | "not served";
}

const reading: fc.Arbitrary<Reading> = fc
  .record({
    owned: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 150, max: 1500 })),
    share: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
    threads: fc.constantFrom(1, 2, 8, 16),
    inOrder: fc.boolean(),
    batches: fc.constantFrom("any size", "any size", "at most 100", "not served"),
  })
  .map(({ share, ...rest }) => ({ ...rest, wanted: Math.max(1, Math.round(Math.min(rest.owned, 400) * share)) }));

/** How many requests the reads cost. */
async function requestsOf({ owned, wanted, threads, inOrder, batches }: Reading, seed: number): Promise<number> {
  await using simulator = await startAccount({
    account: owningFleet(owned),
    batchRead: batches === "not served" ? "off" : "v2.1",
    batchMax: batches === "at most 100" ? 100 : null,
  });
  const all = fleetNumbers(owned);
  const [shuffled = all] = fc.sample(fc.shuffledSubarray(all, { minLength: owned }), { seed, numRuns: 1 });
  const numbers = (inOrder ? all : shuffled).slice(0, wanted);
  const { account } = startCommand(simulator).session;
  const inTurn = pLimit(threads);
  const read = await Promise.all(numbers.map((number) => inTurn(() => account.details(number))));
  expect(read.map(({ number }) => number)).toEqual(numbers);
  return simulator.requests().length;
}

// As small as it can be made: a run of 400 single reads takes half a second.
test("reading costs less than twice one request each, and no more than twice a sweep of the account", async () => {
  for (const [index, run] of fc.sample(reading, { seed: 5, numRuns: 60 }).entries()) {
    const requests = await requestsOf(run, index);
    const told = `${requests} requests: ${JSON.stringify(run)}`;
    const pages = Math.ceil(run.owned / 200);
    const sweep = pages + Math.ceil(run.owned / (run.batches === "any size" ? 200 : 50));
    expect([told, requests < 2 * run.wanted || requests === 1]).toEqual([told, true]);
    if (run.batches !== "not served") expect([told, requests <= 2 * sweep + 2]).toEqual([told, true]);
  }
});
