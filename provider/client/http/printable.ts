/**
 * Characters that do something to a terminal instead of showing on it: control characters (escape sequences begin with
 * one), controls of writing direction, separators of lines and paragraphs, halves of surrogate pairs.
 */
const unprintable = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Whether a text shows as it is. Letters of every script and emoji do. */
export function isPrintable(text: string): boolean {
  return text.search(unprintable) === -1;
}

/** The text with what would not show as it is written out, each character as `\u001b`. */
export function printable(text: string): string {
  return text.replace(unprintable, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The printable text, its end cut off when it is longer than `most` characters, because a message of 10 kB is not read. */
export function inShort(text: string, most = 300): string {
  return printable(text.length > most ? `${text.slice(0, most).replace(/[\uD800-\uDBFF]$/, "")}…` : text);
}
