import fc from "fast-check";
import { FlowrouteClient, UnexpectedResponseError } from "../../../provider/client";
import { CannedServer, type Recorded } from "../../support/canned";
import { calls, startAccount } from "../../support/session";

const clientOf = ({
  url,
  accessKey = "key",
  secretKey = "secret",
}: {
  url: string;
  accessKey?: string;
  secretKey?: string;
}) => new FlowrouteClient({ accessKey, secretKey, baseUrl: url }, { retry: { retries: 0 } });

const rangeOf = ({ path }: Recorded) => {
  const query = new URLSearchParams(path.split("?")[1]);
  return { offset: Number(query.get("offset")), limit: Number(query.get("limit")) };
};
const attributes = { alias: "a", cnam_lookups_enabled: false, number_type: "longcode", route_type: "host" };
const pageOf = (ids: number[], more: boolean) => ({
  body: { data: ids.map((id) => ({ id, attributes })), links: more ? { next: "/never/followed" } : {} },
});

type List = (client: FlowrouteClient) => Promise<number[]>;
const accountLists: [string, List][] = [
  ["numbers", async (client) => (await Array.fromAsync(client.numbers.list())).map((item) => Number(item.number))],
  ["routes", async (client) => (await Array.fromAsync(client.routes.list())).map((item) => Number(item.id))],
];

/** What happens to the list before a request: items that go and items that come. */
interface Shift {
  gone: number[];
  new: number[];
}

/** A server with a list in ascending order, to which a shift happens before each request as long as there are any. */
function startShifting(items: number[], shifts: Shift[], mostPerPage: number): Promise<CannedServer> {
  const list = new Set(items);
  const left = [...shifts];
  return CannedServer.start((request) => {
    const shift = left.shift();
    for (const item of shift?.gone ?? []) list.delete(item);
    for (const item of shift?.new ?? []) list.add(item);
    const { offset, limit } = rangeOf(request);
    const end = offset + Math.min(limit, mostPerPage);
    const sorted = [...list].sort((a, b) => a - b);
    return pageOf(sorted.slice(offset, end), end < sorted.length);
  });
}

describe.each(accountLists)("the account's %s", (_, read) => {
  test("that are there all the time come exactly once, whatever comes and goes meanwhile", async () => {
    const item = fc.integer({ min: 1, max: 2000 });
    const some = fc.array(item, { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(item, { minLength: 1, maxLength: 300 }),
        fc.array(fc.record({ gone: some, new: some }), { maxLength: 12 }),
        fc.integer({ min: 20, max: 50 }),
        async (items, shifts, mostPerPage) => {
          // Half of all that come and go are near the beginning, where they move the most.
          const moved = shifts.map((shift) => ({
            gone: [...shift.gone, ...shift.gone.map(forward)],
            new: shift.new.map(forward),
          }));
          await using server = await startShifting(items, moved, mostPerPage);
          const found = await read(clientOf(server));
          const gone = new Set(moved.flatMap((shift) => shift.gone));
          expect(found).toEqual(expect.arrayContaining(items.filter((id) => !gone.has(id))));
          expect(new Set(found).size).toBe(found.length);
        },
      ),
      { numRuns: 150 },
    );
  });

  test.each<[string, Shift]>([
    ["the first item", { gone: [1], new: [] }],
    ["the item that the next page was to begin with", { gone: [200], new: [] }],
    ["half a page", { gone: upTo(100), new: [] }],
    ["everything read so far", { gone: upTo(200), new: [] }],
    ["all but the last item", { gone: upTo(999), new: [] }],
  ])("are complete though %s is taken away after the first page", async (_, shift) => {
    const none = { gone: [], new: [] };
    await using server = await startShifting(upTo(1000), [none, shift], 200);
    const found = await read(clientOf(server));
    const known = new Set(found);
    expect(upTo(1000).filter((id) => !shift.gone.includes(id) && !known.has(id))).toEqual([]);
    expect(known.size).toBe(found.length);
  });

  test("take one request more for a shift, and none for what comes behind", async () => {
    await using calm = await startShifting(upTo(900), [], 200);
    await read(clientOf(calm));
    expect(calm.requests.map(rangeOf).map(({ offset }) => offset)).toEqual([0, 199, 398, 597, 796]);
    const none = { gone: [], new: [] };
    await using behind = await startShifting(upTo(900), [none, { gone: [899], new: [901, 902] }], 200);
    await read(clientOf(behind));
    expect(behind.requests).toHaveLength(5);
    await using before = await startShifting(upTo(900), [none, { gone: [1, 2, 3], new: [] }], 200);
    expect(await read(clientOf(before))).toEqual(upTo(900));
    expect(before.requests.length).toBeLessThanOrEqual(7);
  });

  test("are an error when every page is of another list", async () => {
    await using server = await CannedServer.start((request) => {
      const { offset } = rangeOf(request);
      return pageOf(
        upTo(10).map((id) => id + offset * 1000 + server.requests.length * 10),
        true,
      );
    });
    await expect(read(clientOf(server))).rejects.toThrow(/changes faster than it can be read.*try again/);
    expect(server.requests.length).toBeLessThan(200);
  });
});

const endless: [string, (client: FlowrouteClient) => AsyncGenerator][] = [
  ["numbers", (client) => client.numbers.list()],
  ["exchanges", (client) => client.inventory.availableExchanges()],
];

describe.each(endless)("a list of %s", (_, list) => {
  const offer = { ...attributes, setup_cost: 1, monthly_cost: 1 };
  const serve = (size: number, first: (offset: number) => number) =>
    CannedServer.start((request) => {
      const { offset } = rangeOf(request);
      const data = Array.from({ length: size }, (_, index) => ({
        id: 100_000 + first(offset) + index,
        attributes: offer,
      }));
      return { body: { data, links: { next: "/more" } } };
    });

  test.each([
    ["full pages", 5000],
    ["pages of a few", 2],
  ])("without end, in %s, is an error and neither a loop nor a short list", async (_, size) => {
    await using server = await serve(size, (offset) => offset);
    const items = list(clientOf(server));
    await expect(Array.fromAsync(items)).rejects.toThrow(/a list without an end: \d+ items on \d+ pages/);
    expect(server.requests.length).toBeLessThanOrEqual(2000);
  });

  test("that repeats a page for ever is one too", async () => {
    await using server = await serve(10, () => 0);
    await expect(Array.fromAsync(list(clientOf(server)))).rejects.toThrow(UnexpectedResponseError);
    expect(server.requests.length).toBeLessThan(100);
  });
});

test("two thousand numbers are read in eleven requests, and each is found", async () => {
  const owned = upTo(2000).map((index) => String(12065550000 + index));
  await using simulator = await startAccount({
    account: { numbers: Object.fromEntries(owned.map((number) => [number, {}])) },
  });
  const numbers = await Array.fromAsync(clientOf(simulator).numbers.list());
  expect(numbers.map(({ number }) => number)).toEqual(owned);
  expect(calls(simulator)).toHaveLength(11);
});

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function forward(item: number): number {
  return Math.ceil(item / 20);
}
