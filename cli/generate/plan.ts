/** What a preview says: of dynamic classes below the stack, of those on the plugin below their resource. */
export function planIn(output: string): string[] {
  const lines: string[] = [];
  let isOurs = false;
  for (const line of output.split("\n")) {
    const [, heading] = /^ {2}(\S+) \(.*\):$/.exec(line) ?? [];
    if (/^\S/.test(line)) isOurs = false;
    if (heading !== undefined) isOurs = heading.startsWith("flowroute:index:");
    const [, dynamic] = /^\s*flowroute: (.*)$/.exec(line) ?? [];
    // The stand-in has no heading.
    const [, warning = "", onOneLine] = /^\s*(warning: )?flowroute:index:\w+ \([\w.-]+\): (.*)$/.exec(line) ?? [];
    const [, below] = /^ {4}(?! )(.*)$/.exec(line) ?? [];
    if (dynamic !== undefined) lines.push(dynamic);
    else if (onOneLine !== undefined) lines.push(warning + onOneLine);
    else if (isOurs && below !== undefined) lines.push(below);
  }
  // An engine may print a line twice.
  return [...new Set(lines)];
}
