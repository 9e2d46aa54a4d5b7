import { FlowrouteClient, RateLimitedError } from "../../../provider/client";
import { Pace } from "../../../provider/client/http/pace";
import { defaultLimits } from "../../../provider/client/http/retry";
import { CannedServer } from "../../support/canned";

const fleet = Array.from({ length: 30 }, (_, line) => `120655501${String(line).padStart(2, "0")}`);
const details = (number: string) => ({
  data: { id: number, attributes: { alias: null, cnam_lookups_enabled: true, number_type: "longcode" } },
});

test("a 429 holds all calls, not the one that it met", async () => {
  let refused = 0;
  let free = 0;
  const { promise: heard, resolve: hear } = Promise.withResolvers<void>();
  await using server = await CannedServer.start(async ({ path }) => {
    const nth = server.requests.length;
    if (nth === 1) free = Date.now() + 1000;
    // Seven more are on their way already, and let pass once the client has heard of the refusal.
    if (nth > 1 && nth <= 8) await heard;
    if (nth > 1 && (nth <= 8 || Date.now() >= free)) return { body: details(path.slice(-11)) };
    refused += 1;
    return { status: 429, headers: { "retry-after": "1" } };
  });
  const settings = { accessKey: "key", secretKey: "secret", baseUrl: server.url };
  const client = new FlowrouteClient(settings, { log: (line) => line.includes(": 429,") && hear() });
  const [another = "", ...others] = fleet;
  const read = Promise.all(others.map((number) => client.numbers.get(number)));
  await heard;
  await Promise.all([read, client.numbers.purchase(another)]);
  expect(refused).toBe(1);
});

/** Requests that end when the test says so. */
class Requests {
  readonly under: { pass: () => void; refuse: () => void }[] = [];
  readonly send = () =>
    new Promise<void>((resolve, reject) => {
      const refusal = new RateLimitedError({
        call: "GET /",
        serverMessage: "too fast",
        outcome: "refused",
        retryAfter: 0,
      });
      this.under.push({ pass: resolve, refuse: () => reject(refusal) });
    });
}

test("fewer requests are under way after a refusal, and one more with each round let pass", async () => {
  const requests = new Requests();
  const pace = new Pace(8, defaultLimits);
  const all = Array.from({ length: 60 }, () => pace.turn(requests.send).catch(() => {}));
  const widths: number[] = [];
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
  for (let round = 0; requests.under.length > 0 || round === 0; round++) {
    await settle();
    const now = requests.under.splice(0);
    widths.push(now.length);
    for (const { pass, refuse } of now) round === 0 ? refuse() : pass();
    await settle();
  }
  await Promise.all(all);
  expect(widths.slice(0, 6)).toEqual([8, 4, 5, 6, 7, 8]);
});

test("what was on its way when another was refused does not count as let pass", async () => {
  const requests = new Requests();
  const pace = new Pace(8, defaultLimits);
  const all = Array.from({ length: 20 }, () => pace.turn(requests.send).catch(() => {}));
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
  await settle();
  const [first, ...others] = requests.under.splice(0);
  first?.refuse();
  await settle();
  for (const { pass } of others) pass();
  await settle();
  expect(requests.under).toHaveLength(4);
  while (requests.under.length > 0) {
    for (const { pass } of requests.under.splice(0)) pass();
    await settle();
  }
  await Promise.all(all);
});
