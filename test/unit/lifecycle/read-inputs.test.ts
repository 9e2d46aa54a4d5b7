import { ownedNumber } from "../../../sandbox/simulator";
import { frontDesk } from "../../support/accounts";
import { create, onTheWire, startAccount, startCommand } from "../../support/session";

const { number } = frontDesk;

// The account's own words for what is declared, and for what somebody made of it by hand.
const kinds = {
  phoneNumber: {
    declared: { alias: "Front desk", messagingEnabled: false },
    byHand: { alias: "By hand" },
    drifted: { alias: "By hand" },
    asBefore: { alias: "Front desk" },
  },
  numberRoutes: {
    declared: { primaryRoute: "90114", onDelete: "detach" },
    byHand: { primary_route: "83834", failover_route: "83861" },
    drifted: { primaryRoute: "83834", failoverRoute: "83861" },
    asBefore: { primary_route: "90114", failover_route: null },
  },
} as const;

describe.each(["phoneNumber", "numberRoutes"] as const)("inputs that a read gives the engine (%s)", (kind) => {
  const { declared, byHand, drifted, asBefore } = kinds[kind];

  test("drift is in them by name, until a read finds it undone; without drift the engine keeps its own", async () => {
    await using simulator = await startAccount();
    const owned = ownedNumber(simulator.account, number);
    const { outs, inputs } = await create(startCommand(simulator)[kind], { number, ...declared });
    const read = async (state: object) => {
      const { props = {}, inputs } = await startCommand(simulator)[kind].read(number, { ...state });
      return { props: onTheWire(props), inputs: inputs && onTheWire(inputs) };
    };
    expect((await read(outs)).inputs).toBeUndefined();

    Object.assign(owned, byHand);
    const first = await read(outs);
    expect(first.inputs).toEqual({ ...inputs, ...drifted });
    const second = await read(first.props);
    expect(second.inputs).toEqual(first.inputs);

    // The engine has the drifted ones now: they must not stay.
    Object.assign(owned, asBefore);
    const third = await read(second.props);
    expect(third.inputs).toEqual(inputs);
    expect(await read(third.props)).toEqual({ props: outs, inputs: undefined });
  });

  test("where only the state is behind, after a write that failed half way, they are given", async () => {
    await using simulator = await startAccount();
    const { outs, inputs } = await create(startCommand(simulator)[kind], { number, ...declared });
    const half = { ...outs, ...drifted };
    expect((await startCommand(simulator)[kind].read(number, half)).inputs).toEqual(inputs);
  });
});
