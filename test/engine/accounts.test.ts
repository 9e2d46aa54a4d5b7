import { startSimulator } from "../../sandbox/simulator";
import { story } from "../support/world";

story("an explicit provider instance has its own account and its own keys", async (world) => {
  const other = await startSimulator({ accessKey: "otherkey", secretKey: "other0secret0other0secret0other0" });
  try {
    delete other.account.numbers["12065550100"];
    const [pkg, prefix] = world.host === "plugin" ? ["flowroute", ""] : ["pulumi-nodejs", "flowroute:"];
    world.program(`
      const other = new pulumi.ProviderResource("${pkg}", "other", {
        "${prefix}accessKey": pulumi.secret("${other.accessKey}"),
        "${prefix}secretKey": pulumi.secret("${other.secretKey}"),
        "${prefix}baseUrl": "${other.url}",
      });
      new PhoneNumber("here", { number: "12065550100" });
      new PhoneNumber("there", { number: "12065550102", alias: "Theirs" }, { provider: other });`);
    expect(await world.up()).toMatchObject({ ok: true });
    expect(world.writes).toEqual([]);
    expect(other.account.numbers["12065550102"]?.alias).toBe("Theirs");
    expect(world.owned("12065550102").alias).toBe("Support");
    const state = await world.stack.rawState();
    for (const key of [other.accessKey, other.secretKey, world.simulator.accessKey, world.simulator.secretKey]) {
      expect(state).not.toContain(key);
      expect(world.printed).not.toContain(key);
    }
    expect(await world.up({ expectNoChanges: true })).toMatchObject({ ok: true });
    expect(await world.destroy()).toMatchObject({ ok: true });
  } finally {
    await other.close();
  }
});

story("a provider that is given an empty key is refused, and takes no other account's", async (world) => {
  world.program(`
    const other = new flowroute.Provider("other", { accessKey: pulumi.output(""), secretKey: "a".repeat(32) });
    new PhoneNumber("n", { match: { areaCode: "206" } }, { provider: other });`);
  const { ok, output } = await world.up();
  expect(ok).toBe(false);
  expect(output).toContain("Provider other: accessKey is empty");
  expect(output).not.toMatch(/^ +at /m);
  world.program(`new flowroute.Provider("other", { accessKey: "a", secretKey: "b", purchase: "forbid" });`);
  expect((await world.up()).output).toContain(
    "There is no setting flowroute:purchase. Did you mean flowroute:purchases?",
  );
  expect(world.writes).toEqual([]);
});
