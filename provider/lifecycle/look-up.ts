import { FlowrouteError, RateLimitedError, TimedOutError, UnavailableError } from "../client";
import type { Failure } from "./judge";
import { Contradiction } from "./presence";
import type { Session } from "./session";

/**
 * What a failed look-up means for a plan: a warning when Flowroute cannot be reached, because the plan may still be
 * right; a refusal otherwise, because applying it would fail too.
 */
export function lookUpFailed(session: Session, error: unknown, question: string): Failure[] {
  if (error instanceof UnavailableError || error instanceof TimedOutError || error instanceof RateLimitedError) {
    session.say(`warning: ${question} cannot be told now. ${error.message}`);
    return [];
  }
  if (error instanceof FlowrouteError || error instanceof Contradiction)
    return [{ property: "", reason: error.message }];
  throw error;
}
