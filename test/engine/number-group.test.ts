import { fleetNumbers, frontDesk, owningFleet, silentNumber } from "../support/accounts";
import { until } from "../support/simulator";
import { story } from "../support/world";

const { number, primaryRoute, failoverRoute } = frontDesk;
const numbers = fleetNumbers(250);
const group = (args: object, name = "support") => `new flowroute.NumberGroup("${name}", ${JSON.stringify(args)});`;

story(
  "a group adopts its numbers in one step, finds what was changed by hand, repairs it, and is given up without a write",
  async (world) => {
    const routes = { primaryRoute: { alias: "pbx-a" } };
    world.program(`const support = new flowroute.NumberGroup("support", ${JSON.stringify({ numbers, ...routes })});
exports.first = support.numbers[0];
exports.count = support.count;`);
    const preview = await world.preview();
    expect(preview.output).toContain("support: 250 numbers (12060000000, ");
    expect(preview.output).toContain("are on the account and adopted; nothing is bought");
    expect(preview.output).toContain(
      "failoverRoute will change from 102 (pbx-b) to none for 125 numbers (12060000001, ",
    );
    const up = await world.up();
    expect(up).toMatchObject({ ok: true, outputs: { first: "+12060000000", count: 250 } });
    expect(world.writes).toHaveLength(125);
    expect((await world.up()).changes).toEqual({ same: 1 });
    expect(world.requests.filter((request) => request.includes("numbers"))).toEqual([]);

    world.owned("12060000007").primary_route = "102";
    world.owned("12060000009").primary_route = null;
    const refresh = await world.refresh({ previewOnly: true, expectNoChanges: true });
    expect(refresh.ok).toBe(false);
    expect(refresh.output).toContain(
      "support: primaryRoute is 102 (pbx-b) on the account, but was declared as 101 (pbx-a) for 1 number (12060000007)",
    );
    await world.refresh();
    expect((await world.up()).changes).toEqual({ update: 1 });
    expect(world.writes).toEqual([
      "PATCH /v2/numbers/12060000007/relationships/primary_route",
      "PATCH /v2/numbers/12060000009/relationships/primary_route",
    ]);

    const destroy = await world.destroy();
    expect(destroy.output).toContain("support: 250 numbers stay on the account, and calls go where they went.");
    expect(world.writes).toEqual([]);
  },
  { simulator: { account: owningFleet(250) } },
);

story("numbers move between single resources and a group, and from group to group, without a write", async (world) => {
  const routes = { primaryRoute, failoverRoute };
  const singles = [
    `new PhoneNumber("front", ${JSON.stringify({ number, onDelete: "release" })});`,
    `new NumberRoutes("front", ${JSON.stringify({ number, ...routes, onDelete: "detach" })});`,
  ].join("\n");
  world.program(singles);
  await world.up();
  world.program(
    group({ numbers: [number, silentNumber], primaryRoute: "0", onDelete: "detach" }).replace(
      '"0"',
      `"${primaryRoute}", failoverRoute: "${failoverRoute}"`,
    ),
  );
  expect((await world.up()).ok).toBe(true);
  expect(world.writes.filter((write) => write.includes(number))).toEqual([]);
  world.program(
    [
      group({ numbers: [number], ...routes, onDelete: "detach" }, "first"),
      group({ numbers: [silentNumber], ...routes }, "second"),
    ].join("\n"),
  );
  expect((await world.up()).ok).toBe(true);
  expect(world.writes).toEqual([]);
  world.program([group({ numbers: [silentNumber], ...routes, onDelete: "detach" }, "second"), singles].join("\n"));
  expect((await world.up()).ok).toBe(true);
  expect(world.writes).toEqual([]);
  world.program(singles);
  await world.up();
  expect(world.writes).toEqual([
    `DELETE /v2/numbers/${silentNumber}/relationships/failover_route`,
    `DELETE /v2/numbers/${silentNumber}/relationships/primary_route`,
  ]);
});

story(
  "a number that is taken off a list that detaches loses its routes, and no other number is touched",
  async (world) => {
    const args = { primaryRoute, failoverRoute, onDelete: "detach" };
    world.program(group({ numbers: [number, silentNumber], ...args }));
    await world.up();
    world.program(group({ numbers: [number], ...args }));
    const up = await world.up();
    expect(up.output).toContain(`support: 1 number (${silentNumber}) leaves the list. Routes are taken away`);
    expect(up.changes).toEqual({ replace: 1 });
    expect(world.writes).toEqual([
      `DELETE /v2/numbers/${silentNumber}/relationships/failover_route`,
      `DELETE /v2/numbers/${silentNumber}/relationships/primary_route`,
    ]);
  },
);

story(
  "a number of a group that left the account does not keep the others where they are",
  async (world) => {
    const of = (list: readonly string[], route: string) => group({ numbers: list, primaryRoute: route });
    const [gone = "", ...others] = numbers.slice(0, 20);
    world.program(of([gone, ...others], "101"));
    await world.up();
    delete world.simulator.account.numbers[gone];

    world.program(of([gone, ...others], "102"));
    const preview = await world.preview();
    expect(preview).toMatchObject({ ok: true });
    expect(preview.output).toContain(
      `${gone} is not on this account any more. \`pulumi up\` writes what is left to write, and then ends with an error.`,
    );
    for (const refresh of [false, true]) {
      if (refresh)
        expect((await world.refresh()).output).toContain(`support: ${gone} is not on this account any more.`);
      const up = await world.up();
      expect(up).toMatchObject({ ok: false });
      expect(up.output).toContain(
        `support: 1 of 20 numbers is not as declared; the other 19 are. 1 number (${gone}): Not on this account any more.`,
      );
      expect(world.writes).toHaveLength(refresh ? 0 : others.length);
    }

    world.program(of(others, "102"));
    expect(await world.up()).toMatchObject({ ok: true, changes: { update: 1 } });
    expect(world.writes).toEqual([]);
    expect(await world.refresh({ expectNoChanges: true })).toMatchObject({ ok: true });
  },
  { simulator: { account: owningFleet(20) } },
);

story(
  "Ctrl-C ends a group's work with the numbers it is at: the rest stays as it was, and the next command goes on from there",
  async (world) => {
    const of = (route: string) => group({ numbers: numbers.slice(0, 60), primaryRoute: route, onDelete: "detach" });
    const interrupted = async (command: "up" | "destroy", method: string) => {
      world.simulator.addFault({
        match: { method, path: "/v2/**" },
        when: "before",
        action: "delay",
        delayMs: 3000,
        times: 999,
      });
      const ctrlC = new AbortController();
      const ended = world[command]({ interrupt: ctrlC.signal });
      await until(() => world.simulator.requests().some((request) => request.method === method));
      ctrlC.abort();
      const { ok, output } = await ended;
      world.simulator.clearFaults();
      expect(ok).toBe(false);
      expect(world.writes.length).toBeLessThan(60);
      return { output, done: world.writes.length };
    };
    world.program(of("101"));
    await world.up();

    world.program(of("102"));
    const moving = await interrupted("up", "PATCH");
    expect(moving.output).toContain(
      "were not tried, because the command was interrupted. The next `pulumi up` goes on",
    );
    expect(await world.up()).toMatchObject({ ok: true, changes: { update: 1 } });
    expect(world.writes).toHaveLength(60 - moving.done);
    expect(await world.refresh({ previewOnly: true, expectNoChanges: true })).toMatchObject({ ok: true });

    const leaving = await interrupted("destroy", "DELETE");
    expect(leaving.output).toContain("keep their routes, because the command was interrupted. Should the group stay");
    expect(await world.destroy()).toMatchObject({ ok: true });
    expect(world.writes).toHaveLength(60 - leaving.done);
  },
  { hosts: ["plugin"], simulator: { account: owningFleet(60) }, config: { "flowroute:maxReleases": "100" } },
);
