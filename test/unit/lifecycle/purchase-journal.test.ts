import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { deskOf } from "../../../provider/resources/phone-number/purchase-desk";
import type { Simulator } from "../../../sandbox/simulator";
import { selling } from "../../support/accounts";
import { checked, create, journalFolder, startAccount, startCommand, writes } from "../../support/session";

const [first, second] = ["12065550000", "12065550001"] as const;
const buyer = "urn:pulumi:test::phones-20318::pulumi-nodejs:dynamic/flowroute:PhoneNumber::seattle";
const match = { match: { areaCode: "206" }, __urn: buyer };
const another = { ...match, __urn: `${buyer}-2` };

/** Numbers of the purchases noted on the machine of this account's commands. */
function noted(simulator: Simulator): string[] {
  const files = namesIn(journalFolder(simulator));
  return files.map((file) => file.replace(/-.*/, "")).sort();
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** A command that dies after its purchase: the engine never gets the number. */
async function buyAndDie(simulator: Simulator, news = match): Promise<string> {
  const { phoneNumber, session } = startCommand(simulator);
  deskOf(session).journal.answer = () => {};
  const { id } = await create(phoneNumber, news);
  simulator.clearRequests();
  return id;
}

/** A command that dies when its purchase is on the way, before it reaches the account. */
async function dieBeforeBuying(simulator: Simulator, news = match): Promise<void> {
  const { phoneNumber, session } = startCommand(simulator);
  await new Promise<void>((resolve, reject) => {
    jest.spyOn(session.client.numbers, "purchase").mockImplementation(() => {
      resolve();
      return new Promise(() => {});
    });
    phoneNumber.create(news).catch(reject);
  });
  simulator.clearRequests();
}

describe("after a command that died having bought a number for a match", () => {
  test("the next plan says that it is taken over, and the next up takes it over and buys nothing", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    expect(await buyAndDie(simulator)).toBe(first);
    const line = `flowroute: ${first} was bought by an earlier command that did not finish and is taken over; nothing is bought`;

    const preview = startCommand(simulator);
    await checked(preview.phoneNumber, {}, match);
    expect(preview.said).toEqual([line]);

    const up = startCommand(simulator);
    const { id, outs } = await create(up.phoneNumber, { ...match, alias: "Seattle" });
    expect(id).toBe(first);
    expect(outs).toMatchObject({ number: first, alias: "Seattle", setupCost: 1, monthlyCost: 1.25 });
    expect(up.said).toEqual([line]);
    expect(writes(simulator)).toEqual([`PATCH /v2/numbers/${first}`]);
    expect(simulator.account.charges).toHaveLength(1);

    // Its program fails before it comes to the resource: what the state has is not to be given up, and nothing says so.
    const failing = startCommand(simulator);
    await checked(failing.phoneNumber, {}, { number: second, __urn: another.__urn });
    failing.session.end();
    expect(failing.said.join()).not.toContain(first);
  });

  test("while it does not know, an interrupted command says nothing of it, and another that `pulumi up` may take it over", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    await buyAndDie(simulator);
    const interrupted = startCommand(simulator);
    await checked(interrupted.phoneNumber, {}, { number: second, __urn: another.__urn });
    interrupted.session.interrupt();
    interrupted.session.end();
    expect(interrupted.said.join()).not.toContain(first);
    const whole = startCommand(simulator);
    await checked(whole.phoneNumber, {}, { number: second, __urn: another.__urn });
    whole.session.end();
    expect(whole.said.join()).toContain("If your program has it, run `pulumi up`, which takes the number over.");
  });

  test("that a command dies once more, before or after it took the number over, makes no difference", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    for (let command = 0; command < 3; command++) expect(await buyAndDie(simulator)).toBe(first);
    expect(simulator.account.charges).toHaveLength(1);
  });

  test("another resource with the same match buys a number of its own", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    await buyAndDie(simulator);
    const { phoneNumber } = startCommand(simulator);
    expect((await phoneNumber.create(another)).id).toBe(second);
    expect((await phoneNumber.create(match)).id).toBe(first);
    expect(simulator.account.charges).toHaveLength(2);
  });

  test("forbidden purchases do not keep it from being taken over", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    await buyAndDie(simulator);
    const { phoneNumber } = startCommand(simulator, { purchases: "forbid", maxSpend: "0", maxSetupCost: "0" });
    expect((await create(phoneNumber, match)).id).toBe(first);
  });

  test("if the account cannot be asked, nothing is bought", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    await buyAndDie(simulator);
    const question = { method: "GET", path: `/v2/numbers/${first}` };
    simulator.addFault({ match: question, action: "status", status: 403, times: 100 });
    const { phoneNumber } = startCommand(simulator);
    await expect(phoneNumber.create(match)).rejects.toThrow(/^Nothing was bought: an earlier command .* 403/);
    expect((await phoneNumber.check({}, match)).failures).toEqual([
      { property: "", reason: expect.stringContaining("403") },
    ]);
    expect(writes(simulator)).toEqual([]);
    simulator.clearFaults();
    expect((await startCommand(simulator).phoneNumber.create(match)).id).toBe(first);
  });

  test("a number that shows late is waited for", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    await buyAndDie(simulator);
    simulator.addFault({
      match: { method: "GET", path: `/v2/numbers/${first}` },
      action: "status",
      status: 404,
      body: { errors: [{ detail: "Not yet.", status: 404 }] },
      times: 3,
    });
    expect((await startCommand(simulator).phoneNumber.create(match)).id).toBe(first);
    expect(simulator.account.charges).toHaveLength(1);
  });

  test("a number that the account lists but does not show is no reason to buy another", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    await buyAndDie(simulator);
    const body = { errors: [{ detail: "Not here.", status: 404 }] };
    simulator.addFault({
      match: { method: "GET", path: `/v2/numbers/${first}` },
      action: "status",
      status: 404,
      body,
      times: 100,
    });
    const { phoneNumber } = startCommand(simulator);
    await expect(checked(phoneNumber, {}, match)).rejects.toThrow(`: Flowroute lists ${first}`);
    await expect(phoneNumber.create(match)).rejects.toThrow(`Nothing was bought: an earlier command`);
    expect(writes(simulator)).toEqual([]);
  });

  test("a number that an exact declaration has taken is that one's; the match buys another", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    await buyAndDie(simulator);
    const { phoneNumber } = startCommand(simulator);
    await checked(phoneNumber, {}, { number: first });
    expect((await phoneNumber.create(match)).id).toBe(second);
  });

  test("on another machine, where nothing was noted, another is bought: the limit of the journal", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    await buyAndDie(simulator);
    const elsewhere = startCommand(simulator, {}, { journal: journalFolder({}) });
    expect((await elsewhere.phoneNumber.create(match)).id).toBe(second);
  });
});

test("what a renamed match took over keeps the first number from being released, as a purchase does", async () => {
  await using simulator = await startAccount({ account: selling(3) });
  const news = { ...match, onDelete: "release" };
  const before = await create(startCommand(simulator).phoneNumber, news);
  const renamed = { ...news, __urn: another.__urn };
  expect(await buyAndDie(simulator, renamed)).toBe(second);
  const { phoneNumber, said } = startCommand(simulator);
  expect((await phoneNumber.create(renamed)).id).toBe(second);
  await phoneNumber.delete(first, before.outs);
  expect(said.join()).toContain(`${first} stays on the account: this looks like a renamed resource`);
  expect(writes(simulator)).toEqual([]);
});

test("under another name by an alias nothing changes, before and after a refresh", async () => {
  await using simulator = await startAccount({ account: selling(3) });
  const { id, outs } = await create(startCommand(simulator).phoneNumber, match);
  const { phoneNumber } = startCommand(simulator);
  expect(await phoneNumber.diff(id, outs, another)).toEqual({ changes: false, replaces: [] });
  const { props = {}, inputs: now } = await phoneNumber.read(id, outs);
  expect(props).toEqual(outs);
  expect(now).toBeUndefined();
  expect(await phoneNumber.diff(id, props, another)).toEqual({ changes: false, replaces: [] });
});

describe("after a command that died before its purchase arrived", () => {
  test("the same number is bought, and a plan says so", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    await dieBeforeBuying(simulator);
    const cheaper = { ...simulator.account.inventory[second], setup_cost: 0 };
    Object.assign(simulator.account.inventory, { [second]: cheaper });
    const { phoneNumber, said } = startCommand(simulator);
    const inputs = await checked(phoneNumber, {}, match);
    expect(said.join()).toContain(`${first} is not on the account and will be bought, at $1.00 to set up`);
    expect((await phoneNumber.create(inputs)).id).toBe(first);
    expect(writes(simulator)).toEqual([`POST /v2/numbers/${first}`]);
  });

  test.each<[string, (simulator: Simulator) => void, Record<string, unknown>]>([
    ["sold to somebody else", ({ account }) => delete account.inventory[first], {}],
    ["too expensive now", ({ account }) => Object.assign(account.inventory[first] ?? {}, { setup_cost: 11 }), {}],
    ["not what match asks for now", () => {}, { match: { areaCode: "206", endsWith: "1" } }],
    [
      "sold to others a moment later",
      (simulator) =>
        simulator.addFault({
          match: { method: "POST", path: `/v2/numbers/${first}` },
          action: "status",
          status: 404,
        }),
      {},
    ],
  ])("a number that is %s is given up for another, and forgotten", async (_, happen, change) => {
    await using simulator = await startAccount({ account: selling(3) });
    await dieBeforeBuying(simulator);
    happen(simulator);
    expect((await startCommand(simulator).phoneNumber.create({ ...match, ...change })).id).toBe(second);
    expect(noted(simulator)).toEqual([second]);
    expect(simulator.account.charges).toHaveLength(1);
  });

  test("purchases that are forbidden since are not made, and not planned", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    await dieBeforeBuying(simulator);
    const { phoneNumber } = startCommand(simulator, { purchases: "forbid" });
    await expect(phoneNumber.create(match)).rejects.toThrow('flowroute:purchases is "forbid"');
    await expect(checked(phoneNumber, {}, match)).rejects.toThrow('flowroute:purchases is "forbid"');
    const poor = startCommand(simulator, { maxSpend: "2" }).phoneNumber;
    await expect(checked(poor, {}, match)).rejects.toThrow("over flowroute:maxSpend");
    await expect(poor.create(match)).rejects.toThrow("over flowroute:maxSpend");
    expect(writes(simulator)).toEqual([]);
  });

  test("a number that another resource got instead is not claimed by the one that died", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    await dieBeforeBuying(simulator);
    expect(await buyAndDie(simulator, another)).toBe(first);
    expect((await startCommand(simulator).phoneNumber.create(match)).id).toBe(second);
    expect((await startCommand(simulator).phoneNumber.create(another)).id).toBe(first);
    expect(simulator.account.charges).toHaveLength(2);
  });
});

describe("what is noted", () => {
  test("is the number, for whom, at what price and when, for this user's eyes only", async () => {
    await using simulator = await startAccount({ account: selling(1) });
    await buyAndDie(simulator);
    const folder = journalFolder(simulator);
    const [file = ""] = readdirSync(folder);
    expect(file).toMatch(new RegExp(`^${first}-[0-9a-f]{16}\\.json$`));
    const entry = JSON.parse(readFileSync(join(folder, file), "utf8"));
    const time = expect.stringMatching(/^\d{4}-.*Z$/);
    expect(entry).toEqual({ number: first, buyer, setupCost: 1, monthlyCost: 1.25, time });
    if (process.platform === "win32") return;
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  });

  test("is on disk before the purchase is sent", async () => {
    await using simulator = await startAccount({ account: selling(1) });
    await dieBeforeBuying(simulator);
    expect(noted(simulator)).toEqual([first]);
    expect(simulator.account.charges).toEqual([]);
  });

  test.each([
    ["for an exact number, which would be adopted", { number: first }],
    ["for a program of an older version, which does not say for whom", { match: match.match }],
  ])("is nothing %s", async (_, news) => {
    await using simulator = await startAccount({ account: selling(1) });
    await create(startCommand(simulator).phoneNumber, news);
    expect(noted(simulator)).toEqual([]);
  });

  test.each([
    ["a diff", "diff"],
    ["a refresh", "read"],
    ["an update", "update"],
    ["a delete", "delete"],
  ] as const)("goes when %s of a later command shows that the number is in a state", async (_, call) => {
    await using simulator = await startAccount({ account: selling(3) });
    const { phoneNumber } = startCommand(simulator);
    const { id, outs, inputs } = await create(phoneNumber, match);
    // The resource is there, but the engine may not have written it down yet.
    await phoneNumber.diff(id, outs, inputs);
    await phoneNumber.read(id, outs);
    expect(noted(simulator)).toEqual([first]);
    const later = startCommand(simulator).phoneNumber;
    const made = {
      diff: () => later.diff(id, outs, inputs),
      read: () => later.read(id, outs),
      update: () => later.update(id, outs, inputs),
      delete: () => later.delete(id, outs),
    };
    await made[call]();
    expect(noted(simulator)).toEqual([]);
  });

  test("is not reported as unfinished by a preview that drops the resource, once the engine was given the number", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    const { id } = await create(startCommand(simulator).phoneNumber, match);
    expect(noted(simulator)).toEqual([id]);
    // A preview asks about other resources of the stack, and about a deletion not at all.
    const preview = startCommand(simulator);
    await preview.phoneNumber.check({}, { number: "12065550900", __urn: `${buyer}-other` });
    preview.session.end();
    expect(preview.said.join()).not.toContain("did not finish");
  });

  test("goes when the number is declared by itself, but not when it is only looked at", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    await buyAndDie(simulator);
    const { phoneNumber } = startCommand(simulator);
    await phoneNumber.read(first);
    await checked(phoneNumber, {}, { number: first });
    expect(noted(simulator)).toEqual([first]);
    await phoneNumber.create({ number: first });
    expect(noted(simulator)).toEqual([]);
  });

  test("goes when the purchase is certainly refused, and stays while it is not known", async () => {
    await using simulator = await startAccount({ account: { ...selling(3), balance: 1 } });
    await expect(startCommand(simulator).phoneNumber.create(match)).rejects.toThrow("funds");
    expect(noted(simulator)).toEqual([]);
    simulator.account.balance = null;
    simulator.addFault({ match: { method: "POST", path: "/**" }, action: "reset", times: 100 });
    const { phoneNumber } = startCommand(simulator);
    const failure = await phoneNumber.create(match).catch((error) => error);
    expect(failure).toMatchObject({ name: "PartialFailure", id: first });
    expect(noted(simulator)).toEqual([first]);
    simulator.clearFaults();
    const { outs = {} } = await startCommand(simulator).phoneNumber.update(first, failure.properties, match);
    expect(outs).toMatchObject({ number: first });
    expect(noted(simulator)).toEqual([]);
    expect(simulator.account.charges).toHaveLength(1);
  });
});

describe("after a command that came to its end, whose resource left the state", () => {
  /** A command that buys a number and ends in order. */
  async function buy(simulator: Simulator): Promise<string> {
    const { phoneNumber, session } = startCommand(simulator);
    const { id } = await create(phoneNumber, match);
    session.finish();
    simulator.clearRequests();
    return id;
  }

  test("nothing is taken over, because another stack may have it, and nothing is bought, until a person says whose it is", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    expect(await buy(simulator)).toBe(first);
    const preview = startCommand(simulator);
    const { failures } = await preview.phoneNumber.check({}, match);
    const reason = expect.stringMatching(
      `^nothing is bought: an earlier command bought ${first} for this resource, the account still has it, .* number: "${first}"`,
    );
    expect(failures).toEqual([{ property: "match", reason }]);
    const up = startCommand(simulator);
    await expect(up.phoneNumber.create(match)).rejects.toThrow(/^Nothing is bought: an earlier command bought/);
    expect(writes(simulator)).toEqual([]);

    const [, note = ""] = /remove the note (.*\.json)/.exec(failures?.[0]?.reason ?? "") ?? [];
    rmSync(note);
    expect((await create(startCommand(simulator).phoneNumber, match)).id).toBe(second);
  });

  test("the same holds after a command on the stack that has the number now", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    const bought = startCommand(simulator);
    const { id, outs } = await create(bought.phoneNumber, match);
    bought.session.finish();
    const moved = { ...match, __urn: buyer.replace("test", "other") };
    const { phoneNumber } = startCommand(simulator);
    await phoneNumber.diff(id, outs, await checked(phoneNumber, { match: match.match }, moved));
    expect(noted(simulator)).toEqual([id]);
    const { failures } = await startCommand(simulator).phoneNumber.check({}, match);
    expect(failures?.[0]?.reason).toContain("an earlier command bought");
  });

  test("declaring its number adopts it", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    await buy(simulator);
    expect((await create(startCommand(simulator).phoneNumber, { number: first, __urn: buyer })).id).toBe(first);
    expect(writes(simulator)).toEqual([]);
    expect(noted(simulator)).toEqual([]);
  });

  test("a number that the account has no more is not bought back: another is chosen", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    await buy(simulator);
    delete simulator.account.numbers[first];
    const { phoneNumber, said } = startCommand(simulator);
    await create(phoneNumber, match);
    expect(said.join()).not.toContain("an earlier command");
  });

  test("the same holds where the engine was given a number that is half done", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    simulator.addFault({ match: { method: "PATCH", path: "/**" }, action: "status", status: 403, times: 100 });
    const { phoneNumber, session } = startCommand(simulator);
    await expect(create(phoneNumber, { ...match, alias: "Seattle" })).rejects.toMatchObject({ id: first });
    session.finish();
    const { failures } = await startCommand(simulator).phoneNumber.check({}, match);
    expect(failures?.[0]?.reason).toContain("an earlier command bought");
  });

  test("a command whose engine is gone, or whose machine stops, has not come to its end", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    const { phoneNumber, session } = startCommand(simulator);
    const { id } = await create(phoneNumber, match);
    session.end();
    expect((await create(startCommand(simulator).phoneNumber, match)).id).toBe(id);
    expect(simulator.account.charges).toHaveLength(1);
  });
});

describe("a journal that cannot be kept", () => {
  test("is warned of once, by its folder and the reason, and does not keep a number from being bought", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    const folder = join(journalFolder(simulator), "purchases");
    // A file where the folder should be.
    mkdirSync(dirname(dirname(folder)), { recursive: true });
    writeFileSync(dirname(folder), "");
    const { phoneNumber, said } = startCommand(simulator, {}, { journal: folder });
    for (const news of [match, another]) await phoneNumber.create(news);
    expect(simulator.account.charges).toHaveLength(2);
    const warnings = said.filter((line) => line.includes("warning"));
    expect(warnings.length).toBeGreaterThan(0);
    for (const line of warnings) expect(line).toMatch(/purchases\) cannot be kept: ENOTDIR/);
    expect(new Set(warnings).size).toBe(warnings.length);
  });

  test("with a note that cannot be read still has the others", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    await buyAndDie(simulator);
    writeFileSync(join(journalFolder(simulator), `${second}-0000000000000000.json`), '{"number":');
    const { phoneNumber, said } = startCommand(simulator);
    expect((await phoneNumber.create(match)).id).toBe(first);
    expect(said.join()).toContain("cannot be kept");
  });
});

describe("after a command that died having bought a number, its resource", () => {
  const renamed = { ...match, __urn: `${buyer}-new` };

  test("renamed with an alias, has that number: notes are found under every URN it has had", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    await buyAndDie(simulator);
    const news = { ...renamed, __formerly: ["urn:pulumi:test::phones::x::y", buyer] };
    const { phoneNumber, session, said } = startCommand(simulator);
    expect((await create(phoneNumber, news)).id).toBe(first);
    expect(simulator.account.charges).toHaveLength(1);
    session.end();
    expect(said).toEqual([expect.stringContaining("is taken over")]);
  });

  test("renamed without one, is told of at the end of each command, with what to do, until the note is gone", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    await buyAndDie(simulator);
    const line = `for the PhoneNumber "seattle", which this command does not know`;
    const up = startCommand(simulator);
    const { id, outs } = await create(up.phoneNumber, renamed);
    expect(id).not.toBe(first);
    up.session.end();
    expect(up.said.at(-1)).toContain(`bought ${first}, or was about to, at $1.00 to set up and $1.25 a month, ${line}`);
    const refresh = startCommand(simulator);
    await refresh.phoneNumber.read(id, outs);
    refresh.session.end();
    expect(refresh.said).toEqual([expect.stringContaining(line)]);
    const [, note = ""] = /remove the note (.*\.json)/.exec(refresh.said.join()) ?? [];
    rmSync(note);
    const destroy = startCommand(simulator);
    await destroy.phoneNumber.delete(id, outs);
    destroy.session.end();
    expect(destroy.said.join()).not.toContain(line);
  });

  test("is not told of where the program has it, or a state has its number, or it is another stack's", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    const { id, outs } = await create(startCommand(simulator).phoneNumber, match);
    const ordinary = startCommand(simulator);
    await ordinary.phoneNumber.diff(id, outs, await checked(ordinary.phoneNumber, { match: match.match }, match));
    ordinary.session.end();
    expect(ordinary.said).toEqual([]);
    await create(startCommand(simulator).phoneNumber, another);
    const elsewhere = startCommand(simulator);
    await checked(elsewhere.phoneNumber, {}, { number: id, __urn: another.__urn.replace("test", "other") });
    elsewhere.session.end();
    expect(elsewhere.said.join()).not.toContain("an earlier command that did not finish");
  });
});
