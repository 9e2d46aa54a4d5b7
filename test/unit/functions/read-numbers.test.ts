import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readNumbers } from "../../../provider";

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
