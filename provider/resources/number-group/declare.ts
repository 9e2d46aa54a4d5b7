import type { Failure } from "../../lifecycle/lifecycle";
import type { Session } from "../../lifecycle/session";
import { kindOf, nameOf } from "../../lifecycle/urn";
import { named } from "./words";

/** Single resources that a number of a group must not have beside it: each would undo the other's work at every `up`. */
const SINGLE = ["PhoneNumber", "NumberRoutes"];

/** Declares a group's numbers; refuses those that another resource of the program has. */
export function declareNumbers(session: Session, urn: string | undefined, numbers: readonly string[]): Failure[] {
  const taken = new Map<string, Set<string>>();
  for (const kind of SINGLE)
    for (const [number, other] of session.declarations.declareAll(kind, numbers, { urn, by: "id" })) {
      const owner = `${kindOf(other.urn) ?? kind} "${nameOf(other.urn ?? "")}"`;
      taken.set(owner, (taken.get(owner) ?? new Set()).add(number));
    }
  return [...taken].map(([owner, them]) => ({
    property: "",
    reason: `${owner} also declares ${named([...them])}. A number belongs to one resource: take it out of one of them.`,
  }));
}
