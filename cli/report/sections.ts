import { inShort } from "../../provider/client";
import { amount } from "../../provider/lifecycle/counted";
import { dollars } from "../../provider/lifecycle/prices";
import { code } from "../markdown";
import type { Lists } from "./schema";
import { IN_WORDS } from "./values";

/** A section: what it says before its list, and the list. */
export interface Section<Item> {
  readonly title: string;
  readonly note?: string;
  readonly head: readonly string[];
  /** Cells below the head, or an item of a list where there is none; Markdown already. */
  readonly row: (item: Item) => readonly string[];
}

type Sections = { readonly [Name in keyof Lists]: Section<Lists[Name][number]> };

/** A list of lines. */
const lines = (title: string): Section<string> => ({
  title,
  head: [],
  row: (text) => [`- ${code(inShort(text, 600))}`],
});

/** Every list, in the order in which a report has them: first what cannot be undone. */
export const sections: Sections = {
  released: {
    title: "Released",
    note: "They go back to Flowroute, for anybody to buy. A number that the program still declares or reads stays.",
    head: ["Number", "Resource"],
    row: ({ number, resource }) => [named(number), named(resource)],
  },
  bought: {
    title: "Bought",
    note: "Prices are the API's; Flowroute adds fees of its own. For a match, another number may be the best by then.",
    head: ["Number", "Match", "Set-up", "A month"],
    row: ({ number, match, ...cost }) => [
      named(number),
      named(match ?? ""),
      dollars(cost.setupCost),
      dollars(cost.monthlyCost),
    ],
  },
  routesDeleted: {
    title: "Routes deleted",
    note: "A route that a number uses stays.",
    head: ["Route", "Resource"],
    row: ({ route, alias, resource }) => [named(`${route} (${alias})`), named(resource)],
  },
  detached: {
    title: "Detached",
    note: "A call to these numbers rings nowhere then. One that another resource of the program declares keeps its routes.",
    head: ["Numbers", "Which", "Resource"],
    row: ({ numbers, which, resource }) => [amount(numbers), few(numbers, which), named(resource)],
  },
  moved: {
    title: "Calls move",
    head: ["What", "Route", "From", "To", "Numbers", "Which"],
    row: ({ subject, what, from, to, numbers, failoverOf, which }) => [
      named(subject),
      what,
      named(from),
      named(to),
      failoverOf === 0 ? amount(numbers) : `${amount(numbers)}, and failover of ${amount(failoverOf)}`,
      few(numbers + failoverOf, which, subject),
    ],
  },
  changed: {
    title: "Changed",
    head: ["What", "Property", "From", "To", "Numbers"],
    row: ({ subject, property, from = IN_WORDS.several, to = IN_WORDS.asDeclared, numbers }) => [
      named(subject),
      named(property),
      valueIn(from),
      valueIn(to),
      numbers === undefined ? "" : amount(numbers),
    ],
  },
  made: { title: "Routes made", head: ["Route", "To"], row: ({ alias, to }) => [named(alias), named(to)] },
  adopted: {
    title: "Adopted",
    note: "They are on the account, and are managed from now on. Nothing is bought for them.",
    head: ["What", "Kind", "Numbers"],
    row: ({ subject, kind, numbers }) => [named(subject), kind, numbers === 0 ? "" : amount(numbers)],
  },
  left: {
    title: "Left alone",
    note: "They stay on the account as they are, although their resources are deleted.",
    head: ["What", "Resource", "Because"],
    row: ({ subject, kind, resource, why }) => [named(subject), `${kind} ${named(resource)}`, why],
  },
  unclear: lines("Not known yet"),
  warnings: lines("Warnings"),
  messages: lines("Also said"),
};

/** The numbers by name, as far as they are named, and how many more there are. */
function few(numbers: number, which: readonly string[], subject?: string): string {
  if (which.length === 1 && which[0] === subject) return "";
  const rest = numbers > which.length && which.length > 0 ? ` and ${amount(numbers - which.length)} more` : "";
  return which.map(named).join(", ") + rest;
}

/** Words in place of a value are no code. */
function valueIn(text: string): string {
  const words: readonly string[] = Object.values(IN_WORDS);
  return words.includes(text) ? text : named(text);
}

/** Names have no bound of their own. */
function named(text: string): string {
  return code(inShort(text, 200));
}
