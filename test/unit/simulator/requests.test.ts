import { call, send, simulatorPerTest } from "../../support/simulator";

const simulator = simulatorPerTest();
const ask = (request: string, body?: unknown) => call(simulator(), request, body);

const withRoutes = "12065550100";

describe("requests", () => {
  test("are taken in every type the published SDKs send, and in no other", async () => {
    const { url, accessKey, secretKey } = simulator();
    const Authorization = `Basic ${Buffer.from(`${accessKey}:${secretKey}`).toString("base64")}`;
    const update = async (headers: Record<string, string>) =>
      (await send(url, `PATCH /v2/numbers/${withRoutes}`, { Authorization, ...headers }, { type: "number" })).status;
    for (const type of ["application/json", "application/vnd.api+json", "text/plain"])
      for (const suffix of ["", "; charset=utf-8", ";charset=UTF-8"])
        expect(await update({ "Content-Type": type + suffix })).toBe(200);
    for (const type of ["application/xml", "application/x-www-form-urlencoded"])
      expect(await update({ "Content-Type": type })).toBe(415);
    // Bytes, unlike text, are sent without a type.
    const untyped = await fetch(`${url}/v2/numbers/${withRoutes}`, {
      method: "PATCH",
      headers: { Authorization },
      body: Buffer.from('{"type":"number"}'),
    });
    expect(untyped.status).toBe(200);
  });

  test("may have a trailing slash", async () => {
    expect((await ask("GET /v2/numbers/?limit=1")).status).toBe(200);
    expect((await ask(`GET /v2/numbers/${withRoutes}/`)).status).toBe(200);
    expect((await ask(`DELETE /v2/numbers/${withRoutes}/relationships/failover_route/`)).status).toBe(204);
  });

  test.each([
    "/v2",
    "/v2.1/numbers",
    "/v1/available-tns/npas/",
    "/v2/numbers/abc",
    "/v2/cnams",
    "/",
    "/v2/numbers/constructor",
  ])("%s is a path that is not served", async (path) => {
    const answer = await ask(`GET ${path}`);
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual({ errors: [{ status: expect.stringMatching(/^404 Not Found: /) }] });
  });

  test.each([
    "POST /v2/numbers",
    "POST /v2/numbers/available",
    "GET /v2/numbers/details",
    "PUT /v2/routes",
    "GET /v2/numbers/12065550100/relationships/primary_route",
  ])("%s is the wrong method", async (request) => {
    expect((await ask(request)).status).toBe(405);
  });
});
