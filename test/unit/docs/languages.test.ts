import { readFileSync } from "node:fs";
import { join } from "node:path";
import { settingsOf } from "../../../provider/hosts/plugin/settings";
import { codeIn, fencesBelow, read, root, tableBelow } from "../../support/documents";

const page = read("docs/languages.md");
const schema = JSON.parse(readFileSync(join(root, "schema.json"), "utf8"));
const variables: Record<string, { description: string }> = schema.config.variables;
const names = Object.keys(variables);

/** Which settings a provider takes from the stack as it is now, though it was configured with others. */
function ofStackNow(provider: string): string[] {
  const { get } = settingsOf(provider, {}, Object.fromEntries(names.map((name) => [name, "now"])));
  return names.filter((name) => get(name) === "now").sort();
}

test("docs/languages.md says which settings of the stack reach which provider", () => {
  const rows = tableBelow(page, "Settings").map(([settings = "", ...cells]) => ({ settings: codeIn(settings), cells }));
  const now = (column: number) =>
    rows.flatMap(({ settings, cells }) => (/as the stack has (it|them) now/.test(cells[column] ?? "") ? settings : []));
  expect(now(0).sort()).toEqual(ofStackNow("default"));
  expect(now(1).sort()).toEqual(ofStackNow("support"));
  expect(rows.flatMap(({ settings }) => settings).sort()).toEqual([...names].sort());
});

test("docs/installation-configuration.md has every setting, as the schema describes it", () => {
  const rows = tableBelow(read("docs/installation-configuration.md"), "Configuration");
  expect(rows).toEqual(names.map((name) => [`\`flowroute:${name}\``, variables[name]?.description]));
});

test.each(["typescript", "python", "go", "yaml"])("docs/_index.md has the %s of docs/languages.md", (language) => {
  const fence = language === "typescript" ? "ts" : language;
  const shown = fencesBelow(read("docs/_index.md"), "Example").filter((it) => it.language === fence);
  expect(shown).toHaveLength(1);
  expect(page.fences.map(({ code }) => code)).toContain(shown[0]?.code);
});
