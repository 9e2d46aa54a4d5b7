import { printable } from "../provider/client";

/** A command to copy into a shell: each word quoted where a shell would read something else into it. */
export function commandLine(words: readonly string[]): string {
  return ["pulumi-flowroute", ...words].map(quoted).join(" ");
}

/** One word of a command, for a shell to read as it is. */
export function quoted(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  return printable(`'${word.replaceAll("'", "'\\''")}'`);
}
