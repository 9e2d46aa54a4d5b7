import pLimit from "p-limit";
import type { Session } from "../../lifecycle/session";
import { Outlook } from "./outlook";
import { Progress } from "./progress";

/** Numbers that are worked on at a time. The client's own pace bounds the requests; this bounds what is begun when it has to stop. */
const AT_A_TIME = 16;

/** What came of the work for each number. */
export interface Outcome {
  readonly done: readonly string[];
  readonly failures: ReadonlyMap<string, unknown>;
  /** Numbers that were not tried any more. */
  readonly untried: readonly string[];
  readonly whyUntried: string;
}

/**
 * Works on numbers, and says how far it is. What fails for one does not stop the others; but where Flowroute takes nothing at all, two
 * thousand numbers would each wait for their own end, and somebody who interrupts the command wants no more of them changed.
 */
export async function workThrough(
  session: Session,
  name: string,
  numbers: readonly string[],
  work: (number: string) => Promise<void>,
): Promise<Outcome> {
  const failures = new Map<string, unknown>();
  const untried = new Set<string>();
  const outlook = new Outlook();
  const progress = new Progress(session, name, numbers.length);
  const limit = pLimit(AT_A_TIME);
  const one = async (number: string) => {
    if (outlook.isHopeless || session.isInterrupted) return void untried.add(number);
    try {
      await work(number);
      outlook.passed();
      progress.done();
    } catch (failure) {
      failures.set(number, failure);
      outlook.failed(failure);
    }
  };
  await Promise.all(numbers.map((number) => limit(() => one(number))));
  const done = numbers.filter((number) => !failures.has(number) && !untried.has(number));
  const whyUntried = outlook.isHopeless
    ? "Flowroute refused or failed the last requests"
    : "the command was interrupted";
  return { done, failures, untried: [...untried], whyUntried };
}
