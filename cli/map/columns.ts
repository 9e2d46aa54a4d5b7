const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Characters that take two columns of a terminal: emoji, and the scripts of East Asia. */
const wide =
  /\p{Emoji_Presentation}|\ufe0f|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

/** Columns that a text takes, near enough to line things up. */
export function widthOf(text: string): number {
  return Array.from(segmenter.segment(text), ({ segment }) => widthOfOne(segment)).reduce((sum, it) => sum + it, 0);
}

/** The text, its end cut off when it takes more columns than there are. What people see as one character is never cut in two. */
export function cutTo(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let kept = "";
  let left = columns - 1;
  for (const { segment } of segmenter.segment(text)) {
    left -= widthOfOne(segment);
    if (left < 0) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** The text with spaces behind it up to this many columns. */
export function padTo(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - widthOf(text)));
}

function widthOfOne(grapheme: string): number {
  return wide.test(grapheme) ? 2 : 1;
}
