import ts from "typescript";
import { typeOf } from "../../provider/program/kinds";
import type { ResourceKind } from "../../provider/resources/list";
import { descriptionOf, examplesOf } from "./docs";
import { publishedAs, type Source } from "./source";
import { type ObjectSpec, type SchemaTypes, tokenOf } from "./types";

interface ResourceSpec extends ObjectSpec {
  description: string;
  inputProperties: ObjectSpec["properties"];
  requiredInputs?: readonly string[] | undefined;
  aliases: { type: string }[];
}

/** The resources, by token. */
export function resourcesOf(source: Source, types: SchemaTypes): Record<string, ResourceSpec> {
  return Object.fromEntries(source.kinds.map((kind) => [tokenOf(kind), resourceOf(kind, source, types)]));
}

function resourceOf(kind: string, source: Source, types: SchemaTypes): ResourceSpec {
  const { checker } = source;
  const symbol = publishedAs(source, kind);
  const inputs = types.objectOf(checker.getDeclaredTypeOfSymbol(publishedAs(source, `${kind}Args`)));
  const outputs = types.objectOf(checker.getDeclaredTypeOfSymbol(symbol), (field) => isOutput(field, symbol));
  return {
    description: descriptionOf(symbol, checker) + examplesOf(symbol, checker),
    inputProperties: inputs.properties,
    requiredInputs: inputs.required,
    ...outputs,
    // A stack that has the resource from the dynamic class takes it over as it is.
    aliases: [{ type: typeOf(kind as ResourceKind) }],
  };
}

/** What the class itself declares. */
function isOutput({ declarations = [] }: ts.Symbol, symbol: ts.Symbol): boolean {
  const [declaration] = declarations;
  if (declaration === undefined || !ts.isPropertyDeclaration(declaration)) return false;
  return declaration.parent === symbol.valueDeclaration && ts.isIdentifier(declaration.name);
}
