import { story } from "../support/world";

const paint = "\u001b[2J\u001b[31mRED\u009b0m\u202ertl\u2028\u0007\r";
const shown = "\\u001b[2J\\u001b[31mRED\\u009b0m\\u202ertl\\u2028\\u0007\\u000d";
const friendly = "Grüße 👩‍👩‍👧 مرحبا";

/** What a terminal would carry out instead of showing; line breaks are the engine's own. */
const commands = /(?!\n)[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u;

story(
  "texts of the account that would paint the terminal are shown as escapes, in outputs, plans and errors",
  async (world) => {
    const long = "x".repeat(10_000);
    world.owned("12065550100").alias = paint + long;
    world.owned("12065550101").alias = friendly;
    const program = `
    const painted = new PhoneNumber("painted", { number: "12065550100" });
    const friendly = new PhoneNumber("friendly", { number: "12065550101", alias: "${friendly}" });
    exports.painted = painted.alias;
    exports.friendly = friendly.alias;`;
    world.program(program);
    expect(await world.preview()).toMatchObject({ ok: true });
    const up = await world.up();
    expect(up).toMatchObject({ ok: true, outputs: { painted: shown + long, friendly } });
    expect(world.writes).toEqual([]);
    expect(await world.refresh({ expectNoChanges: true })).toMatchObject({ ok: true });
    world.owned("12065550101").alias = paint;
    const drift = await world.refresh({ previewOnly: true, expectNoChanges: true });
    expect(drift.ok).toBe(false);
    expect(await world.up({ refresh: true })).toMatchObject({ ok: true });
    expect(world.owned("12065550101").alias).toBe(friendly);
    expect(world.printed).toContain(shown);
    expect(world.printed).not.toMatch(commands);
  },
);

story("so are aliases of routes, in the error that names near ones", async (world) => {
  for (const route of Object.values(world.simulator.account.routes)) route.alias += paint;
  world.program(`new NumberRoutes("r", { number: "12065550100", primaryRoute: { alias: "pbx" } });`);
  const plan = await world.preview();
  expect(plan.ok).toBe(false);
  expect(plan.output).toContain(`pbx-main${shown}`);
  expect(plan.output).not.toMatch(commands);
});

story("an alias that would paint the terminal is refused before any request", async (world) => {
  world.program(`new PhoneNumber("n", { number: "12065550100", alias: ${JSON.stringify(`a${paint}`)} });`);
  const plan = await world.preview();
  expect(plan.ok).toBe(false);
  expect(plan.output).toContain("must not contain control characters");
  expect(world.requests).toEqual([]);
});
