import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toCsv } from "../../../cli/csv";
import { readNumbers } from "../../../provider";
import { printable } from "../../../provider/client";
import { hostileNames } from "../../support/hostile";

const dir = mkdtempSync(join(tmpdir(), "flowroute-numbers-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function fileOf(text: string): string {
  const file = join(dir, "numbers.csv");
  writeFileSync(file, text);
  return file;
}

test("a line says what differs for its number, and an empty cell says nothing", () => {
  const text = [
    "\uFEFFnumber,alias,primaryRoute,failoverRoute,cnamLookupsEnabled",
    '"+1 206-555-0100","Front desk, main",98396,overnight,true',
    "",
    "2065550101,,,,",
    "2065550102, Hotline ,,0,false\r",
    ",,,,",
  ].join("\n");
  expect(readNumbers(fileOf(text))).toEqual([
    {
      number: "+1 206-555-0100",
      alias: "Front desk, main",
      primaryRoute: "98396",
      failoverRoute: { alias: "overnight" },
      cnamLookupsEnabled: true,
    },
    { number: "2065550101" },
    { number: "2065550102", alias: "Hotline", failoverRoute: "0", cnamLookupsEnabled: false },
  ]);
});

const grouped = "number,alias,group\n2065550100,Desk,east\n2065550101,,west\n2065550102,,'=east\n2065550103,,\n";

test("a column of groups divides one file among several groups", () => {
  const numbersOf = (group?: string) => readNumbers(fileOf(grouped), { ...(group !== undefined && { group }) });
  expect(numbersOf("east")).toEqual([{ number: "2065550100", alias: "Desk" }]);
  expect(numbersOf("=east")).toEqual([{ number: "2065550102" }]);
  expect(numbersOf("north")).toEqual([]);
  // The group is no property of a number.
  expect(numbersOf()).toEqual([
    { number: "2065550100", alias: "Desk" },
    { number: "2065550101" },
    { number: "2065550102" },
    { number: "2065550103" },
  ]);
});

test("a line that is not asked for is not read, whatever it says", () => {
  const file = fileOf("number,group\n2065550100,east\n206,west\n");
  expect(readNumbers(file, { group: "east" })).toEqual([{ number: "2065550100" }]);
  expect(() => readNumbers(file)).toThrow(`${file}, line 3: number`);
});

test.each([
  ["'=cmd()", "=cmd()"],
  ["'+1 sales", "+1 sales"],
  ["'-1", "-1"],
  ["'@name", "@name"],
  ["''=twice", "'=twice"],
  ["'\uff1dwide", "\uff1dwide"],
  ["'quoted'", "'quoted'"],
  ["it's =", "it's ="],
  ["'", "'"],
])("the alias %s of a file is %s", (cell, alias) => {
  expect(readNumbers(fileOf(`number,alias,primaryRoute\n2065550100,${cell},${cell}\n`))).toEqual([
    { number: "2065550100", alias, primaryRoute: { alias } },
  ]);
});

test("aliases that a spreadsheet would run come back as they were written by the command line", () => {
  const aliases = hostileNames.map((alias) => printable(alias).trim());
  const file = fileOf(toCsv([["number", "alias"], ...aliases.map((alias) => ["12065550100", alias])]));
  expect(readNumbers(file).map(({ alias }) => alias)).toEqual(aliases);
});

test.each<[string, string, string]>([
  ["a misspelt column", "number,aliass\n2065550100,x", ': there is no column "aliass"; did you mean alias?'],
  ["a column that is there twice", "number,alias,alias\n2065550100,x,y", ': the column "alias" is there twice'],
  ["an empty file", "\n", ": the file is empty"],
  ["no column of numbers", "alias\nx", ': the first line names no column "number"'],
  [
    "a number that is none",
    "number\n2065550100\n206",
    ', line 3: number "206" does not have the right number of digits',
  ],
  ["a line without its number", "number,alias\n,x", ", line 2: number"],
  [
    "neither true nor false",
    "number,cnamLookupsEnabled\n2065550100,yes",
    ', line 2: cnamLookupsEnabled is "yes", and must be true or false',
  ],
  ["a line with a cell too many", "number\n2065550100,x", ", line 2"],
])("%s is refused by file and line", (_, text, words) => {
  const file = fileOf(text);
  expect(() => readNumbers(file)).toThrow(`${file}${words}`);
});

test("a file that is not there is named", () => {
  expect(() => readNumbers(join(dir, "none.csv"))).toThrow(/none\.csv cannot be read: ENOENT$/);
});

test("a file of another encoding is refused: its aliases would be written as they are misread", () => {
  const file = join(dir, "latin.csv");
  writeFileSync(file, Buffer.from("number,alias\n2065550100,Caf\u00e9", "latin1"));
  expect(() => readNumbers(file)).toThrow(`${file} is not in UTF-8`);
});
