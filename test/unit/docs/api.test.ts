import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { frontDesk } from "../../support/accounts";
import { codeIn, read, root, tableBelow } from "../../support/documents";
import { startAccount } from "../../support/session";

const notes = read("docs/flowroute-api.md");
const sections = [...notes.text.matchAll(/^##+ (\d+(?:\.\d+)?)\b/gm)].map(([, section]) => section);
const endpoints = tableBelow(notes, "3. Endpoints").map(([id = "", requests = ""]) => ({ id, requests }));
const register = new Map(tableBelow(notes, "17. Register of unknowns").map(([id = "", ...cells]) => [id, cells]));
const simulatorPage = read("docs/simulator.md");

/** Lines of the code, the tests and the documents, each with the file it is in. */
const lines = ["provider", "sandbox", "test", "docs", "scripts", "README.md", "DESIGN.md", "CHANGELOG.md"].flatMap(
  (place) => filesOf(place).flatMap((file) => readFileSync(join(root, file), "utf8").split("\n").map(lineOf(file))),
);

test("there are references, sections and entries", () => {
  expect(referred(/\bU-\d+\b/g).length).toBeGreaterThan(30);
  expect(sections.length).toBeGreaterThan(30);
  expect([...register.keys()]).toEqual(register.size > 0 ? range(register.size).map((n) => `U-${n}`) : []);
});

test("every U-n named anywhere has an entry in the register", () => {
  expect(referred(/\bU-\d+\b/g).filter(({ word }) => !register.has(word))).toEqual([]);
});

test("every section of the API notes named anywhere is one", () => {
  const named = referred(/(?<=\bAPI\b.*\bsection )\d+(?:\.\d+)?/g);
  expect(named.filter(({ word }) => !sections.includes(word))).toEqual([]);
});

test("every endpoint that the simulator names by its letter and number is in the table", () => {
  const named = referred(/\b[NR]\d{1,2}\b/g).filter(({ file }) => file.startsWith("sandbox/simulator"));
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter(({ word }) => !endpoints.some(({ id }) => id === word))).toEqual([]);
});

test.each(endpoints)("the simulator serves $id: $requests", async ({ requests }) => {
  await using simulator = await startAccount();
  const authorization = `Basic ${btoa(`${simulator.accessKey}:${simulator.secretKey}`)}`;
  for (const request of codeIn(requests)) {
    const [method = "", path = ""] = request.split(" ");
    const id = path.startsWith("/v2/routes") ? frontDesk.primaryRoute : frontDesk.number;
    const answer = await fetch(simulator.url + path.replace("{id}", id), { method, headers: { authorization } });
    const body = await answer.text();
    expect([request, answer.status === 405 || body.includes("requested URL was not found")]).toEqual([request, false]);
  }
});

test("the register names settings that the simulator has", () => {
  const settings = tableBelow(simulatorPage, "Settings").flatMap(([name = ""]) => codeIn(name));
  const named = [...register.values()].flatMap((cells) => codeIn(cells.at(-1) ?? "")).filter(isCamelCase);
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((name) => !settings.includes(name))).toEqual([]);
});

test("a setting that decides an unknown is named in its entry", () => {
  const source = readFileSync(join(root, "sandbox/simulator/settings.ts"), "utf8");
  const decided = [...source.matchAll(/\/\*\*((?:(?!\*\/).)*)\*\/\s+(\w+): /gs)].flatMap(
    ([, comment = "", setting = ""]) => (comment.match(/\bU-\d+\b/g) ?? []).map((unknown) => ({ unknown, setting })),
  );
  expect(decided.length).toBeGreaterThan(15);
  const unnamed = decided.filter(
    ({ unknown, setting }) => !codeIn(register.get(unknown)?.at(-1) ?? "").includes(setting),
  );
  expect(unnamed).toEqual([]);
});

/** What matches anywhere, each with its file. */
function referred(pattern: RegExp): { file: string; word: string }[] {
  return lines.flatMap(({ file, line }) => (line.match(pattern) ?? []).map((word) => ({ file, word })));
}

function filesOf(place: string): string[] {
  if (/\.\w+$/.test(place)) return [place];
  return readdirSync(join(root, place), { recursive: true, encoding: "utf8" })
    .map((name) => join(place, name))
    .filter((file) => /\.(m?ts|md|json)$/.test(file));
}

function lineOf(file: string): (line: string) => { file: string; line: string } {
  return (line) => ({ file, line });
}

function range(size: number): number[] {
  return Array.from({ length: size }, (_, index) => index + 1);
}

function isCamelCase(word: string): boolean {
  return /^[a-z]+[A-Z]\w*$/.test(word);
}
