import { FlowrouteError } from "../../client";
import { amount } from "../../lifecycle/counted";
import { LeftAccount } from "./missing";
import { few, howMany } from "./words";
import type { Outcome } from "./work-through";

/** One error for all numbers that are not as wanted, those that failed alike together. */
export function failureOf(
  name: string,
  count: number,
  { failures, untried, whyUntried }: Pick<Outcome, "failures" | "untried" | "whyUntried">,
): Error {
  const alike = Map.groupBy(failures, ([, failure]) => kindOf(failure));
  const reasons = [...alike.values()].map((those) => {
    const [[, first]] = those as [[string, unknown]];
    return `${few(those.map(([number]) => number))}: ${messageOf(first)}`;
  });
  const rest =
    untried.length > 0
      ? [`${few(untried)} ${untried.length === 1 ? "was" : "were"} not tried, because ${whyUntried}.`]
      : [];
  const isForPerson = untried.length === 0 && [...failures.values()].every((it) => it instanceof LeftAccount);
  const isUnknown = [...failures.values()].some((it) => flowrouteErrorIn(it)?.outcome === "unknown");
  const wrong = failures.size + untried.length;
  const others = count - wrong;
  const right = others === 0 ? "" : `; the other ${amount(others)} ${others === 1 ? "is" : "are"}`;
  return new Error(
    [
      `${name}: ${amount(wrong)} of ${howMany(count)} ${isUnknown ? "may not be" : `${wrong === 1 ? "is" : "are"} not`} as declared${right}.`,
      ...reasons,
      ...rest,
      ...(isForPerson ? [] : ["The next `pulumi up` goes on from there."]),
    ].join(" "),
  );
}

function kindOf(failure: unknown): string {
  const error = flowrouteErrorIn(failure);
  return error ? `${error.status} ${error.serverMessage}` : messageOf(failure);
}

function flowrouteErrorIn(failure: unknown): FlowrouteError | undefined {
  const cause = failure instanceof Error && failure.cause instanceof FlowrouteError ? failure.cause : failure;
  return cause instanceof FlowrouteError ? cause : undefined;
}

function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
