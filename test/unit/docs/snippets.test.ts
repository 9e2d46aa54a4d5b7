import { join } from "node:path";
import ts from "typescript";
import { documents, root } from "../../support/documents";

const snippets = new Map(
  documents().flatMap(({ file, fences }) =>
    fences
      .filter(({ language }) => language === "ts")
      .map(({ line, code }) => [join(root, `${file.replaceAll("/", "-")}-line-${line}.ts`), code] as const),
  ),
);

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
    paths: {
      "pulumi-flowroute": [join(root, "provider/index.ts")],
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
