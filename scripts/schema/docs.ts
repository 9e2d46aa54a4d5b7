import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

/** What a symbol's comment says, for readers who have neither this repository nor JavaScript. */
export function descriptionOf(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  return elsewhere(ts.displayPartsToString(symbol.getDocumentationComment(checker)));
}

/** What stands for a property that is left out, in words: as a `default` of the schema, every state would have it as if it had been declared. */
export function defaultOf(symbol: ts.Symbol, checker: ts.TypeChecker): string | undefined {
  const text = tagOf(symbol, checker, "default");
  return text === undefined ? undefined : `Default: ${elsewhere(text).replace(": ", "; ")}.`;
}

/** The text of a tag, if the comment has it. */
export function tagOf(symbol: ts.Symbol, checker: ts.TypeChecker, name: string): string | undefined {
  const tag = symbol.getJsDocTags(checker).find((it) => it.name === name);
  return tag && ts.displayPartsToString(tag.text);
}

/**
 * The examples as Pulumi's documentation has them, from which each language takes its own: the one of the comment, and those
 * of the file `examples.md` beside it.
 */
export function examplesOf(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  const [, code] = /```ts\n(.*?)```/s.exec(tagOf(symbol, checker, "example") ?? "") ?? [];
  if (code === undefined) throw new Error(`${symbol.name} has no @example.`);
  const typescript = `\`\`\`typescript\n${code.replaceAll('"pulumi-flowroute"', '"pulumi-flowroute/native"')}\`\`\``;
  const fences = [typescript, ...otherLanguages(symbol)].join("\n\n");
  // The heading is within, because where a language has no example both are left out.
  return `\n\n{{% examples %}}\n{{% example %}}\n## Example Usage\n\n${fences}\n\n{{% /example %}}\n{{% /examples %}}`;
}

/** Examples in other languages are of classes: a folder has one. */
function otherLanguages({ flags, declarations = [] }: ts.Symbol): string[] {
  const [declaration] = declarations;
  if (!(flags & ts.SymbolFlags.Class) || declaration === undefined) return [];
  const file = join(dirname(declaration.getSourceFile().fileName), "examples.md");
  return existsSync(file) ? (readFileSync(file, "utf8").match(/^```\w+\n.*?^```$/gms) ?? []) : [];
}

/** Without our notes on the API, and without the word that JavaScript has for nothing; a paragraph is one line. */
function elsewhere(text: string): string {
  return text
    .replace(/(?<!\n)\n(?!\n)/g, " ")
    .replace(/ \((API section [\d.]+|U-\d+)\)/g, "")
    .replace(/[,;] API section [\d.]+(?=\))/g, "")
    .replaceAll("`undefined`", "absent");
}
