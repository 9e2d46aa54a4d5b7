import { story } from "../support/world";

const front = "12065550100";

const routed = `
  new NumberRoutes("r", { number: "${front}", primaryRoute: { alias: "pbx-main" }, failoverRoute: { alias: "pbx-backup" } });`;

story("routes of a number released elsewhere: refresh takes them out, up says what is wrong", async (world) => {
  world.program(routed);
  expect(await world.up()).toMatchObject({ ok: true });
  delete world.simulator.account.numbers[front];
  const refreshed = await world.refresh();
  expect(refreshed).toMatchObject({ ok: true, changes: { delete: 1 } });
  const again = await world.up();
  expect(again.ok).toBe(false);
  expect(again.output).toContain(`${front} is not on this account, so its calls cannot be routed`);
  expect(world.writes).toEqual([]);
});

story("a number released elsewhere without a refresh: an update says so and buys nothing", async (world) => {
  world.program(`new PhoneNumber("n", { number: "${front}", alias: "Front desk" });`);
  expect(await world.up()).toMatchObject({ ok: true });
  delete world.simulator.account.numbers[front];
  world.program(`new PhoneNumber("n", { number: "${front}", alias: "Desk" });`);
  const update = await world.up();
  expect(update.ok).toBe(false);
  expect(update.output).toContain(`${front} is in the stack's state but not on this account`);
  expect(world.writes).toEqual([]);
});

story("a failed second write leaves the truth in the state, and the next up goes on from there", async (world) => {
  world.program(routed);
  const path = `/v2/numbers/${front}/relationships/failover_route`;
  world.simulator.addFault({
    match: { method: "PATCH", path },
    times: 1,
    when: "before",
    action: "status",
    status: 403,
  });
  const failed = await world.up();
  expect(failed.ok).toBe(false);
  expect(failed.output).toContain("403");
  expect(world.owned(front)).toMatchObject({ primary_route: "90114", failover_route: "83834" });
  const { resources } = await world.stack.exportState();
  const kept = resources.find(({ urn }) => urn.endsWith("::r"));
  expect(kept?.outputs).toMatchObject({ primaryRoute: "90114", failoverRoute: "83834" });
  expect(await world.up()).toMatchObject({ ok: true, changes: { update: 1 } });
  expect(world.writes).toEqual([`PATCH ${path}`]);
  expect(world.owned(front).failover_route).toBe("90115");
});

story("an error while reading fails the refresh and keeps the state", async (world) => {
  world.program(routed);
  expect(await world.up()).toMatchObject({ ok: true });
  const match = { method: "GET", path: `/v2/numbers/${front}` };
  const body = { errors: [{ status: "404 Not Found: The requested URL was not found on the server." }] };
  world.simulator.addFault({ match, times: 99, when: "before", action: "status", status: 404, body });
  expect(await world.refresh()).toMatchObject({ ok: false });
  world.simulator.clearFaults();
  expect(await world.up({ expectNoChanges: true })).toMatchObject({ ok: true, changes: { same: 1 } });
});

story("a plan is made with a warning while Flowroute cannot be reached", async (world) => {
  world.program(`
    new PhoneNumber("n", { number: "${front}" });
    new PhoneNumber("m", { match: { areaCode: "206" } });
    new NumberRoutes("r", { number: "${front}", primaryRoute: { alias: "pbx-main" } });`);
  await world.stack.setConfig("flowroute:baseUrl", "http://127.0.0.1:9");
  const plan = await world.preview();
  expect(plan).toMatchObject({ ok: true, changes: { create: 3 } });
  // Once for all three, whichever came first.
  expect(plan.output).toMatch(/warning: .*cannot tell now .*, nor what else this plan would have asked Flowroute\./);
  const [, diagnostics = plan.output] = plan.output.split("Diagnostics:");
  expect(diagnostics.split("cannot tell now")).toHaveLength(2);
});

story("wrong keys: the message says which settings to set", async (world) => {
  world.program(routed);
  await world.stack.setConfig("flowroute:secretKey", { secret: "wrong0secret0wrong0secret0wrong0" });
  const plan = await world.preview();
  expect(plan.ok).toBe(false);
  expect(plan.output).toContain("401");
  expect(plan.output).toContain("Check flowroute:accessKey and flowroute:secretKey");
  expect(plan.output).not.toContain("wrong0secret0wrong0secret0wrong0");
});
