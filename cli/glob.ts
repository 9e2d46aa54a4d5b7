/** Whether a text is like a pattern: `*` is any text, `?` any one character, and the rest is itself, in capitals or not. */
export function like(glob: string): (text: string) => boolean {
  const parts = glob.replace(/\*+/g, "*").split(/([*?])/);
  const source = parts.map((part) =>
    part === "*" ? ".*" : part === "?" ? "." : part.replace(/[.+^${}()|[\]\\]/g, "\\$&"),
  );
  const pattern = new RegExp(`^${source.join("")}$`, "isu");
  return (text) => pattern.test(text);
}
