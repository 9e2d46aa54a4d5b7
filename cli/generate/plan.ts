import { isOnPlugin } from "../../provider/lifecycle/urn";

/** What a preview says: of dynamic classes below the stack, of those on the plugin below their resource. */
export function planIn(output: string): string[] {
  const lines: string[] = [];
  let isOurs = false;
  for (const line of output.split("\n")) {
    const [, heading] = /^ {2}(\S+) \(.*\):$/.exec(line) ?? [];
    if (heading !== undefined) isOurs = isOnPlugin(heading);
    else if (/^\S/.test(line)) isOurs = false;
    const [, said] = /^\s*flowroute: (.*)$/.exec(line) ?? ((isOurs && /^ {4}(?! )(.*)$/.exec(line)) || []);
    if (said !== undefined) lines.push(said);
  }
  // An engine may print a line twice.
  return [...new Set(lines)];
}
