import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  FlowrouteClient,
  FlowrouteError,
  ForbiddenError,
  InvalidError,
  NotFoundError,
  RateLimitedError,
  UnauthorizedError,
  UnavailableError,
  UnexpectedResponseError,
} from "../../../provider/client";
import { CannedServer } from "../../support/canned";
import type { Use } from "../../support/client";
import { sonsOfOdin, successes } from "./fixture-successes";

interface Entry {
  file: string;
  kind: "request" | "response";
  method: string;
  path: string;
  status: number | null;
  provenance: "documented" | "assembled" | "inferred";
}

const fixtures = join(__dirname, "../../fixtures");
const index: Entry[] = JSON.parse(readFileSync(join(fixtures, "_index.json"), "utf8")).fixtures;
const bodyOf = (file: string) => readFileSync(join(fixtures, file), "utf8");

/** The fixtures of what is tested elsewhere, the batch read, and of what this client does not call, callbacks. */
const notOurs = /^numbers\.(details-batch|callback)\./;
const ours = index.filter(({ file }) => /^(numbers|routes)\./.test(file) && !notOurs.test(file));
const generalErrors = index.filter(({ file }) => file.startsWith("error."));

/** The call that meets each refusal. */
const refusals: Record<string, Use> = {
  "numbers.areacodes.422.json": (client) => Array.fromAsync(client.inventory.availableAreaCodes()),
  "numbers.exchanges.422.json": (client) => Array.fromAsync(client.inventory.availableExchanges({ areaCode: "20" })),
  "numbers.purchase.403-insufficient-funds.json": (client) => client.numbers.purchase("12065550100"),
  "numbers.purchase.404.json": (client) => client.numbers.purchase("12065550100"),
  "numbers.details.404.json": (client) => client.numbers.get("12065550100"),
  "numbers.update.404.json": (client) => client.numbers.update("12065550100", { alias: "" }),
  "numbers.release.404.json": (client) => client.numbers.release("12065550100"),
  "numbers.primary-route.401.json": (client) => client.numbers.setPrimaryRoute("12065550100", "0"),
  "numbers.primary-route.403.json": (client) => client.numbers.setPrimaryRoute("12065550100", "0"),
  "numbers.failover-route.401.json": (client) => client.numbers.setFailoverRoute("12065550100", "0"),
  "numbers.failover-route.403.json": (client) => client.numbers.setFailoverRoute("12065550100", "0"),
  "routes.create.403-duplicate.json": (client) => client.routes.create(sonsOfOdin),
  "routes.delete.403.json": (client) => client.routes.delete("98396"),
};

/** The body each write sends; as far as the fixture goes, since the client has no use for some documented members. */
const requests: Record<string, [Use, Record<string, unknown>]> = {
  "numbers.update.request.json": [(client) => client.numbers.update("12065550100", { alias: "NYC Number" }), {}],
  "numbers.update.request-full.json": [
    (client) =>
      client.numbers.update("12065550100", { alias: "NYC Number", cnamLookupsEnabled: true, messagingEnabled: true }),
    { messaging_email: undefined, messaging_callback_url: undefined },
  ],
  "numbers.primary-route.request.json": [(client) => client.numbers.setPrimaryRoute("12065550100", "1234"), {}],
  "numbers.failover-route.request.json": [(client) => client.numbers.setFailoverRoute("12065550100", "1234"), {}],
  "routes.create.request.json": [(client) => client.routes.create(sonsOfOdin), {}],
  "routes.create.request-edge.json": [
    (client) =>
      client.routes.create({
        alias: "uri route",
        routeType: "uri",
        value: "sip:16476998778@215.122.69.152:5060;transport=tcp",
        edgeStrategyId: 2,
      }),
    {},
  ],
};

/**
 * Documented, but not what this client sends: a purchase is a bare POST, as every published SDK sends it, and the change
 * of a route is never a part of one.
 */
const unsent = ["numbers.purchase.request.json", "routes.update.request.json"];

/** A 404 that is believed only when the account's list agrees: routes.test.ts. */
const doubted = ["routes.delete.404.json"];

const classes: Record<number, new (...args: never[]) => FlowrouteError> = {
  400: InvalidError,
  401: UnauthorizedError,
  403: ForbiddenError,
  404: NotFoundError,
  405: InvalidError,
  422: InvalidError,
  429: RateLimitedError,
  500: UnavailableError,
  503: UnavailableError,
};

const settings = (baseUrl: string) => ({ accessKey: "key", secretKey: "secret", baseUrl });

test("every fixture of the client's calls is in one of the tables", () => {
  const known = [...Object.keys(successes), ...Object.keys(refusals), ...Object.keys(requests), ...unsent, ...doubted];
  expect(ours.map(({ file }) => file).sort()).toEqual(known.sort());
});

test.each(ours.filter(({ file }) => file in successes))("$file is read", async ({ file, status, method }) => {
  const [use, expected] = successes[file] ?? [];
  await using server = await CannedServer.start([{ status: status ?? 200, body: bodyOf(file) }]);
  expect(await use?.(new FlowrouteClient(settings(server.url)))).toStrictEqual(expected);
  expect(server.requests.map((request) => request.method)).toEqual([method]);
});

test.each(ours.filter(({ file }) => file in refusals))("$file is refused", async (entry) => {
  const error = await refusal(entry, refusals[entry.file]);
  expect(error).toBeInstanceOf(classes[entry.status ?? 0]);
  expect(error.outcome).toBe("refused");
});

test.each(ours.filter(({ file }) => file in requests))("$file is what is sent", async ({ file }) => {
  const [use, but] = requests[file] ?? [];
  await using server = await CannedServer.start([{ status: 200, body: {} }]);
  // Only what is sent counts here, not whether the empty answer can be read.
  await use?.(new FlowrouteClient(settings(server.url))).catch(() => {});
  const expected = JSON.stringify({ ...JSON.parse(bodyOf(file)), ...but });
  expect(JSON.parse(server.requests[0]?.body ?? "")).toStrictEqual(JSON.parse(expected));
  expect(server.requests[0]?.headers).toMatchObject({ "content-type": "application/vnd.api+json" });
});

test.each(generalErrors)("$file becomes its error", async (entry) => {
  const error = await refusal(entry, (client) => client.numbers.get("12065550100"));
  const unserved = entry.file === "error.404-path.json";
  expect(error).toBeInstanceOf(unserved ? UnexpectedResponseError : classes[entry.status ?? 0]);
  expect(error).toMatchObject({
    call: "GET /v2/numbers/12065550100",
    number: "12065550100",
    status: entry.status,
    outcome: (entry.status ?? 0) >= 500 ? "unknown" : "refused",
  });
});

const words: Record<string, string> = {
  "error.400.json": "Client Error: Could not geocode this address. Please check the validity of your address.",
  "error.401.json": "Unauthorized: Authentication failed.",
  "error.403.json": "ActionNotAuthorizedError",
  "error.404-path.json": "404 Not Found: The requested URL was not found on the server.",
  "error.404-resource.json": "Could not find that resource on your account.",
  "error.405.json": "Method Not Allowed: The method is not allowed for the requested URL.",
  "error.422-object.json": "data.attributes.zip: ZIP code must be at least 4 and at most 7 digits long",
  "error.422-object-flat.json": "start_date: Missing data for required field.",
  "error.422-string.json": "Invalid area code",
  "numbers.areacodes.422.json": "could not convert string to float: *",
};
const documented = index.filter(({ file, provenance }) => provenance === "documented" && file in words);

test.each(documented)("$file is quoted, with its id for support", async (entry) => {
  const error = await refusal(entry, (client) => client.numbers.get("12065550100"));
  expect(error.serverMessage).toContain(words[entry.file]);
  expect(error.message).toContain(
    `GET /v2/numbers/12065550100 (number 12065550100): Flowroute answered ${entry.status}: `,
  );
  const { id } = JSON.parse(bodyOf(entry.file)).errors[0];
  expect(error.errorId).toBe(id);
  if (id) expect(error.message).toContain(id);
});

test("every documented general error is quoted", () => {
  const files = generalErrors.filter(({ provenance }) => provenance === "documented").map(({ file }) => file);
  expect(documented.map(({ file }) => file)).toEqual(expect.arrayContaining(files));
});

async function refusal({ file, status }: Entry, use: Use | undefined): Promise<FlowrouteError> {
  await using server = await CannedServer.start([{ status: status ?? 0, body: bodyOf(file) }]);
  const client = new FlowrouteClient(settings(server.url), { retry: { retries: 0 } });
  const error = await use?.(client).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof FlowrouteError) return error;
  throw new Error(`${file} was taken for a success, or threw something else: ${error}`);
}
