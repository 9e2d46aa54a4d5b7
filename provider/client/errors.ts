import { type Failure, FlowrouteError } from "./flowroute-error";

export { type Failure, FlowrouteError, type Outcome } from "./flowroute-error";

/**
 * 404 for the very resource that was asked for: it is not on this account. A 404 of a gateway, or for a path that is not
 * served, is an `UnexpectedResponseError`.
 *
 * @example
 * ```ts
 * const found = await flowroute.getNumber({ number: "+1 206-555-0100" }).catch((error) => {
 *   if (error instanceof flowroute.NotFoundError) return undefined;
 *   throw error;
 * });
 * ```
 */
export class NotFoundError extends FlowrouteError {
  constructor(failure: Failure) {
    super(failure, "Check that it belongs to the account of these keys");
  }
}

/**
 * 401: the keys are wrong or were deleted.
 *
 * @example
 * ```ts
 * await flowroute.getRoutes().catch((error) => {
 *   if (error instanceof flowroute.UnauthorizedError) console.error("Set flowroute:accessKey and flowroute:secretKey.");
 *   throw error;
 * });
 * ```
 */
export class UnauthorizedError extends FlowrouteError {
  constructor(failure: Failure) {
    super(
      failure,
      "Check flowroute:accessKey and flowroute:secretKey (or FLOWROUTE_ACCESS_KEY and FLOWROUTE_SECRET_KEY); " +
        "keys are listed in Flowroute's Manage portal under Preferences, API Control",
    );
  }
}

/**
 * 403: the account is not permitted to do this, or lacks the funds for it. Flowroute also answers 403 where something
 * stands in the way, such as a number that still uses the route to delete; `serverMessage` says which.
 *
 * @example
 * ```ts
 * await flowroute.getNumbers().catch((error) => {
 *   if (error instanceof flowroute.ForbiddenError) console.error(`Not permitted: ${error.serverMessage}`);
 *   throw error;
 * });
 * ```
 */
export class ForbiddenError extends FlowrouteError {
  constructor(failure: Failure) {
    super(
      failure,
      "The account is not permitted to do this, or lacks the funds for it; see its balance and permissions",
    );
  }
}

/**
 * 400, 405, 409, 415, 422 and other refusals of what was asked; `serverMessage` names the field and the flaw.
 *
 * @example
 * ```ts
 * await flowroute.getAvailableExchanges({ areaCode: "299" }).catch((error) => {
 *   if (error instanceof flowroute.InvalidError) return { exchanges: [] };
 *   throw error;
 * });
 * ```
 */
export class InvalidError extends FlowrouteError {
  constructor(failure: Failure) {
    super(failure, "Correct the value named");
  }
}

/**
 * 429: too many requests, and the waits that the client made did not help.
 *
 * @example
 * ```ts
 * await flowroute.getNumbers().catch((error) => {
 *   if (error instanceof flowroute.RateLimitedError) console.error(`Try again in ${error.retryAfter ?? 60} seconds.`);
 *   throw error;
 * });
 * ```
 */
export class RateLimitedError extends FlowrouteError {
  constructor(failure: Failure) {
    const { retryAfter } = failure;
    super(failure, retryAfter === undefined ? "Try again in a while" : `Try again in ${Math.ceil(retryAfter)} seconds`);
  }
}

const tryAgainLater = "Try again in a while; check the network and Flowroute's status page";

/**
 * 5xx, or no connection: Flowroute, or the way to it, is down.
 *
 * @example
 * ```ts
 * await flowroute.getRoutes().catch((error) => {
 *   if (error instanceof flowroute.UnavailableError) console.error("Flowroute is down; nothing was changed.");
 *   throw error;
 * });
 * ```
 */
export class UnavailableError extends FlowrouteError {
  constructor(failure: Failure) {
    super(failure, tryAgainLater);
  }
}

/**
 * No complete answer within the time allowed (30 seconds for each attempt).
 *
 * @example
 * ```ts
 * await flowroute.getNumbers().catch((error) => {
 *   if (error instanceof flowroute.TimedOutError) console.error(`No answer to ${error.call}.`);
 *   throw error;
 * });
 * ```
 */
export class TimedOutError extends FlowrouteError {
  constructor(failure: Failure) {
    super(failure, tryAgainLater);
  }
}

/**
 * An answer that is not Flowroute's API as this version knows it: a proxy's page, a redirect, a changed format.
 *
 * @example
 * ```ts
 * await flowroute.getNumbers().catch((error) => {
 *   if (error instanceof flowroute.UnexpectedResponseError) console.error(`Is flowroute:baseUrl right? ${error.message}`);
 *   throw error;
 * });
 * ```
 */
export class UnexpectedResponseError extends FlowrouteError {
  constructor(failure: Failure) {
    super(
      failure,
      "Check flowroute:baseUrl and any proxy; if both are right, report it to the maintainers of pulumi-flowroute",
    );
  }
}
