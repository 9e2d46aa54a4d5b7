import type { ResourceKind } from "../../provider/resources/list";
import { singleNumbers } from "./code-layout";
import type { Declarations } from "./declarations";
import { partsOf } from "./parts";
import { projectFiles } from "./project";
import { pythonProgram } from "./python";
import { type Language, type Layout, MAIN, type ProjectFile, type Style } from "./style";
import { groups, TABLE, table, tablesOf } from "./table-layout";
import { comment, literal, NATIVE, References, remarksOn, routeStatements } from "./text";
import { yamlProgram } from "./yaml";

/** From how many numbers on a table is easier to read. */
export const TABLE_FROM = 51;

/** The layout that is right for so many numbers. */
export function layoutFor({ numbers }: { readonly numbers: readonly unknown[] }): Layout {
  return numbers.length < TABLE_FROM ? "code" : "table";
}

/** Files that no folder may have yet, whatever the layout. */
export function programFiles(language: Language): ProjectFile[] {
  return [...new Set(["Pulumi.yaml", MAIN[language]])].map((path) => ({ path, text: "" }));
}

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

const HEAD = [
  "The account as it was when this was written; from now on it is yours to edit.",
  "Every resource is protected: Pulumi refuses to delete it until its `protect` is taken off.",
];

/** The whole project: its program, what is beside it, and the file of numbers where it reads one. */
export async function projectOf(dir: string, declarations: Declarations, style: Style): Promise<ProjectFile[]> {
  const files = projectFiles(dir, style);
  if (style.language === "typescript") return [...files, ...(await typescriptOf(declarations, style))];
  const parts = partsOf(declarations, style.layout);
  if (style.language === "python") return [...files, { path: MAIN.python, text: pythonProgram(HEAD, parts) }];
  const [project, ...others] = files as [ProjectFile, ...ProjectFile[]];
  return [{ ...project, text: project.text + yamlProgram(HEAD, parts) }, ...others];
}

async function typescriptOf(declarations: Declarations, { layout, onPlugin }: Style): Promise<ProjectFile[]> {
  const references = new References(declarations);
  if (onPlugin) references.entry = NATIVE;
  const head = HEAD.map(comment).join("");
  const program = { path: MAIN.typescript, text: await moduleOf(declarations, layout, references, head) };
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
function importing({ imports, entry }: References): string {
  return imports.size === 0
    ? "export {};\n\n"
    : `import { ${[...imports].sort().join(", ")} } from ${literal(entry)};\n\n`;
}

/** As most people's editors would format it. */
async function formatted(program: string): Promise<string> {
  // Loaded with the first program: it is large.
  const prettier = require("prettier/standalone") as typeof import("prettier/standalone");
  const plugins = [require("prettier/plugins/typescript"), require("prettier/plugins/estree")];
  return prettier.format(program, { parser: "typescript", plugins, printWidth: 120 });
}
