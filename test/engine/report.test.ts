import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { findPulumi } from "../../sandbox/engine";
import { runCommand } from "../support/cli";
import { keptPreview, keptPreviews, previewAsJson, scrubbed } from "../support/previews";
import { World } from "../support/world";

// What the real engine prints as JSON, and the report of it. Where there is no pulumi command, what it printed once is read. After a change
// of what it prints, KEEP_PREVIEWS=1 keeps both anew.
const names = { project: "phones", stack: "dev" };

// Routes made one after the other have the same ids every time.
const before = `
const desk = new PhoneNumber("desk", { number: "+1 206-555-0100", alias: "Front desk" });
new NumberRoutes("desk", { number: desk.number, primaryRoute: { alias: "acme-pbx" }, failoverRoute: { alias: "PSTNroute1" } });
const seattle = new InboundRoute("seattle", { alias: "pbx-seattle", host: "sea.pbx.example.com" });
new NumberRoutes("support", { number: "12065550102", primaryRoute: seattle, failoverRoute: "0" });
new InboundRoute("old-site", { alias: "pbx-old", host: "old.example.com" }, { dependsOn: seattle });
new InboundRoute("cell", { alias: "front-desk-cell", number: "12065550177" });
new PhoneNumber("jersey", { number: "12014845220", onDelete: "release" });
new PhoneNumber("oradell", { number: "12012673227" });
new PhoneNumber("millbrae", { number: "16502390214" });
new NumberRoutes("alice", { number: "14085550130", primaryRoute: "91340", onDelete: "detach" });
new NumberRoutes("beta", { number: "13125550120", primaryRoute: "93002", failoverRoute: "93003" });
new flowroute.NumberGroup("reception", { numbers: ["12125550110", "12125550111"], primaryRoute: "90114", onDelete: "detach" });
${other("thing")}
${other("gone")}`;

const after = `
const desk = new PhoneNumber("desk", { number: "+1 206-555-0100", alias: pulumi.secret("Hot desk"), messagingEnabled: true });
new NumberRoutes("desk", { number: desk.number, primaryRoute: { alias: "pbx-main" } });
const seattle = new InboundRoute("seattle", { alias: "pbx-seattle", host: "den.pbx.example.com" });
new NumberRoutes("support", { number: "12065550102", primaryRoute: seattle, failoverRoute: "0" });
new PhoneNumber("millbrae", { number: "16502390214", onDelete: "release" });
new flowroute.NumberGroup("reception", { numbers: ["12125550110", "16463451234"], primaryRoute: "90114", onDelete: "detach" });
new PhoneNumber("hotline", { number: "18005550199", alias: "Hotline", purchase: "forbid" });
new NumberRoutes("hotline", { number: "18005550199", primaryRoute: "90114", failoverRoute: "90127" });
new PhoneNumber("fax", { match: { areaCode: "206" }, maxSetupCost: 1 });
const denver = new PhoneNumber("denver", { match: { areaCode: "206" } });
new NumberRoutes("denver", { number: denver.number, primaryRoute: seattle });
new InboundRoute("vancouver", { alias: "pbx-vancouver", host: "van.pbx.example.com" });
${other("thing")}
${other("new")}`;

const ofOwnProvider = `
const settings = { accessKey: pulumi.secret(process.env.ACCESS), secretKey: pulumi.secret(process.env.SECRET), baseUrl: process.env.BASE };
const provider = new flowroute.Provider("acme", { ...settings, onDelete: "remove" });
const secret = pulumi.secret("12064201234");`;
const ofOwnBefore = `${ofOwnProvider}
new PhoneNumber("millbrae", { number: "16502390214" }, { provider });
new PhoneNumber("hidden", { number: secret, alias: "Hidden" }, { provider });
new NumberRoutes("hidden", { number: secret, primaryRoute: "0", failoverRoute: "90115" }, { provider });`;
const ofOwnAfter = `${ofOwnProvider}
new PhoneNumber("hidden", { number: secret, alias: "Known" }, { provider });
new NumberRoutes("hidden", { number: secret, primaryRoute: "83861" }, { provider });`;

const onPlugin = `
new PhoneNumber("desk", { number: "+1 206-555-0100", alias: "Front desk" });
new PhoneNumber("jersey", { number: "12014845220", onDelete: "release" });
new PhoneNumber("hidden", { number: pulumi.secret("12064201234"), alias: pulumi.secret("Hidden") });
new InboundRoute("old-site", { alias: "pbx-old", host: "old.example.com" });
new NumberRoutes("alice", { number: "14085550130", primaryRoute: "91340", onDelete: "detach" });
new flowroute.NumberGroup("reception", { numbers: ["12125550110", "12125550111"], primaryRoute: "90114", onDelete: "detach" });`;
// One of them is on the other host.
const mixed = `
new PhoneNumber("desk", { number: "+1 206-555-0100", alias: "Hot desk" });
new PhoneNumber("hidden", { number: pulumi.secret("12064201234"), alias: pulumi.secret("Known") });
new (require("pulumi-flowroute").PhoneNumber)("jersey-again", { number: "12014845220", onDelete: "release" });
new PhoneNumber("fax", { match: { areaCode: "206" }, maxSetupCost: 1 });
new NumberRoutes("alice", { number: "14085550130", primaryRoute: "90114", onDelete: "detach" });
new flowroute.NumberGroup("reception", { numbers: ["12125550110", "16463451234"], primaryRoute: "90114", onDelete: "detach" });`;

/**
 * Everything at once; as a stream of events; refused; with Flowroute out of reach; with a provider instance and secrets; of the plugin, and a
 * little of the other host; and of a move from the plugin to the other host.
 */
const kept = [
  "everything.json",
  "stream.jsonl",
  "refused.json",
  "unreachable.json",
  "own-provider.json",
  "plugin.json",
  "plugin-stream.jsonl",
  "move.json",
] as const;
type Kept = (typeof kept)[number];

const previews: Record<Kept, string> = Object.fromEntries(kept.map((name) => [name, ""])) as Record<Kept, string>;

beforeAll(async () => {
  for (const name of kept) if (findPulumi() === undefined) previews[name] = keptPreview(name);
  if (findPulumi() !== undefined)
    Object.assign(previews, await previewsOfOneStack(), await previewOfOwnProvider(), await previewsOfPlugin());
});

test.each(kept)("%s: the report is as it was kept", async (name) => {
  const { stdout, stderr } = await runCommand(["report"], { input: previews[name] });
  expect(stderr).toBe("");
  const file = name.replace(/jsonl?$/, "md");
  if (process.env.KEEP_PREVIEWS) {
    writeFileSync(join(keptPreviews, name), previews[name]);
    writeFileSync(join(keptPreviews, file), stdout);
  }
  expect(stdout).toBe(keptPreview(file));
});

test("no report, and no preview, has a key, or a number or alias that the program keeps secret", async () => {
  for (const name of ["own-provider.json", "plugin.json", "plugin-stream.jsonl", "move.json"] as const) {
    const { stdout } = await runCommand(["report"], { input: previews[name] });
    expect(stdout).not.toContain("12064201234");
    if (name !== "own-provider.json") expect(stdout).not.toMatch(/Hidden|Known/);
  }
  const everything = await runCommand(["report"], { input: previews["everything.json"] });
  expect(everything.stdout).not.toContain("Hot desk");
});

async function previewsOfOneStack(): Promise<Partial<Record<Kept, string>>> {
  const world = await World.create("pulumi", names);
  try {
    world.program(before);
    expect(await world.up()).toMatchObject({ ok: true });
    const preview = async (program: string, env?: Record<string, string>) => {
      world.program(program);
      return scrubbed(await previewAsJson(world, env), world);
    };
    const everything = await preview(after);
    const stream = await preview(after, { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" });
    const refused = await preview('new PhoneNumber("desk", { number: "+1 206-555-0100", maxSetupCost: -1 });');
    // Nothing listens there.
    await world.stack.setConfig("flowroute:baseUrl", "http://127.0.0.1:9");
    // One question alone: which of several is asked first is chance, and only that one is warned of.
    const unreachable = await preview('new NumberRoutes("hotline", { number: "18005550199", primaryRoute: "90114" });');
    return {
      "everything.json": everything,
      "stream.jsonl": stream,
      "refused.json": refused,
      "unreachable.json": unreachable,
    };
  } finally {
    await world.close();
  }
}

async function previewsOfPlugin(): Promise<Partial<Record<Kept, string>>> {
  const world = await World.create("pulumi", { ...names, host: "plugin" });
  try {
    world.program(onPlugin);
    expect(await world.up()).toMatchObject({ ok: true });
    world.program(mixed);
    const plugin = scrubbed(await previewAsJson(world), world);
    const stream = await previewAsJson(world, { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" });
    world.host = "dynamic";
    world.program(onPlugin);
    const move = scrubbed(await previewAsJson(world), world);
    return { "plugin.json": plugin, "plugin-stream.jsonl": scrubbed(stream, world), "move.json": move };
  } finally {
    await world.close();
  }
}

async function previewOfOwnProvider(): Promise<Partial<Record<Kept, string>>> {
  const world = await World.create("pulumi", names);
  const { accessKey: ACCESS, secretKey: SECRET, url: BASE } = world.simulator;
  try {
    Object.assign(process.env, { ACCESS, SECRET, BASE });
    world.program(ofOwnBefore);
    expect(await world.up()).toMatchObject({ ok: true });
    world.program(ofOwnAfter);
    return { "own-provider.json": scrubbed(await previewAsJson(world), world) };
  } finally {
    for (const name of ["ACCESS", "SECRET", "BASE"]) delete process.env[name];
    await world.close();
  }
}

/** A resource that is not of this package. */
function other(name: string): string {
  return `new pulumi.dynamic.Resource({ create: async () => ({ id: "x", outs: {} }) }, "${name}", {});`;
}
