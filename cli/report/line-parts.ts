import type { ResourceKind } from "../../provider/resources/list";

/** What a pattern found in a line, by name. */
export type Groups = Readonly<Record<string, string | undefined>>;

// A number that is a secret of the program shows as `the number of desk`.
export const number = String.raw`(?<number>\d+|the number of [^()]*?)`;
export const route = (name: string) => String.raw`(?<${name}>(?:none|\d+|the \w+ of .*?)(?: \(.*?\))?)`;
export const routeNamed = String.raw`route (?<id>\d+) \((?<alias>.*?)\)`;
export const price = String.raw`\$(?<setup>[\d,.]+) to set up and \$(?<monthly>[\d,.]+) a month`;
// A place of the account has no spaces in it.
export const target = (name: string) => String.raw`(?<${name}>[\w-]+(?: \S+| the \w+ of .*?)?)`;
export const few = (name = "which", count = "count") => String.raw`(?<${count}>[\d,]+) numbers? \((?<${name}>.*?)\)`;
export const group = "(?<group>.*?)";
export const part = "(?<part>primaryRoute|failoverRoute)";
export const attribute = "(?<property>alias|cnamLookupsEnabled|messagingEnabled)";

export function one(kind: ResourceKind, number: string) {
  return { subject: number, kind, numbers: 1, which: [number] };
}

export function offer({ number = "", setup = "", monthly = "" }: Groups) {
  return { number, setupCost: amount(setup), monthlyCost: amount(monthly) };
}

export function move({ part, from = "", to = "" }: Groups) {
  return {
    what: part === "failoverRoute" ? ("failoverRoute" as const) : ("primaryRoute" as const),
    from,
    to,
    failoverOf: 0,
  };
}

export function destination({ from = "", to = "", failovers, failoverCount, ...groups }: Groups) {
  const { numbers, which } = those(groups);
  const behind = those({ count: failoverCount, which: failovers });
  const subject = nameOfRoute(groups);
  return {
    subject,
    what: "destination" as const,
    from,
    to,
    numbers,
    failoverOf: behind.numbers,
    which: [...which, ...behind.which],
  };
}

export function changeOfRoute({ from, to, ...groups }: Groups, property: string) {
  return { subject: nameOfRoute(groups), property, from, to };
}

export function aboutRoute({ id, alias }: Groups) {
  return { about: `InboundRoute ${id}`, alias };
}

export function nameOfRoute({ id, alias }: Groups): string {
  return `${id} (${alias})`;
}

/** The numbers of `2,000 numbers (the first ten and 1990 more)`. */
export function those({ count = "0", which = "" }: Groups): { numbers: number; which: string[] } {
  const named = which.replace(/ and \d+ more$/, "");
  return { numbers: amount(count), which: named === "" ? [] : named.split(", ") };
}

export function inWords({ count, which }: Groups): string {
  return `${count} ${count === "1" ? "number" : "numbers"} (${which})`;
}

function amount(text: string): number {
  return Number(text.replaceAll(",", ""));
}
