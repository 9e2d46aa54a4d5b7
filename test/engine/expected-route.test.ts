import { type AccountInput, startSimulator } from "../../sandbox/simulator";
import { story } from "../support/world";

const [moved, settled, third] = ["12065550100", "12065550101", "12065550102"];

const account: AccountInput = {
  routes: {
    "101": { alias: "pbx-a", route_type: "host", value: "a.example.com", edge_strategy_id: null },
    "102": { alias: "pbx-b", route_type: "host", value: "b.example.com", edge_strategy_id: null },
  },
  numbers: {
    [moved]: { primary_route: "101" },
    [settled]: { primary_route: "102" },
    [third]: { primary_route: "101" },
  },
};

const target = (alias: string, host: string) =>
  `const target = new flowroute.InboundRoute("target", { alias: "${alias}", host: "${host}" });`;
const one = (number: string) => `new NumberRoutes("n-${number}", { number: "${number}", primaryRoute: target });`;
const group = `new flowroute.NumberGroup("group", { numbers: [{ number: "${third}", primaryRoute: target }, "${settled}"], primaryRoute: pulumi.output(target) });`;

story(
  "the first preview of a route that the account has says which numbers move, and only those",
  async (world) => {
    world.program([target("pbx-b", "b.example.com"), one(moved), one(settled)].join("\n"));
    const preview = await world.preview();
    expect(preview).toMatchObject({ ok: true, changes: { create: 3 } });
    expect(preview.output).toContain(`${moved}: primaryRoute will change from 101 (pbx-a) to 102 (pbx-b)`);
    expect(preview.output).not.toContain(`flowroute: ${settled}:`);
    expect(preview.output).not.toContain("before it is known");
    expect(await world.up()).toMatchObject({ ok: true });
    expect(world.writes).toEqual([`PATCH /v2/numbers/${moved}/relationships/primary_route`]);
    expect(await world.up({ expectNoChanges: true })).toMatchObject({ ok: true });
  },
  { simulator: { account } },
);

story(
  "so does that of a group, for what is shared and for what a number has of its own",
  async (world) => {
    world.program(`${target("pbx-b", "b.example.com")}\n${group}`);
    const preview = await world.preview();
    expect(preview.output).toContain(
      `group: primaryRoute will change from 101 (pbx-a) to 102 (pbx-b) for 1 number (${third})`,
    );
    expect(preview.output).not.toContain("before it is known");
    expect(await world.up()).toMatchObject({ ok: true });
    expect(world.writes).toEqual([`PATCH /v2/numbers/${third}/relationships/primary_route`]);
    expect(await world.up({ expectNoChanges: true })).toMatchObject({ ok: true });
  },
  { simulator: { account } },
);

story(
  "what becomes of numbers on a route that is yet to be made is not known before",
  async (world) => {
    world.program(`${target("pbx-c", "c.example.com")}\n${one(moved)}`);
    const preview = await world.preview();
    expect(preview).toMatchObject({ ok: true, changes: { create: 2 } });
    expect(preview.output).toContain(`${moved}: cannot tell what primaryRoute will change to before it is known`);
    expect(await world.up()).toMatchObject({ ok: true });
    const made = Object.entries(world.simulator.account.routes).find(([, { alias }]) => alias === "pbx-c")?.[0];
    expect(world.owned(moved).primary_route).toBe(made);
    expect(await world.up({ expectNoChanges: true })).toMatchObject({ ok: true });
  },
  { simulator: { account } },
);

story(
  "a route of another provider is expected by no alias, which on this account may be that of another route",
  async (world) => {
    const host = (alias: string) =>
      ({ alias, route_type: "host", value: `${alias}.example.com`, edge_strategy_id: null }) as const;
    const other = await startSimulator({
      accessKey: "otherkey",
      secretKey: "other0secret0other0secret0other0",
      account: {
        routes: { "301": host("pbx-b"), "302": host("theirs"), "303": host("spare") },
        numbers: { [moved]: { primary_route: "302" } },
      },
    });
    try {
      const routed = (of: string) => `
        const other = new flowroute.Provider("other", {
          accessKey: "${other.accessKey}", secretKey: pulumi.secret("${other.secretKey}"), baseUrl: "${other.url}",
        });
        const ours = new InboundRoute("ours", { alias: "spare", host: "b.example.com" });
        const site = new pulumi.ComponentResource("test:Site", "site", {}, { providers: [other] });
        const theirs = new InboundRoute("theirs", { alias: "pbx-b", host: "pbx-b.example.com" }, { parent: site });
        new NumberRoutes("n", { number: "${moved}", primaryRoute: ${of} }, { provider: other });`;
      world.program(routed("ours"));
      const mixed = await world.preview();
      expect(mixed.output).toContain(`${moved}: cannot tell what primaryRoute will change to before it is known`);
      expect(mixed.output).not.toContain("primaryRoute will change from");
      world.program(routed("theirs"));
      const { output } = await world.preview();
      expect(output).toContain(`${moved}: primaryRoute will change from 302 (theirs) to 301 (pbx-b)`);
      expect(await world.up()).toMatchObject({ ok: true });
      expect(other.account.numbers[moved]?.primary_route).toBe("301");
    } finally {
      await other.close();
    }
  },
  { simulator: { account } },
);

story(
  "nor is it by a number of the stack's account, which has another route of that alias",
  async (world) => {
    const other = await startSimulator({
      accessKey: "otherkey",
      secretKey: "other0secret0other0secret0other0",
      account: {},
    });
    try {
      world.program(`
        const other = new flowroute.Provider("other", {
          accessKey: "${other.accessKey}", secretKey: pulumi.secret("${other.secretKey}"), baseUrl: "${other.url}",
        });
        const theirs = new InboundRoute("theirs", { alias: "pbx-b", host: "b.example.com" }, { provider: other });
        new NumberRoutes("n", { number: "${moved}", primaryRoute: theirs });`);
      const { output } = await world.preview();
      expect(output).toContain(`${moved}: cannot tell what primaryRoute will change to before it is known`);
      expect(output).not.toContain("primaryRoute will change from");
    } finally {
      await other.close();
    }
  },
  { simulator: { account } },
);
