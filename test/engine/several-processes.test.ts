import { unknownNumber } from "../support/accounts";
import { story } from "../support/world";

const front = "12065550100";
const routes = `primaryRoute: "83861", failoverRoute: "83834"`;

/** Another provider instance on the same account: a process of its own. */
const other = `
  const config = new pulumi.Config("flowroute");
  const other = new flowroute.Provider("other", {
    accessKey: config.require("accessKey"), secretKey: config.require("secretKey"), baseUrl: config.require("baseUrl"),
  });`;

story(
  "renamed and moved to another provider instance at once, a number and its routes are given up by none",
  async (world) => {
    const program = (name: string, provider: string) => `${other}
    const n = new PhoneNumber("${name}", { number: "${front}", onDelete: "release" }, { ${provider} });
    new NumberRoutes("${name}", { number: n.number, ${routes}, onDelete: "detach" }, { ${provider} });`;
    world.program(program("before", ""));
    expect(await world.up()).toMatchObject({ ok: true });
    world.program(program("after", "provider: other"));
    const moved = await world.up();
    expect(moved).toMatchObject({ ok: true, changes: { create: 2, delete: 2 } });
    expect(moved.output).toContain(`${front} stays on the account: the program still declares it`);
    expect(world.writes).toEqual([]);
    world.program(program("back", ""));
    expect(await world.up()).toMatchObject({ ok: true });
    expect(world.writes).toEqual([]);
    expect(world.owned(front)).toMatchObject({ primary_route: "83861", failover_route: "83834" });
  },
);

story("a number that the program declared, and now only reads with a function, is given up by none", async (world) => {
  world.program(`
    new PhoneNumber("n", { number: "${front}", onDelete: "release" });
    new NumberRoutes("n", { number: "${front}", ${routes}, onDelete: "detach" });`);
  expect(await world.up()).toMatchObject({ ok: true });
  world.program(`exports.alias = flowroute.getNumber({ number: "+1 206-555-0100" }).then(({ alias }) => alias);`);
  const read = await world.up();
  expect(read).toMatchObject({ ok: true, changes: { delete: 2 }, outputs: { alias: "Front desk" } });
  expect(read.output).toContain("the program still reads it");
  expect(world.writes).toEqual([]);
  world.owned(front);
});

story("a match that is renamed and moved at once buys another, and the first keeps its calls", async (world) => {
  const program = (name: string, provider: string) => `${other}
    const m = new PhoneNumber("${name}", { match: { areaCode: "206" }, onDelete: "release" }, { ${provider} });
    new NumberRoutes("${name}", { number: m.number, ${routes}, onDelete: "detach" }, { ${provider} });
    exports.number = m.number;`;
  world.program(program("before", ""));
  const { outputs } = await world.up();
  world.program(program("after", "provider: other"));
  const moved = await world.up();
  expect(moved).toMatchObject({ ok: true });
  expect(moved.output).toContain("this looks like a renamed resource");
  expect(world.writes.filter((it) => it.startsWith("DELETE"))).toEqual([]);
  expect(world.owned(`${outputs.number}`)).toMatchObject({ primary_route: "83861", failover_route: "83834" });
});

story(
  "one command spends no more than it may, however many provider instances buy",
  async (world) => {
    world.program(`${other.replace("baseUrl:", "maxSpend: 2, baseUrl:")}
      new PhoneNumber("here", { match: { areaCode: "206" } });
      new PhoneNumber("there", { match: { areaCode: "206" } }, { provider: other });`);
    const { ok, output } = await world.up();
    expect(ok).toBe(false);
    expect(output).toContain("over flowroute:maxSpend ($2.00)");
    expect(world.simulator.account.charges).toHaveLength(1);
  },
  {
    simulator: {
      account: {
        inventory: Object.fromEntries([0, 1, 2, 3].map((line) => [`1206555000${line}`, { setup_cost: 0.5 }])),
      },
    },
    config: { "flowroute:maxSpend": "2" },
    parallel: true,
  },
);

story(
  "a number that is not on the account cannot be read without managing it, and the error says why",
  async (world) => {
    for (const kind of ["PhoneNumber", "NumberRoutes"]) {
      world.program(`${kind}.get("n", "${unknownNumber}");`);
      const { ok, output } = await world.preview();
      expect(ok).toBe(false);
      expect(output).toContain(`${unknownNumber} is not on this account, so there is nothing to read`);
      expect(output).not.toContain("    at ");
    }
  },
);
