import ts from "typescript";
import { descriptionOf, examplesOf } from "./docs";
import type { Source } from "./source";
import { type ObjectSpec, type SchemaTypes, tokenOf } from "./types";

interface FunctionSpec {
  description: string;
  inputs?: ObjectSpec & { type: "object" };
  outputs: ObjectSpec & { type: "object" };
}

/** The functions that ask the account, by token. The form with outputs is the same function, of which every language has its own. */
export function functionsOf(source: Source, types: SchemaTypes): Record<string, FunctionSpec> {
  const functions = [...source.published].flatMap(([name, symbol]) => {
    const asked = symbol.flags & ts.SymbolFlags.Function ? askedBy(symbol, source) : undefined;
    return asked ? [[tokenOf(name), functionOf(symbol, asked, source, types)] as const] : [];
  });
  return Object.fromEntries(functions);
}

interface Asked {
  readonly args: ts.Type | undefined;
  readonly result: ts.Type;
}

/** What a function takes and promises; nothing for one that returns no promise, because that one does not ask the account. */
function askedBy(symbol: ts.Symbol, { checker }: Source): Asked | undefined {
  const [signature] = checker.getTypeOfSymbol(symbol).getCallSignatures();
  if (signature?.getReturnType().symbol?.name !== "Promise") return undefined;
  const result = checker.getAwaitedType(signature.getReturnType()) as ts.Type;
  const [args] = signature.getParameters();
  return { args: args && checker.getTypeOfSymbol(args), result };
}

function functionOf(symbol: ts.Symbol, { args, result }: Asked, { checker }: Source, types: SchemaTypes): FunctionSpec {
  return {
    description: descriptionOf(symbol, checker) + examplesOf(symbol, checker),
    ...(args && { inputs: { type: "object", ...types.objectOf(args) } }),
    outputs: { type: "object", ...types.objectOf(result) },
  };
}
