import { story } from "../support/world";

story(
  "several resources with one match never take the same number",
  async (world) => {
    world.program(`
    const all = [1, 2, 3, 4, 5].map((i) => new PhoneNumber("n" + i, { match: { areaCode: "206" }, maxSetupCost: 1 }));
    exports.distinct = pulumi.all(all.map((n) => n.number)).apply((numbers) => new Set(numbers).size);`);
    expect(await world.up({ parallel: 10 })).toMatchObject({
      ok: true,
      changes: { create: 5 },
      outputs: { distinct: 5 },
    });
    const charged = world.simulator.account.charges.map(({ number }) => number);
    expect(charged).toHaveLength(5);
    expect(new Set(charged).size).toBe(5);
  },
  { parallel: true },
);

story("expensive numbers are not bought unless a ceiling says so", async (world) => {
  world.program(`new PhoneNumber("expensive", { match: { areaCode: "212" } });`);
  const refused = await world.up();
  expect(refused.ok).toBe(false);
  expect(refused.output).toMatch(
    /no number for sale matches area code 212 at up to \$10\.00 to set up .* the cheapest at \$199\.95/,
  );
  expect(world.writes).toEqual([]);
  world.program(`new PhoneNumber("expensive", { match: { areaCode: "212" }, maxSetupCost: 200 });`);
  expect(await world.up()).toMatchObject({ ok: true });
  expect(world.simulator.account.charges).toMatchObject([{ setup_cost: 199.95 }]);
});

story("purchases can be forbidden by a resource and by the stack", async (world) => {
  world.program(`new PhoneNumber("n", { number: "12065014722", purchase: "forbid" });`);
  const own = await world.preview();
  expect(own.ok).toBe(false);
  expect(own.output).toContain('12065014722 is not on this account, and purchase is "forbid"');
  await world.stack.setConfig("flowroute:purchases", "forbid");
  world.program(`new PhoneNumber("n", { match: { areaCode: "206" } });`);
  const stack = await world.up();
  expect(stack.ok).toBe(false);
  expect(stack.output).toContain('flowroute:purchases is "forbid"');
  expect(world.simulator.account.charges).toEqual([]);
});

story("maxSpend stops a command that buys too much; what it bought stays in the state", async (world) => {
  await world.stack.setConfig("flowroute:maxSpend", "1.2");
  world.program(`
    let dependsOn = [];
    for (const i of [1, 2, 3]) dependsOn = [new PhoneNumber("n" + i, { match: { areaCode: "206" } }, { dependsOn })];`);
  const stopped = await world.up();
  expect(stopped.ok).toBe(false);
  expect(stopped.output).toContain("over flowroute:maxSpend ($1.20)");
  const bought = world.simulator.account.charges.map(({ number }) => number);
  expect(bought).toHaveLength(2);
  const { resources } = await world.stack.exportState();
  expect(resources.map(({ id }) => id)).toEqual(expect.arrayContaining(bought));
});

story("the answer to a purchase is lost: one number is bought, by one POST", async (world) => {
  world.simulator.addFault({
    match: { method: "POST", path: "/v2/numbers/*" },
    times: 1,
    when: "after",
    action: "reset",
  });
  world.program(`new PhoneNumber("n", { match: { areaCode: "206" } });`);
  const up = await world.up();
  expect(up).toMatchObject({ ok: true, changes: { create: 1 } });
  expect(up.output).toContain("the answer was lost on the way, but the account has the number");
  expect(world.simulator.account.charges).toHaveLength(1);
  expect(world.writes).toHaveLength(1);
});

story("editing match changes nothing and says so", async (world) => {
  world.program(`new PhoneNumber("n", { match: { areaCode: "206" } });`);
  expect(await world.up()).toMatchObject({ ok: true });
  world.program(`new PhoneNumber("n", { match: { areaCode: "408" } });`);
  const edited = await world.up();
  expect(edited).toMatchObject({ ok: true, changes: { same: 1 } });
  expect(edited.output).toContain("match was changed from area code 206 to area code 408, which changes nothing");
  expect(world.simulator.account.charges).toHaveLength(1);
});
