import ts from "typescript";

/** A document's program for a world, in a block of its own: the world's programs have names at hand that these import. */
export function asJavaScript(program: string): string {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  return `{\n${ts.transpileModule(program, { compilerOptions }).outputText}\n}`;
}
