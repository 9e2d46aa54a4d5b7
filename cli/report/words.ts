import { amount } from "../../provider/lifecycle/counted";

/** `1 number is released`, `12 numbers are released`; nothing of none. */
export function count(many: number, one: string, several: string): string[] {
  return many === 0 ? [] : [`${amount(many)} ${many === 1 ? one : several}`];
}
