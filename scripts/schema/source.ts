import { join } from "node:path";
import ts from "typescript";

export const root = join(__dirname, "../..");

/** The package's sources, as the compiler reads them. */
export interface Source {
  readonly checker: ts.TypeChecker;
  /** What programs import from the package, by name, in the order of the entry. */
  readonly published: ReadonlyMap<string, ts.Symbol>;
  /** Names of the kinds of resource, in the order of the list. */
  readonly kinds: readonly string[];
}

/** Reads the package from its entry and from the list of resources. */
export function openSource(): Source {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root);
  const entry = join(root, "provider/index.ts");
  const list = join(root, "provider/resources/list.ts");
  const program = ts.createProgram([entry, list], { ...options, types: [] });
  const checker = program.getTypeChecker();
  const exportsOf = (file: string) =>
    checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file) as ts.SourceFile) as ts.Symbol);
  const published = exportsOf(entry).map((symbol) => {
    const declared = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return [symbol.name, declared] as const;
  });
  const resources = exportsOf(list).find(({ name }) => name === "resources") as ts.Symbol;
  const kinds = checker.getPropertiesOfType(checker.getTypeOfSymbol(resources)).map(({ name }) => name);
  return { checker, published: new Map(published), kinds };
}

/** A published name, which there must be. */
export function publishedAs(source: Source, name: string): ts.Symbol {
  const symbol = source.published.get(name);
  if (symbol === undefined) throw new Error(`provider/index.ts exports no ${name}.`);
  return symbol;
}
