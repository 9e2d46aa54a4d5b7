import { ownedNumber } from "../../sandbox/simulator";
import { story } from "../support/world";

const front = "12065550100";
const routes = `primaryRoute: "83861", failoverRoute: "83834"`;

const count = (text: string, part: string) => text.split(part).length - 1;

story("a failing read is told once for each resource, without a stack", async (world) => {
  world.program(`new PhoneNumber("n", { number: "${front}" });`);
  expect(await world.up()).toMatchObject({ ok: true });
  world.simulator.addFault({ match: { method: "GET", path: "/**" }, action: "status", status: 403, times: 99 });
  const { ok, output } = await world.refresh();
  expect(ok).toBe(false);
  // Before them the CLI shows how things went.
  const [, diagnostics = ""] = output.split("Diagnostics:");
  expect(count(diagnostics, "Flowroute answered 403")).toBe(1);
  expect(output).not.toContain("    at ");
});

story("keys that are not secrets of the stack are refused before anything is registered", async (world) => {
  world.program(`new PhoneNumber("n", { number: "${front}" });`);
  for (const name of ["accessKey", "secretKey"] as const) {
    await world.stack.setConfig(`flowroute:${name}`, world.simulator[name]);
    for (const command of [world.preview, world.up]) {
      const { ok, output } = await command();
      expect(ok).toBe(false);
      expect(output).toContain(`flowroute:${name} is not a secret`);
      expect(output).toContain(`pulumi config set --secret flowroute:${name}`);
      expect(output).not.toContain(world.simulator[name]);
    }
    await world.stack.setConfig(`flowroute:${name}`, { secret: world.simulator[name] });
  }
  const { resources } = await world.stack.exportState();
  expect(resources.filter(({ custom }) => custom)).toEqual([]);
  expect(world.writes).toEqual([]);
});

story("a preview names the numbers it knows, and says what it cannot tell yet", async (world) => {
  world.program(`
    const known = new PhoneNumber("known", { number: "(206) 555-0102" });
    known.e164.apply((e164) => console.log("known: " + e164));
    const chosen = new PhoneNumber("chosen", { match: { areaCode: "206" } });
    new NumberRoutes("chosen", { number: chosen.number, primaryRoute: { alias: "acme-pbx" } });`);
  const { ok, output } = await world.preview();
  expect(ok).toBe(true);
  expect(output).toContain("known: +12065550102");
  expect(output).toContain(
    "NumberRoutes chosen: cannot tell before number is known whether the number's routes change; wanted are primaryRoute acme-pbx, failoverRoute none",
  );
});

story("a change of routes is told as for a new one, from what to what", async (world) => {
  world.program(`new NumberRoutes("n", { number: "${front}", ${routes} });`);
  expect(await world.up()).toMatchObject({ ok: true });
  world.program(`new NumberRoutes("n", { number: "${front}", primaryRoute: "90114", failoverRoute: "83834" });`);
  const { output } = await world.preview();
  expect(output).toContain(`${front}: primaryRoute will change from 83861 (acme-pbx) to 90114 (pbx-main)`);
  expect(output).not.toContain("failoverRoute is to change");
});

story("a resource that a transformation makes a duplicate of is refused by the provider", async (world) => {
  world.program(`
    const transformations = [({ props, opts }) => ({ props: { ...props, number: "${front}" }, opts })];
    const one = new PhoneNumber("one", { number: "${front}" });
    new PhoneNumber("two", { number: "12065550102" }, { transformations, dependsOn: one });`);
  const { ok, output } = await world.preview();
  expect(ok).toBe(false);
  expect(output).toContain(
    `Two PhoneNumber resources, "one" and "two", declare the number ${front}. Keep one of them.`,
  );
});

story("a number that is a secret of the program is in no line and no plain output", async (world) => {
  const secret = `pulumi.secret("${front}")`;
  world.program(`
    const n = new PhoneNumber("desk", { number: ${secret}, alias: "Desk" });
    new NumberRoutes("calls", { number: n.number, primaryRoute: "90114" });
    exports.e164 = n.e164;`);
  const outputs: string[] = [(await world.preview()).output, (await world.up()).output];
  ownedNumber(world.simulator.account, front).primary_route = "0";
  outputs.push((await world.refresh()).output, (await world.destroy()).output);
  for (const output of outputs)
    expect(output.replaceAll(/\[id=\d+\]/g, "").replaceAll(/"e164":.*|e164 *:.*/g, "")).not.toContain(front);
  expect(outputs.join("")).toContain("the number of desk (Front desk) is on the account and is adopted");
  expect(outputs.join("")).toMatch(/the number of (desk|calls): primaryRoute is 0/);
});

const rule = "flowroute:onDelete is remove";

story(
  "a destroy that releases by the stack's setting says since when, before it does",
  async (world) => {
    world.program(`new PhoneNumber("n", { number: "${front}" });`);
    await world.stack.setConfig("flowroute:onDelete", "remove");
    expect(await world.up()).toMatchObject({ ok: true });
    await world.stack.setConfig("flowroute:onDelete", undefined);
    const { ok, output } = await world.destroy();
    expect(ok).toBe(true);
    expect(output).toContain(`as of the last \`pulumi up\`, ${rule}`);
  },
  { hosts: ["dynamic"] },
);

story(
  "a destroy on the plugin goes by the settings that the stack has now",
  async (world) => {
    world.program(`new PhoneNumber("n", { number: "${front}" });`);
    await world.stack.setConfig("flowroute:onDelete", "remove");
    expect(await world.up()).toMatchObject({ ok: true });
    await world.stack.setConfig("flowroute:onDelete", undefined);
    const kept = await world.destroy();
    expect(kept).toMatchObject({ ok: true, changes: { delete: 1 } });
    expect(kept.output).toContain(`${front} stays on the account`);
    expect(await world.up()).toMatchObject({ ok: true });
    await world.stack.setConfig("flowroute:onDelete", "remove");
    const released = await world.destroy();
    expect(released.output).toContain(rule);
    expect(released.output).not.toContain("as of the last");
    expect(world.writes).toEqual([`DELETE /v2/numbers/${front}`]);
  },
  { hosts: ["plugin"] },
);
