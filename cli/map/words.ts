import { counted } from "../../provider/lifecycle/counted";
import type { AccountMap } from "./model";

/** What a reader has to see, in the same words in every form of the map; never by colour alone. */
export const MARKS = {
  nowhere: "rings nowhere",
  ringNowhere: "ring nowhere",
  noFailover: "no failover",
  unused: "carries nothing",
  unlisted: "not on the list",
} as const;

/** The map in a line, such as `13 numbers, 12 routes`. */
export function sizeOf({ numbers, routes }: AccountMap): string {
  return `${counted(numbers.length, "number")}, ${counted(routes.length, "route")}`;
}

/** What is worth a look, a line each; none when all is well. */
export function remarksOf({ ringNowhere, withoutFailover, unused, routes }: AccountMap): string[] {
  const unlisted = routes.filter(({ listed }) => !listed).length;
  const remarks: [many: number, one: string, rest: string, restOfMany: string][] = [
    [
      ringNowhere.length,
      "number",
      "rings nowhere: it has no primary route",
      "ring nowhere: they have no primary route",
    ],
    [withoutFailover.length, "number", "has no failover", "have no failover"],
    [unused.length, "route", "carries nothing", "carry nothing"],
    [unlisted, "route", "is not on the account's list", "are not on the account's list"],
  ];
  return remarks
    .filter(([many]) => many > 0)
    .map(([many, one, rest, restOfMany]) => `${counted(many, one)} ${many === 1 ? rest : restOfMany}`);
}
