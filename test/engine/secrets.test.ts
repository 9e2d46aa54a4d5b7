import { expectNoSecretIn, formsOf } from "../support/secrets";
import { story } from "../support/world";

story("an input that is a secret is in no state and in no output", async (world) => {
  const say = "hush-hush";
  world.program(`
    const n = new PhoneNumber("n", { number: "12065550100", alias: pulumi.secret("${say}") });
    new NumberRoutes("r", { number: n.number, primaryRoute: pulumi.secret("90114") });`);
  expect(await world.preview()).toMatchObject({ ok: true });
  expect(await world.up()).toMatchObject({ ok: true });
  expect(world.owned("12065550100").alias).toBe(say);
  expect(await world.up({ expectNoChanges: true })).toMatchObject({ ok: true });
  expect(await world.refresh({ expectNoChanges: true })).toMatchObject({ ok: true });
  world.owned("12065550100").alias = "By hand";
  expect(await world.refresh({ previewOnly: true, expectNoChanges: true })).toMatchObject({ ok: false });
  expect(await world.refresh()).toMatchObject({ ok: true, changes: { update: 1 } });
  expect(await world.stack.rawState()).not.toContain(say);
  expect(await world.up({ refresh: true })).toMatchObject({ ok: true, changes: { same: 1, update: 1 } });
  expect(world.printed).not.toContain(say);
  expect(await world.stack.rawState()).not.toContain(say);
  expect(await world.destroy()).toMatchObject({ ok: true });
});

story("secret numbers of a group show in no state, plan or line, also after drift", async (world) => {
  world.program(`
    new flowroute.NumberGroup("g", { numbers: pulumi.secret(["(206) 555-0100", "2065550101"]), primaryRoute: "83861", onDelete: "detach" });`);
  expect(await world.preview()).toMatchObject({ ok: true });
  expect(await world.up()).toMatchObject({ ok: true });
  world.owned("12065550100").primary_route = "90114";
  expect(await world.refresh()).toMatchObject({ ok: true, changes: { update: 1 } });
  expect(await world.stack.rawState()).not.toContain("206555010");
  expect(await world.up()).toMatchObject({ ok: true, changes: { update: 1 } });
  expect(await world.destroy()).toMatchObject({ ok: true });
  expect(world.printed).not.toContain("206555010");
});

story("a secret alias in a group shows in no plan that replaces it", async (world) => {
  const named = (alias: string) =>
    `new flowroute.NumberGroup("g", { numbers: [{ number: "12065550100", alias: pulumi.secret("${alias}") }] });`;
  world.program(named("hush-hush"));
  expect(await world.up()).toMatchObject({ ok: true });
  world.program(named("hush-2"));
  expect(await world.preview()).toMatchObject({ ok: true, changes: { update: 1 } });
  expect(await world.up()).toMatchObject({ ok: true, changes: { update: 1 } });
  expect(world.owned("12065550100").alias).toBe("hush-2");
  expect(world.printed).not.toContain("hush");
});

story("a route to a secret place shows it in no state, plan or line", async (world) => {
  const [place, other] = ["hush.pbx.example.com", "hush-2.pbx.example.com"];
  const to = (host: string) =>
    `new InboundRoute("site", { alias: "site", host: pulumi.secret("${host}"), weight: 5, onDelete: "remove" });`;
  world.program(to(place));
  expect(await world.preview()).toMatchObject({ ok: true });
  expect(await world.up()).toMatchObject({ ok: true });
  expect(await world.up({ expectNoChanges: true })).toMatchObject({ ok: true });
  world.program(to(other));
  expect(await world.preview()).toMatchObject({ ok: true });
  expect(await world.up()).toMatchObject({ ok: true, changes: { update: 1 } });
  const route = Object.values(world.simulator.account.routes).find(({ alias }) => alias === "site");
  expect(route?.value).toBe(`${other};weight=5`);
  Object.assign(route ?? {}, { value: "by-hand.example.com" });
  expect(await world.refresh({ previewOnly: true, expectNoChanges: true })).toMatchObject({ ok: false });
  expect(await world.up({ refresh: true })).toMatchObject({ ok: true });
  expect(await world.stack.rawState()).not.toContain("hush");
  expect(await world.destroy()).toMatchObject({ ok: true });
  expect(world.printed).not.toContain("hush");
});

story(
  "resources of a provider that a program writes by hand are refused while its keys are in clear",
  async (world) => {
    const byHand = (key: string) => `
    const other = new pulumi.ProviderResource("pulumi-nodejs", "other", {
      "flowroute:accessKey": ${key.replace("KEY", JSON.stringify(world.simulator.accessKey))},
      "flowroute:secretKey": ${key.replace("KEY", JSON.stringify(world.simulator.secretKey))},
      "flowroute:baseUrl": ${JSON.stringify(world.simulator.url)},
    });
    new PhoneNumber("n", { number: "12065550100" }, { provider: other });`;
    world.program(byHand("KEY"));
    const refused = await world.up();
    expect(refused.ok).toBe(false);
    expect(refused.output).toContain("the keys of its provider are not secrets");
    expect(world.simulator.requests()).toEqual([]);
    world.program(byHand("pulumi.secret(KEY)"));
    expect(await world.up()).toMatchObject({ ok: true });
  },
  { hosts: ["dynamic"] },
);

story(
  "the plugin makes secrets of keys that a program hands a provider in clear",
  async (world) => {
    const { accessKey, secretKey, url } = world.simulator;
    const other = (pkg: string) =>
      `const other = new pulumi.ProviderResource("${pkg}", "other", ${JSON.stringify({ accessKey, secretKey, baseUrl: url })});
       new PhoneNumber("n", { number: "12065550100" }, { provider: other });`;
    world.program(other("flowroute"));
    expect(await world.up()).toMatchObject({ ok: true, changes: { create: 2 } });
    const state = await world.stack.rawState();
    expect(state).toContain("12065550100");
    expect(state).not.toContain(accessKey);
    expect(state).not.toContain(secretKey);
    world.program(other("pulumi-nodejs"));
    const refused = await world.up();
    expect(refused.ok).toBe(false);
    expect(refused.output).toContain(
      "n is a resource of pulumi-flowroute/native, and its provider is one of pulumi-nodejs",
    );
  },
  { hosts: ["plugin"] },
);

story("a setting that does not exist is refused, and the one that was meant is named", async (world) => {
  await world.stack.setConfig("flowroute:purchase", "forbid");
  world.program(`new PhoneNumber("n", { match: { areaCode: "206" } });`);
  const plan = await world.preview();
  expect(plan.ok).toBe(false);
  expect(plan.output).toContain("There is no setting flowroute:purchase. Did you mean flowroute:purchases?");
});

const keys = { accessKey: "Acc/5+Ky", secretKey: 'SeCr+t/?="\\>~cREtSeCrEtSeCrEtSeC1' };

describe("with every request logged", () => {
  beforeAll(() => {
    process.env.FLOWROUTE_LOG = "debug";
  });
  afterAll(() => {
    delete process.env.FLOWROUTE_LOG;
  });

  story(
    "the keys are in no output, log or state, even of commands that fail and of servers that send them back",
    async (world) => {
      const program = `
        const n = new PhoneNumber("n", { number: "12065550100", alias: "Desk" });
        new NumberRoutes("r", { number: n.number, primaryRoute: { alias: "pbx-main" } });`;
      world.program(`${program}\nexports.e164 = n.e164;`);
      expect(await world.preview()).toMatchObject({ ok: true });
      expect(await world.up()).toMatchObject({ ok: true });
      expect(await world.refresh()).toMatchObject({ ok: true });
      const errors = Object.values(keys)
        .flatMap((key) => Object.values(formsOf(key)))
        .map((detail) => ({ detail, id: detail }));
      world.simulator.addFault({
        match: { method: "*", path: "/**" },
        action: "status",
        status: 403,
        body: { errors },
        times: 99,
      });
      expect(await world.refresh()).toMatchObject({ ok: false });
      world.program(program.replace("Desk", "Front desk"));
      expect(await world.up()).toMatchObject({ ok: false });
      world.simulator.clearFaults();
      world.program("throw new Error(JSON.stringify(flowroute));");
      expect(await world.up()).toMatchObject({ ok: false });
      expect(await world.destroy()).toMatchObject({ ok: true });
      expect(world.printed).toContain("/v2/numbers/12065550100: 200");
      expect(world.printed).toContain("[hidden]");
      expectNoSecretIn(world.printed, keys);
      expectNoSecretIn(await world.stack.rawState(), keys);
    },
    { simulator: keys },
  );
});
