import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { FlowrouteClient } from "../../../provider/client";
import { type Note, Command as SharedCommand } from "../../../provider/lifecycle/command";
import type { Properties } from "../../../provider/lifecycle/lifecycle";
import { UNKNOWN } from "../../../provider/lifecycle/unknown";
import { refuseKeysInClear } from "../../../provider/program/config";
import { keysInClear } from "../../../provider/program/keys-in-clear";
import { deskOf } from "../../../provider/resources/phone-number/purchase-desk";
import type { Simulator, SimulatorOptions } from "../../../sandbox/simulator";
import { fleetNumbers, frontDesk, owningFleet, selling, silentNumber, unknownNumber } from "../../support/accounts";
import { type Canned, CannedServer } from "../../support/canned";
import { codeIn, read } from "../../support/documents";
import {
  type Command,
  type Created,
  checked,
  create,
  journalFolder,
  type Lifecycle,
  saying,
  startAccount,
  startCommand,
} from "../../support/session";

const [first, second] = ["12065550000", "12065550001"] as const;
const buyer = "urn:pulumi:test::phones-20318::pulumi-nodejs:dynamic/flowroute:PhoneNumber::seattle";
const match = { match: { areaCode: "206" }, __urn: buyer };
const purchase = { method: "POST", path: `/v2/numbers/${first}` };
const question = { method: "GET", path: `/v2/numbers/${first}` };
const { number, primaryRoute, failoverRoute } = frontDesk;

/** Quotes of what a person sees: the first cells of all tables that have such a column, and of the warning in the prose. */
const safety = read("docs/safety.md");
const quotes = [
  ...safety.text
    .split("\n\n")
    .filter((block) => /^\| You see\b/m.test(block))
    .flatMap((block) => block.split("\n").filter((line) => line.startsWith("|")))
    .flatMap((row) => codeIn(row.split("|")[1] ?? "")),
  ...codeIn(safety.text.replace(/\s+/g, " ")).filter((code) => code.startsWith("warning: ")),
];

/** Everything that anybody printed or threw while the mishaps below happened. */
const heard = [readFileSync(join(__dirname, "pulumi-words.txt"), "utf8")];

/** Runs what may fail, for its words. */
async function hear(work: Promise<unknown>): Promise<{ id: string; outs: Properties } | undefined> {
  const error = await work.then(
    () => undefined,
    (thrown) => thrown,
  );
  if (error === undefined) return undefined;
  heard.push(String(error.message), ...(error.reasons ?? []));
  return { id: String(error.id), outs: (error.properties ?? {}) as Properties };
}

/** An account to which something happens; `command` begins a command on it, whose lines are heard. */
async function mishap(
  options: SimulatorOptions,
  happen: (simulator: Simulator, command: (settings?: Record<string, string>) => Command) => Promise<unknown>,
): Promise<void> {
  await using simulator = await startAccount(options);
  const commands: Command[] = [];
  await happen(simulator, (settings) => {
    const command = startCommand(simulator, settings);
    commands.push(command);
    return command;
  });
  for (const { said } of commands) heard.push(...said);
}

const adopt = (lifecycle: Lifecycle, news: Properties) => hear(create(lifecycle, news));
const shop = { account: selling(3) };
const site = { alias: "pbx-seattle", host: "sea.example.com" };

/** What a plan says of an edit: the engine checks the new inputs and compares them with the state. */
async function planned({ inboundRoute }: Command, { id, outs, inputs }: Created, news: Properties): Promise<void> {
  const edited = await checked(inboundRoute, inputs, news);
  await inboundRoute.diff(id, outs, edited);
}

const mishaps: Record<string, () => Promise<void>> = {
  "a program that is refused": () =>
    mishap(shop, async (_, command) => {
      const wrong: Properties[] = [
        { number: first, alais: "Desk" },
        { number: first, alias: "Desk\u0007" },
        { number: first, match: { areaCode: "206" } },
        { number: "206-555-CALL" },
        { number: "206 555 010" },
        { number: "1206555010" },
      ];
      for (const inputs of wrong) await adopt(command().phoneNumber, inputs);
      await adopt(command({ baseUrl: "http://flowroute.test" }).phoneNumber, { number: first });
      const { phoneNumber } = command();
      await create(phoneNumber, { number: first, __urn: `${buyer}-1` });
      await adopt(phoneNumber, { number: first, __urn: `${buyer}-2` });
      const chosen = await create(phoneNumber, match);
      await adopt(phoneNumber, { number: chosen.id, __urn: `${buyer}-3` });
    }),

  keys: () =>
    mishap({}, async (simulator, command) => {
      await adopt(command({ accessKey: "", secretKey: "" }).phoneNumber, { number });
      await adopt(command({ secretKey: "" }).phoneNumber, { number });
      await adopt(command({ secretKey: "wrong" }).phoneNumber, { number });
      await adopt(command().phoneNumber, { number: unknownNumber });
      const { id, outs, inputs } = await create(command().phoneNumber, { number });
      delete simulator.account.numbers[number];
      await hear(command().phoneNumber.update(id, outs, { ...inputs, alias: "Desk" }));
      await command().phoneNumber.read(id, outs);
      const bought = await create(command().phoneNumber, match);
      await using others = await startAccount({ account: {}, accessKey: "other0ke" });
      await hear(startCommand(others).phoneNumber.read(bought.id, bought.outs));
      await hear(command().phoneNumber.read(unknownNumber, {}));
      pulumi.runtime.setAllConfig({ "flowroute:secretKey": "in0clear" });
      await hear((async () => refuseKeysInClear())());
      pulumi.runtime.setAllConfig({});
      // A provider instance as a program writes it by hand; the SDK makes outputs of its inputs.
      const byHand = { "flowroute:accessKey": pulumi.output("in0clear") } as unknown as pulumi.ProviderResource;
      await adopt(command().phoneNumber, { number, __refused: await keysInClear(byHand) });
      await hear(command().inboundRoute.read("999999", {}));
      await hear(command().inboundRoute.read("0", {}));
    }),

  money: () =>
    mishap(shop, async (simulator, command) => {
      const { inventory } = simulator.account;
      await adopt(command().phoneNumber, { number: first, maxSetupCost: 0 });
      await adopt(command().phoneNumber, { ...match, maxSetupCost: 0 });
      await adopt(command().phoneNumber, { number: first, purchase: "forbid" });
      await adopt(command({ purchases: "forbid" }).phoneNumber, { number: first });
      await adopt(command({ maxSpend: "1" }).phoneNumber, { number: first });
      await hear(command({ maxSpend: "1" }).phoneNumber.create({ number: first }));
      simulator.addFault({ match: purchase, action: "status", status: 403 });
      const broke = command();
      for (const _ of ["refused", "not tried"]) await hear(broke.phoneNumber.create({ number: first }));
      const risen = command();
      await risen.phoneNumber.check({}, { number: first });
      Object.assign(inventory[first] ?? {}, { setup_cost: 2 });
      await hear(risen.phoneNumber.create({ number: first }));
      const costlier = command();
      jest.spyOn(costlier.session.client.numbers, "purchase").mockImplementation(async () => {
        Object.assign(inventory[first] ?? {}, { monthly_cost: 9 });
        await fetchPurchase(simulator);
      });
      await hear(costlier.phoneNumber.create({ number: first }));
    }),

  "lost answers": async () => {
    const lose = (simulator: Simulator, when: "before" | "after") => {
      simulator.addFault({ match: purchase, when, action: "reset" });
      simulator.addFault({ match: question, action: "malformed" });
    };
    await mishap(shop, async (simulator, command) => {
      simulator.addFault({ match: purchase, when: "after", action: "reset" });
      await create(command().phoneNumber, match);
    });
    await mishap(shop, async (simulator, command) => {
      lose(simulator, "before");
      const unclear = await hear(command().phoneNumber.create(match));
      delete simulator.account.inventory[first];
      await hear(command().phoneNumber.update(first, unclear?.outs ?? {}, match));
    });
    await mishap(shop, async (simulator, command) => {
      simulator.addFault({ match: question, action: "status", status: 404, times: 100 });
      const bought = await hear(command().phoneNumber.create(match));
      await hear(command().phoneNumber.update(first, bought?.outs ?? {}, match));
    });
  },

  "a purchase of a killed command": async () => {
    await mishap(shop, async (simulator, command) => {
      const { outs } = await create(command().phoneNumber, match);
      await command().phoneNumber.check({}, match);
      simulator.addFault({ match: question, action: "status", status: 403 });
      await hear(command().phoneNumber.create(match));
      simulator.addFault({ match: question, action: "status", status: 404, times: 4 });
      await hear(command().phoneNumber.read(first, outs));
    });
    await mishap(shop, async (simulator, command) => {
      const { session, phoneNumber } = command();
      jest.spyOn(session.client.numbers, "purchase").mockImplementation(() => Promise.reject(new Error("killed")));
      await hear(phoneNumber.create(match));
      expect(simulator.account.charges).toEqual([]);
      await command().phoneNumber.check({}, match);
    });
  },

  "a bought number whose resource left the state": () =>
    mishap(shop, async (_, command) => {
      const bought = command();
      await create(bought.phoneNumber, { ...match, __urn: buyer });
      bought.session.finish();
      await adopt(command().phoneNumber, { ...match, __urn: buyer });
    }),

  "a journal that cannot be kept": () =>
    mishap(shop, async (simulator, command) => {
      writeFileSync(journalFolder(simulator), "a file, not a folder");
      await create(command().phoneNumber, match);
    }),

  rivals: async () => {
    await mishap(shop, async (simulator, command) => {
      const { phoneNumber, session } = command();
      const buy = session.client.numbers.purchase.bind(session.client.numbers);
      jest.spyOn(session.client.numbers, "purchase").mockImplementation(async (wanted) => {
        if (wanted === first) await fetchPurchase(simulator);
        await buy(wanted);
      });
      await hear(phoneNumber.create(match));
      await hear(phoneNumber.create({ ...match, __urn: `${buyer}-2` }));
      await hear(create(command().phoneNumber, match));
      const exact = command();
      simulator.addFault({ match: { method: "POST", path: "/**" }, when: "after", action: "status", status: 403 });
      await create(exact.phoneNumber, { number: second });
    });
    await mishap({ account: selling(30) }, async (simulator, command) => {
      const refused = { method: "POST", path: "/v2/numbers/*" };
      simulator.addFault({ match: refused, action: "status", status: 404, times: 100 });
      await hear(command().phoneNumber.create({ number: first }));
      await hear(command().phoneNumber.create(match));
    });
  },

  routes: () =>
    mishap({}, async (simulator, command) => {
      const routes = { number, primaryRoute, failoverRoute, onDelete: "detach" };
      const failover = { method: "PATCH", path: "/v2/numbers/*/relationships/failover_route" };
      simulator.addFault({ match: failover, action: "status", status: 422 });
      await hear(create(command().numberRoutes, { ...routes, number: silentNumber }));
      await hear(create(command().numberRoutes, { ...routes, primaryRoute: { alias: "acme-bpx" } }));
      const { id, outs } = await create(command().numberRoutes, routes);
      const owned = simulator.account.numbers[number];
      if (!owned) throw new Error("not on the account");
      owned.primary_route = "0";
      await command().numberRoutes.read(id, outs);
      await command().numberRoutes.delete(id, outs);
      await command().numberRoutes.delete(id, outs);
      await command().phoneNumber.read(number, { number, declared: { number, alias: "Other" } });
      const { session, numberRoutes } = command();
      jest.spyOn(session.client.numbers, "setPrimaryRoute").mockImplementation(async () => {});
      await create(numberRoutes, routes);
      const [one, other] = Object.values(simulator.account.routes).slice(-2);
      if (one && other) one.alias = other.alias;
      await hear(create(command().numberRoutes, { number: silentNumber, primaryRoute: { alias: other?.alias } }));
    }),

  "routes that do nothing": () =>
    mishap({}, async (_, command) => {
      await create(command().inboundRoute, { alias: "loop", number });
      await create(command().numberRoutes, { number: silentNumber, primaryRoute: { alias: "loop" } });
      const weighted = { primaryRoute: { alias: "canary-70" }, failoverRoute: { alias: "pbx-backup" } };
      await create(command().numberRoutes, { number: silentNumber, ...weighted });
    }),

  "inbound routes that are refused": () =>
    mishap({}, async (_, command) => {
      const wrong: Properties[] = [
        {},
        { host: "a.example.com", uri: "sip:a@example.com" },
        { host: "a.example.com", alias: " " },
        { host: "a.example.com", alias: "a".repeat(256) },
        { host: "a.example.com", alias: "sip-reg" },
        { host: "example.com/calls" },
        { host: "my host" },
        { host: "sip:a@example.com" },
        { host: "a.example.com;weight=5" },
        { host: "a.example.com", weight: 1001 },
        { uri: "alice@example.com" },
        { uri: "tel:alice@example.com" },
        { uri: "sip:example.com" },
        { uri: "sip:a b@example.com" },
        { number: "+442079460000" },
        { host: "a.example.com", edgeStrategy: true },
        { host: "a.example.com", edgeStrategy: "US-East-VAA" },
        { host: "a.example.com", edgeStrategy: "0123456789" },
        { host: "a.example.com", onDelete: "release" },
      ];
      for (const inputs of wrong) await adopt(command().inboundRoute, { alias: "pbx", ...inputs });
      await adopt(command().inboundRoute, { host: "a.example.com" });
      const { inboundRoute } = command();
      for (const name of ["one", "other"]) await adopt(inboundRoute, { ...site, __urn: `${buyer}-${name}` });
    }),

  "plans of inbound routes": () =>
    mishap({}, async (_, command) => {
      const made = await create(command().inboundRoute, site);
      await create(command().inboundRoute, site);
      for (const alias of [UNKNOWN, "pbx-main"])
        await command().inboundRoute.check({}, { alias, host: UNKNOWN, __urn: buyer });
      const edit = (news: Properties) => planned(command(), made, { ...site, __urn: buyer, ...news });
      await edit({ host: UNKNOWN });
      await edit({ alias: "pbx-tacoma", host: "tacoma.example.com" });
      await edit({ edgeStrategy: "US-East-VA" });
      await create(command().inboundRoute, { alias: "pbx-main", host: "203.0.113.99" });
      await create(command().inboundRoute, { alias: "PSTNroute1", number: "+1 312-555-0144" });
    }),

  "inbound routes": () =>
    mishap({}, async (simulator, command) => {
      const other = {
        alias: "pbx-main",
        route_type: "host",
        value: "other.example.com",
        edge_strategy_id: null,
      } as const;
      simulator.addFault({ match: { method: "POST", path: "/v2/routes" }, action: "reset", when: "after" });
      const made = await create(command().inboundRoute, site);
      await hear(command().inboundRoute.update(made.id, made.outs, { ...site, alias: "pbx-main" }));
      simulator.configure({ routeTypeChange: 422 });
      await hear(command().inboundRoute.update(made.id, made.outs, { alias: site.alias, uri: "sip:a@example.com" }));
      Object.assign(simulator.account.routes[made.id] ?? {}, { value: "den.example.com" });
      await command().inboundRoute.read(made.id, made.outs);
      for (const value of ["sea2.example.com", "elsewhere.example.com"]) {
        const late = command();
        const inputs = { alias: "late", host: "sea2.example.com" };
        await late.inboundRoute.check({}, inputs);
        simulator.account.routes["555"] = { ...other, alias: "late", value };
        await hear(late.inboundRoute.create(inputs));
        delete simulator.account.routes["555"];
      }
      simulator.account.routes["556"] = other;
      await adopt(command().inboundRoute, { alias: "pbx-main", host: "203.0.113.99" });
      delete simulator.account.routes["556"];
      delete simulator.account.routes[made.id];
      await command().inboundRoute.read(made.id, made.outs);
      await hear(command().inboundRoute.update(made.id, made.outs, { ...site, weight: 5 }));
    }),

  "a change that does not show": () =>
    mishap({ readDelay: 50 }, async (_, command) => {
      const { id, outs } = await create(command().inboundRoute, { alias: "acme-pbx", host: "pbx.example.com" });
      await command().inboundRoute.update(id, outs, { alias: "acme-pbx", host: "den.example.com" });
    }),

  "deleting inbound routes": () =>
    mishap({}, async (simulator, command) => {
      const { id, outs } = await create(command().inboundRoute, site);
      const adopted = await create(command().inboundRoute, {
        alias: "alice-softphone",
        uri: "sip:alice@pbx.example.com",
      });
      await command().inboundRoute.delete(adopted.id, adopted.outs);
      const [declaring, reading] = [command(), command()];
      await declaring.inboundRoute.check({}, { ...site, __urn: buyer });
      await declaring.inboundRoute.delete(id, outs);
      await reading.inboundRoute.read(id, {});
      await reading.inboundRoute.delete(id, outs);
      await command().inboundRoute.delete(id, saying(outs, "retain"));
      for (const owned of [silentNumber, number]) {
        Object.assign(simulator.account.numbers[owned] ?? {}, { primary_route: id });
        await command().inboundRoute.delete(id, outs);
      }
      await hear(command().inboundRoute.delete(id, saying(outs, "remove")));
      for (const owned of [silentNumber, number])
        Object.assign(simulator.account.numbers[owned] ?? {}, { primary_route: null });
      const body = { errors: [{ title: "This Route has numbers still associated to it.", status: 403 }] };
      simulator.addFault({
        match: { method: "DELETE", path: `/v2/routes/${id}` },
        action: "status",
        status: 403,
        body,
      });
      for (const _ of ["in use", "free"]) await command().inboundRoute.delete(id, outs);
      expect(simulator.account.routes[id]).toBeUndefined();
    }),

  "too many releases": () =>
    mishap(shop, async (simulator, command) => {
      const { id, outs } = await create(command().phoneNumber, { number: first, onDelete: "release" });
      await hear(command({ maxReleases: "0" }).phoneNumber.delete(id, outs));
      const unclear = command();
      jest.spyOn(unclear.session.command, "known").mockImplementation(() => {
        throw new Error("EACCES");
      });
      await hear(unclear.phoneNumber.delete(id, outs));
      expect(simulator.account.numbers[id]).toBeDefined();
    }),

  "routes taken from too many numbers": () =>
    mishap({}, async (simulator, command) => {
      const { id, outs } = await create(command().numberRoutes, { number, primaryRoute, onDelete: "detach" });
      await hear(command({ maxReleases: "0" }).numberRoutes.delete(id, outs));
      expect(simulator.account.numbers[number]?.primary_route).toBe(primaryRoute);
    }),

  deleting: () =>
    mishap(shop, async (simulator, command) => {
      const renamed = command();
      const old = { ...match, onDelete: "release" };
      const { id, outs } = await create(command().phoneNumber, old);
      await create(renamed.phoneNumber, { ...old, __urn: `${buyer}-2` });
      await renamed.phoneNumber.delete(id, outs);
      await command().phoneNumber.delete(id, saying(outs, undefined));
      const moved = command();
      await moved.phoneNumber.check({}, { number: id });
      await moved.phoneNumber.delete(id, outs);
      const routes = await create(moved.numberRoutes, { number: id, primaryRoute: "0" });
      await moved.numberRoutes.delete(id, routes.outs);
      await command().numberRoutes.delete(id, routes.outs);
      for (const _ of ["released", "not there"]) await command().phoneNumber.delete(id, outs);
      expect(simulator.account.numbers[id]).toBeUndefined();
    }),

  "a group": () =>
    mishap({ account: owningFleet(60) }, async (simulator, command) => {
      const numbers = fleetNumbers(60);
      const [one = "", two = "", three = ""] = numbers;
      const __urn = buyer.replace("PhoneNumber", "NumberGroup");
      const group = { __urn, numbers, primaryRoute: "101", cnamLookupsEnabled: true };
      await adopt(command().numberGroup, { ...group, numbers: [one, one, unknownNumber] });
      await adopt(command().numberGroup, { __urn, numbers: [one], failoverRoute: "101" });
      const { phoneNumber, numberGroup } = command();
      await adopt(phoneNumber, { number: one, __urn: buyer });
      await adopt(numberGroup, { ...group, numbers: [one] });
      await adopt(numberGroup, { ...group, numbers: [two] });
      await adopt(phoneNumber, { number: two, __urn: buyer });
      const made = await create(command().numberGroup, group);
      await command().numberGroup.check(made.inputs, { ...group, primaryRoute: "102" });
      const fewer = { ...group, numbers: numbers.slice(0, 40) };
      await command().numberGroup.check(made.inputs, fewer);
      const detaching = { onDelete: "detach" };
      await command().numberGroup.check({ ...made.inputs, ...detaching }, { ...fewer, ...detaching });
      for (const changed of [two, three])
        Object.assign(simulator.account.numbers[changed] ?? {}, { primary_route: "102" });
      Object.assign(simulator.account.numbers[one] ?? {}, { cnam_lookups_enabled: false });
      await command().numberGroup.read(made.id, made.outs);
      delete simulator.account.numbers[one];
      await command().numberGroup.read(made.id, made.outs);
      await command().numberGroup.delete(made.id, made.outs);
      const slow = `/v2/numbers/${two}/relationships/primary_route`;
      simulator.addFault({ match: { method: "PATCH", path: slow }, action: "delay", delayMs: 2_100 });
      await adopt(command().numberGroup, { ...group, numbers: [two], primaryRoute: "101" });
      simulator.addFault({ match: { method: "PATCH", path: "/v2/**" }, action: "status", status: 401, times: 1000 });
      await adopt(command().numberGroup, { ...fewer, numbers: numbers.slice(20), primaryRoute: "102" });
      simulator.clearFaults();
      const leaving = { ...fewer, numbers: numbers.slice(50), ...detaching };
      const { id, outs, inputs } = await create(command().numberGroup, leaving);
      const interrupted = () => {
        const { session, numberGroup } = command();
        session.interrupt();
        return numberGroup;
      };
      await adopt(interrupted(), { ...leaving, primaryRoute: "102" });
      await hear(interrupted().delete(id, outs) as Promise<never>);
      delete simulator.account.numbers[numbers[51] ?? ""];
      const moved = await checked(command().numberGroup, inputs, { ...leaving, primaryRoute: "102" });
      await hear(command().numberGroup.update(id, outs, moved) as Promise<never>);
      for (const each of numbers.slice(50)) delete simulator.account.numbers[each];
      await command().numberGroup.read(id, outs);
    }),

  "several processes of one command": () =>
    mishap(shop, async (simulator) => {
      const home = mkdtempSync(join(tmpdir(), "flowroute-safety-"));
      const told = async (note: Note, work: (command: Command) => Promise<unknown>, at = home) => {
        if (at === home) SharedCommand.ofEngine(note.what, at).note(note);
        const command = startCommand(simulator, {}, { command: SharedCommand.ofEngine(note.what, at) });
        await work(command);
        command.session.end();
        heard.push(...command.said);
      };
      const released = { ...match, onDelete: "release" };
      const { id, outs } = await create(startCommand(simulator).phoneNumber, released);
      const routes = await create(startCommand(simulator).numberRoutes, {
        number: id,
        primaryRoute: "0",
        failoverRoute: "0",
      });
      const detached = saying(routes.outs, "detach");
      const remove = ({ phoneNumber }: Command) => phoneNumber.delete(id, outs);
      await told({ what: "read", kind: "PhoneNumber", id }, remove);
      await told({ what: "wanted", criteria: "area code 206", urn: `${buyer}-left-out` }, remove);
      await told({ what: "matched", criteria: "any" }, ({ numberRoutes }) => numberRoutes.delete(id, detached));
      writeFileSync(join(home, "file"), "");
      await told({ what: "spent", dollars: 0 }, remove, join(home, "file"));
      // One that died, for a resource that was renamed.
      const dying = startCommand(simulator);
      deskOf(dying.session).journal.answer = () => {};
      await create(dying.phoneNumber, { ...match, __urn: `${buyer}-renamed` });
      const last = startCommand(simulator, { onDelete: "remove" });
      await last.phoneNumber.delete(id, saying(outs, undefined));
      last.session.end();
      heard.push(...last.said);
      rmSync(home, { recursive: true, force: true });
    }),

  outage: async () => {
    const unreachable = { accessKey: "AK12cd34", secretKey: "S3cr3tS3cr3t", url: "http://127.0.0.1:1" };
    const { phoneNumber, said } = startCommand(unreachable);
    await phoneNumber.check({}, { number });
    heard.push(...said);
    const details = (more: object) => ({ data: { id: number, ...more } });
    const answers: Canned[] = [
      { instead: "hang" },
      { instead: "reset" },
      { status: 503 },
      { status: 429, headers: { "retry-after": "86400" } },
      { status: 302, headers: { location: "https://elsewhere.test/" } },
      { body: "<html>", headers: { "content-type": "text/html" } },
      { body: details({ attributes: 1 }) },
      { body: `"${"x".repeat(4_000_001)}"` },
    ];
    for (const answer of answers) await asked([answer], (client) => client.numbers.get(number));
    await asked(
      () => ({ instead: "hang" }),
      async (client) => {
        await client.numbers.get(number).catch(() => {});
        await client.numbers.get(number);
      },
    );
    const attributes = { cnam_lookups_enabled: false, number_type: "longcode" };
    const page = (id: number) => ({ body: { data: [{ id: String(id), attributes }], links: { next: "more" } } });
    let pages = 0;
    await asked(
      () => page(1),
      (client) => Array.fromAsync(client.numbers.list()),
    );
    await asked(
      () => page(++pages),
      (client) => Array.fromAsync(client.inventory.availableAreaCodes()),
    );
  },
};

/** What a client, impatient so that no test waits, says of a server's answers. */
async function asked(
  play: Parameters<typeof CannedServer.start>[0],
  ask: (client: FlowrouteClient) => Promise<unknown>,
): Promise<void> {
  await using server = await CannedServer.start(play);
  const settings = { accessKey: "AK12cd34", secretKey: "S3cr3tS3cr3t", baseUrl: server.url };
  await hear(ask(new FlowrouteClient(settings, { retry: { retries: 0, attemptTimeout: 2 } })));
}

/** The first number bought by another program of the account. */
async function fetchPurchase({ url, accessKey, secretKey }: Simulator): Promise<void> {
  await new FlowrouteClient({ accessKey, secretKey, baseUrl: url }).numbers.purchase(first);
}

beforeAll(async () => {
  for (const happen of Object.values(mishaps)) await happen();
});

test("there are quotes", () => {
  expect(quotes.length).toBeGreaterThan(50);
});

test.each(quotes)("it is said: %s", (quote) => {
  const parts = quote.split("…").map((part) => part.trim().replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp(parts.join(".*"));
  expect(heard.filter((line) => pattern.test(line))).not.toEqual([]);
});
