import type { Properties } from "../../provider/lifecycle/lifecycle";
import { frontDesk } from "../support/accounts";
import { Plugin } from "../support/plugin";
import { Provider } from "../support/provider";
import { startAccount, writes } from "../support/session";

const { number } = frontDesk;

/** Both hosts, on an account whose stack takes away what nothing else is said of. */
const hosts = [
  ["dynamic resources", Provider, { "flowroute:onDelete": "remove" }],
  ["the plugin", Plugin, { onDelete: "remove" }],
] as const;

/** What somebody made of a state that says `onDelete: "retain"`, and what the error says. */
const edits: [string, (state: Properties) => Properties, RegExp | undefined][] = [
  ["without what was declared", ({ __declared, ...others }) => others, /does not say what was declared/],
  ["with nothing declared", (state) => ({ ...state, __declared: { names: [] } }), /does not say what was declared/],
  ["with a text in its place", (state) => ({ ...state, __declared: "" }), /does not say what was declared/],
  ["with null in its place", (state) => ({ ...state, __declared: null }), /does not say what was declared/],
  ["with the number of another", (state) => ({ ...state, number: "18005550199" }), /names two numbers/],
  ["with another word for onDelete", (state) => ({ ...state, onDelete: "keep" }), undefined],
  ["with onDelete null", (state) => ({ ...state, onDelete: null }), undefined],
];

describe.each(hosts)("on %s", (_, Host, settings) => {
  test.each(edits)("a state %s releases no number, and detaches none", async (_what, edit, refusal) => {
    await using simulator = await startAccount();
    await using provider = await Host.on(simulator, settings);
    const made = {
      PhoneNumber: await provider.create("PhoneNumber", { number, onDelete: "retain" }),
      NumberRoutes: await provider.create("NumberRoutes", { number, primaryRoute: "0", onDelete: "retain" }),
    };
    simulator.clearRequests();
    for (const kind of ["PhoneNumber", "NumberRoutes"] as const) {
      const deleting = provider.delete(kind, made[kind].id, edit(made[kind].outputs));
      if (refusal) await expect(deleting).rejects.toThrow(refusal);
      else await deleting;
    }
    expect(writes(simulator)).toEqual([]);
  });

  test("an output of another type is no riddle: the error says what to do", async () => {
    await using simulator = await startAccount();
    await using provider = await Host.on(simulator, settings);
    const { id, outputs } = await provider.create("PhoneNumber", { number, alias: "Front desk" });
    const edited = { ...outputs, alias: 7 };
    await expect(provider.diff("PhoneNumber", id, edited, { number, alias: "Front desk" })).rejects.toThrow(
      /unless somebody edited the state: .*trim.* Restore an edited state from a backup/,
    );
  });
});
