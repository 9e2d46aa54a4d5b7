export {
  type AvailableNumber,
  FlowrouteError,
  ForbiddenError,
  InvalidError,
  NotFoundError,
  type NumberSummary,
  type NumberType,
  type OwnedNumber,
  RateLimitedError,
  type Route,
  type RouteType,
  SettingsError,
  TimedOutError,
  UnauthorizedError,
  UnavailableError,
  UnexpectedResponseError,
} from "./client";
export * from "./functions";
export { NumberRoutes, type NumberRoutesArgs, REGISTRATION_ROUTE, type RouteReference } from "./numberRoutes";
export {
  type ExactNumber,
  type MatchedNumber,
  PhoneNumber,
  type PhoneNumberArgs,
  type PhoneNumberMatch,
  type PhoneNumberSettings,
} from "./phoneNumber";
