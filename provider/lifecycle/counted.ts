/** `412`, `2,000`. */
export function amount(many: number): string {
  return many.toLocaleString("en-US");
}

/** `1 number`, `2,000 numbers`. */
export function counted(many: number, noun: string): string {
  return `${amount(many)} ${noun}${many === 1 ? "" : "s"}`;
}
