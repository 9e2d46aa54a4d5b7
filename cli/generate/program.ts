import type { ResourceKind } from "../../provider/resources/list";
import { singleNumbers } from "./code-layout";
import type { Declarations } from "./declarations";
import { groups, TABLE, table, tablesOf } from "./table-layout";
import { comment, References, remarksOn, routeStatements } from "./text";

/** `code`: resources for each number. `table`: a file of numbers, and a group for those with the same routes. */
export type Layout = "code" | "table";

/** From how many numbers on a table is easier to read. */
export const TABLE_FROM = 51;

/** A file of a project, with its whole text. */
export interface ProjectFile {
  readonly path: string;
  readonly text: string;
}

/** The layout that is right for so many numbers. */
export function layoutFor({ numbers }: { readonly numbers: readonly unknown[] }): Layout {
  return numbers.length < TABLE_FROM ? "code" : "table";
}

/** Files that no folder may have yet, whatever the layout. */
export const PROGRAM: readonly ProjectFile[] = [
  { path: "Pulumi.yaml", text: "" },
  { path: "index.ts", text: "" },
];

type Statements = (declarations: Declarations, references: References, layout: Layout) => string[];

/** What declares each kind. A kind that is added to the list does not compile until it is said here. */
const statements = {
  InboundRoute: ({ routes }, references) => routeStatements(routes, references),
  PhoneNumber: (all, references, layout) => (layout === "code" ? singleNumbers(all, references) : []),
  // Beside its number.
  NumberRoutes: () => [],
  NumberGroup: (all, references, layout) => (layout === "table" ? grouped(all, references) : []),
} satisfies Record<ResourceKind, Statements>;

function grouped(all: Declarations, references: References): string[] {
  const left = all.numbers.filter(({ obstacle }) => obstacle !== undefined);
  return [...left.map(remarksOn), ...groups(tablesOf(all), references)];
}

const HEAD =
  comment("The account as it was when this was written; from now on it is yours to edit.") +
  comment("Every resource is protected: Pulumi refuses to delete it until its `protect` is taken off.");

/** The program, and the file of numbers where it reads one. */
export async function programOf(declarations: Declarations, layout: Layout): Promise<ProjectFile[]> {
  const program = { path: "index.ts", text: await moduleOf(declarations, layout, new References(declarations), HEAD) };
  if (layout === "code") return [program];
  return [program, { path: TABLE, text: table(tablesOf(declarations)) }];
}

/** A module that declares all this. */
export async function moduleOf(
  declarations: Declarations,
  layout: Layout,
  references: References,
  head: string,
): Promise<string> {
  const lines = Object.values<Statements>(statements).flatMap((make) => make(declarations, references, layout));
  return formatted(importing(references) + head + lines.join("\n\n"));
}

/** The import of what a program uses; without any, it is a module all the same. */
function importing({ imports }: References): string {
  return imports.size === 0
    ? "export {};\n\n"
    : `import { ${[...imports].sort().join(", ")} } from "pulumi-flowroute";\n\n`;
}

/** As most people's editors would format it. */
async function formatted(program: string): Promise<string> {
  // Loaded with the first program: it is large.
  const prettier = require("prettier/standalone") as typeof import("prettier/standalone");
  const plugins = [require("prettier/plugins/typescript"), require("prettier/plugins/estree")];
  return prettier.format(program, { parser: "typescript", plugins, printWidth: 120 });
}
