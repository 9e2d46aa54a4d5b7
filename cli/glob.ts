/** Whether a text is like a pattern, in which `*` stands for anything. Capitals do not count. */
export function like(pattern: string): (text: string) => boolean {
  const escaped = pattern.split("*").map((part) => part.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"));
  const expression = new RegExp(`^${escaped.join(".*")}$`, "isu");
  return (text) => expression.test(text);
}
