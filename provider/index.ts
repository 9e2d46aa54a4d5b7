export {
  FlowrouteError,
  ForbiddenError,
  InvalidError,
  NotFoundError,
  RateLimitedError,
  TimedOutError,
  UnauthorizedError,
  UnavailableError,
  UnexpectedResponseError,
} from "./client/errors";
export { SettingsError } from "./client/settings";
export type {
  AvailableNumber,
  EdgeStrategy,
  NumberSummary,
  NumberType,
  OwnedNumber,
  Route,
  RouteType,
} from "./client/types";
export * from "./functions";
export { Provider, type ProviderArgs } from "./program/provider";
export {
  type HostTarget,
  InboundRoute,
  type InboundRouteArgs,
  type InboundRouteSettings,
  type NumberTarget,
  type UriTarget,
} from "./resources/inbound-route/resource";
export {
  type GroupedNumber,
  NumberGroup,
  type NumberGroupArgs,
  type NumberSettings,
} from "./resources/number-group/resource";
export {
  NumberRoutes,
  type NumberRoutesArgs,
  REGISTRATION_ROUTE,
  type RouteReference,
} from "./resources/number-routes/resource";
export {
  type ExactNumber,
  type MatchedNumber,
  PhoneNumber,
  type PhoneNumberArgs,
  type PhoneNumberMatch,
  type PhoneNumberSettings,
} from "./resources/phone-number/resource";
