import { startSimulator } from "../../sandbox/simulator";
import { story } from "../support/world";

story("an explicit provider instance has its own account and its own keys", async (world) => {
  const other = await startSimulator({ accessKey: "otherkey", secretKey: "other0secret0other0secret0other0" });
  try {
    delete other.account.numbers["12065550100"];
    world.program(`
      const other = new pulumi.ProviderResource("pulumi-nodejs", "other", {
        "flowroute:accessKey": pulumi.secret("${other.accessKey}"),
        "flowroute:secretKey": pulumi.secret("${other.secretKey}"),
        "flowroute:baseUrl": "${other.url}",
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
