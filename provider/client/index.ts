export { type ClientOptions, FlowrouteClient } from "./client";
export {
  FlowrouteError,
  ForbiddenError,
  InvalidError,
  NotFoundError,
  type Outcome,
  RateLimitedError,
  TimedOutError,
  UnauthorizedError,
  UnavailableError,
  UnexpectedResponseError,
} from "./errors";
export { inShort, isPrintable, printable } from "./http/printable";
export type { RetryLimits } from "./http/retry";
export { type FlowrouteSettings, readSettings, type SettingName, SettingsError } from "./settings";
export type * from "./types";
