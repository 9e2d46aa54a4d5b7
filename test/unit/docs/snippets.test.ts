import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { documents, root } from "../../support/documents";

/** Examples in the comments of public classes and functions, by `file-line`. */
function examples(): [string, string][] {
  const files = globSync(
    "provider/{resources/*/resource,functions/*,program/provider,client/errors,client/flowroute-error,client/settings}.ts",
    { cwd: root },
  );
  return files.flatMap((file) => {
    const text = readFileSync(join(root, file), "utf8");
    return [...text.matchAll(/^ \* ```ts\n([\s\S]*?)^ \* ```$/gm)].map(({ 1: code = "", index }): [string, string] => {
      const line = text.slice(0, index).split("\n").length;
      return [join(root, `${file.replaceAll("/", "-")}-line-${line}.ts`), whole(code.replace(/^ \* ?/gm, ""))];
    });
  });
}

/** An example without imports stands in the middle of a program. */
function whole(code: string): string {
  if (code.includes("import ")) return code;
  return `import * as flowroute from "pulumi-flowroute";\nexport async function example() {\n${code}}\n`;
}

const written = new Map(
  documents().flatMap(({ file, fences }) =>
    fences
      .filter(({ language }) => language === "ts")
      .map(({ line, code }) => [join(root, `${file.replaceAll("/", "-")}-line-${line}.ts`), code] as const),
  ),
);

const snippets = new Map([...written, ...examples()]);

test("every public class and function has an example", () => {
  const program = ts.createProgram([join(root, "provider/index.ts")], { noLib: true, types: [] });
  const checker = program.getTypeChecker();
  const entry = program.getSourceFile(join(root, "provider/index.ts"));
  const published = entry && checker.getSymbolAtLocation(entry);
  const lacking = checker.getExportsOfModule(published as ts.Symbol).flatMap((symbol) => {
    const declared = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const [declaration] = declared.declarations ?? [];
    const needsOne = declaration && (ts.isClassDeclaration(declaration) || ts.isFunctionDeclaration(declaration));
    // The form with outputs is the same function.
    if (!needsOne || declared.name.endsWith("Output")) return [];
    return declared.getJsDocTags(checker).some(({ name }) => name === "example") ? [] : [declared.name];
  });
  expect(lacking).toEqual([]);
});

test("there are snippets", () => {
  expect(snippets.size).toBeGreaterThan(5);
});

// As they stand, imports included, with the package's own strict settings and against its sources, not a build that may be old.
test("every TypeScript snippet is a program that compiles", () => {
  const parsed = ts.getParsedCommandLineOfConfigFile(join(root, "tsconfig.json"), undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
      throw new Error(format([diagnostic]));
    },
  });
  const options: ts.CompilerOptions = {
    ...parsed?.options,
    types: ["node"],
    noUnusedLocals: false,
    paths: {
      "pulumi-flowroute": [join(root, "provider/index.ts")],
      "pulumi-flowroute/native": [join(root, "provider/native.ts")],
      "pulumi-flowroute/sandbox": [join(root, "sandbox/index.ts")],
    },
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => snippets.has(path) || fileExists(path);
  host.readFile = (path) => snippets.get(path) ?? readFile(path);
  host.getSourceFile = (path, version, ...rest) => {
    const snippet = snippets.get(path);
    if (snippet === undefined) return getSourceFile(path, version, ...rest);
    return ts.createSourceFile(path, snippet, version, true);
  };
  const program = ts.createProgram([...snippets.keys()], options, host);
  const problems = [...snippets.keys()].flatMap((path) => {
    const source = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  });
  expect(format(problems)).toBe("");
});

function format(diagnostics: readonly ts.Diagnostic[]): string {
  return ts.formatDiagnostics(diagnostics, {
    getCurrentDirectory: () => root,
    getCanonicalFileName: (name) => name,
    getNewLine: () => "\n",
  });
}
