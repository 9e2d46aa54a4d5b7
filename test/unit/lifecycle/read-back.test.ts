import { frontDesk } from "../../support/accounts";
import { Gateway } from "../../support/gateway";
import { create, startAccount, startCommand, writes } from "../../support/session";

const { number, primaryRoute, failoverRoute } = frontDesk;

test("a write of routes that is accepted and does nothing is told, and the state has what is true", async () => {
  await using simulator = await startAccount();
  await using gateway = await Gateway.before(simulator);
  gateway.expect(async (exchange) => {
    if (exchange.method === "PATCH") exchange.answer({ status: 204, headers: {}, text: "" });
    else exchange.answer(await exchange.serve());
  });
  const { numberRoutes, said } = startCommand({ ...simulator, url: gateway.url });
  const { outs } = await create(numberRoutes, { number, primaryRoute: "90114", failoverRoute });
  expect(outs).toMatchObject({ primaryRoute, failoverRoute });
  expect(said).toContainEqual(
    `flowroute: warning: ${number}: Flowroute accepted 90114 (pbx-main) as primaryRoute, but still shows ${primaryRoute} (acme-pbx). The next \`pulumi up\` looks again`,
  );
  // The next `up` writes it again.
  const next = startCommand(simulator).numberRoutes;
  expect(await next.diff(number, outs, { number, primaryRoute: "90114", failoverRoute })).toMatchObject({
    changes: true,
  });
});

test("a write of routes that takes a moment to show is waited for", async () => {
  await using simulator = await startAccount({ readDelay: 2 });
  const { numberRoutes, said } = startCommand(simulator);
  const { outs } = await create(numberRoutes, { number, primaryRoute: "90114", failoverRoute });
  expect(outs).toMatchObject({ primaryRoute: "90114" });
  expect(said.join()).not.toContain("warning");
});

test("that a write of routes cannot be read back now does not make it a failure", async () => {
  await using simulator = await startAccount();
  const { numberRoutes } = startCommand(simulator);
  await numberRoutes.check({}, { number, primaryRoute: "90114", failoverRoute });
  simulator.addFault({ match: { method: "GET", path: "/v2/numbers/*" }, action: "status", status: 403, times: 99 });
  const { outs } = await numberRoutes.create({ number, primaryRoute: "90114", failoverRoute });
  expect(outs).toMatchObject({ primaryRoute: "90114" });
  expect(writes(simulator)).toHaveLength(1);
});
