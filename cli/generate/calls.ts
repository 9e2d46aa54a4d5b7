/** Comments and texts; a template is taken whole, because its end would pass for the beginning of another. */
const TOKENS =
  /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<quoted>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)/g;

/** The texts and the comments of a program. */
export function tokensOf(text: string): { quoted: string[]; comments: string[] } {
  const tokens = [...text.matchAll(TOKENS)].map(({ groups = {} }) => groups);
  const plainly = tokens.flatMap(({ quoted }) => (quoted === undefined || /^`.*\$\{/s.test(quoted) ? [] : [quoted]));
  return { quoted: plainly.map(unquoted), comments: tokens.flatMap(({ comment }) => comment ?? []) };
}

/** A program without its comments. */
export function withoutComments(text: string): string {
  return text.replaceAll(TOKENS, (token, comment?: string) => (comment === undefined ? token : ""));
}

/** What a literal stands for, as far as that matters here. */
export function unquoted(quoted: string): string {
  if (quoted.startsWith('"')) {
    try {
      return JSON.parse(quoted) as string;
    } catch {
      // JavaScript knows escapes that JSON does not.
    }
  }
  return quoted.slice(1, -1).replace(/\\(.)/g, "$1");
}

/**
 * The calls of a function in a program without comments, each with its arguments, and the rest of the program. A call ends with its own
 * bracket: people write it in objects, in lists, and without semicolons.
 */
export function callsOf(code: string, name: string): { calls: string[]; rest: string } {
  const bare = bareOf(code);
  const calls: string[] = [];
  let rest = "";
  let from = 0;
  for (const { index } of bare.matchAll(new RegExp(String.raw`\b${name}\s*\(`, "g"))) {
    if (index < from) continue;
    const end = endOf(bare, index);
    calls.push(code.slice(index, end));
    rest += code.slice(from, index);
    from = end;
  }
  return { calls, rest: rest + code.slice(from) };
}

/** The same without what is in texts, where brackets and names mean nothing; everything is where it was. */
function bareOf(code: string): string {
  return code.replaceAll(TOKENS, (token) => `"${" ".repeat(token.length - 2)}"`);
}

/** Where the bracket closes that opens first from here on. */
function endOf(bare: string, start: number): number {
  let depth = 0;
  for (const { 0: bracket, index } of bare.slice(start).matchAll(/[()]/g)) {
    depth += bracket === "(" ? 1 : -1;
    if (depth === 0) return start + index + 1;
  }
  return bare.length;
}

/** The texts that a call gives under this name, as in `alias: "front-desk"`. */
export function givenAs(name: string, call: string): string[] {
  const bare = bareOf(call);
  const isGiven = new RegExp(String.raw`\b${name}\s*:\s*$`);
  const tokens = [...call.matchAll(TOKENS)].filter(({ index }) => isGiven.test(bare.slice(0, index)));
  return tokens.flatMap(([token]) => tokensOf(token).quoted);
}

/** The name of the resource that a call makes, where it is a text. */
export function resourceNameIn(call: string): string | undefined {
  return /^\w+\s*\(\s*["'`]/.test(call) ? tokensOf(call).quoted[0] : undefined;
}
