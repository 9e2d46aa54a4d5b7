/** One member of `errors`. Which fields there are differs from error to error (API reference, "Errors"). */
interface ErrorMember {
  detail?: unknown;
  id?: string;
  status?: number | string;
  title?: string;
}

/** An answer that is an error, thrown by whatever finds it. Ids are fixed per kind, so that runs repeat exactly. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    readonly status: number,
    readonly member: ErrorMember,
    readonly headers: Record<string, string> = {},
  ) {
    super(`${status} ${member.title ?? JSON.stringify(member.detail)}`);
  }

  get body(): { errors: ErrorMember[] } {
    return { errors: [this.member] };
  }
}

/** For statuses of which no body was ever seen. */
const placeholderId = (status: number) => `00000000-0000-4000-8000-${String(status).padStart(12, "0")}`;

export const unauthorized = () =>
  new ApiError(401, {
    detail: "Authentication failed.",
    id: "7fc8c70a-ca58-430c-b383-b89df84f8083",
    status: 401,
    title: "Unauthorized",
  });

export const notPermitted = () => new ApiError(403, { status: 403, detail: "", title: "ActionNotAuthorizedError" });

export const insufficientFunds = () =>
  new ApiError(403, {
    detail: "Insufficient funds available to complete the request.",
    id: placeholderId(403),
    status: 403,
    title: "Forbidden",
  });

export const duplicateRoute = () =>
  new ApiError(403, { detail: "", id: placeholderId(403), status: 403, title: "Forbidden" });

export const routeInUse = () =>
  new ApiError(403, {
    detail: "Please disassociate all numbers before deleting.",
    id: "7fc8c70a-ca58-430c-b383-b89df84f8083",
    status: 403,
    title: "This Route has numbers still associated to it.",
  });

export const notOnAccount = () =>
  new ApiError(404, {
    detail: "Could not find that resource on your account.",
    id: "d66802f3-b56b-43da-8c55-e8c9ec3e0a6d",
    status: 404,
  });

export const notServed = () =>
  new ApiError(404, {
    status:
      "404 Not Found: The requested URL was not found on the server. If you entered the URL manually please check your spelling.",
  });

export const wrongMethod = () =>
  new ApiError(405, {
    detail: "The method is not allowed for the requested URL.",
    id: "a72cab15-2511-43d3-92e2-d77bfbdc5776",
    status: 405,
    title: "Method Not Allowed",
  });

export const invalidAreaCode = () =>
  new ApiError(422, { detail: "Invalid area code", id: "90e94676-0c3b-4fb5-aeee-3704408f09ba", status: 422 });

export const notAFloat = (text: string) =>
  new ApiError(422, {
    detail: `could not convert string to float: ${text}`,
    id: "5c4c0ea0-4ef3-434a-b6c5-31861954c127",
    status: 422,
  });

/** A value that is not acceptable, said in a sentence. */
export const invalid = (detail: string) => new ApiError(422, { detail, id: placeholderId(422), status: 422 });

/** Values that are not acceptable, keyed by field. */
export const invalidFields = (detail: object) =>
  new ApiError(422, { detail, id: "15eb464e-d717-49e2-a6cc-e97af67c1930", status: 422 });

const reasons: Readonly<Record<number, string>> = {
  400: "Client Error",
  415: "Unsupported Media Type",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

const seen: Readonly<Record<number, () => ApiError>> = {
  401: unauthorized,
  403: notPermitted,
  404: notOnAccount,
  405: wrongMethod,
};

/** The usual error of a status, for faults and for statuses of which no body was ever seen. */
export function errorOfStatus(status: number, headers: Record<string, string> = {}): ApiError {
  const usual = seen[status]?.();
  const title = reasons[status] ?? `Status ${status}`;
  return new ApiError(status, usual?.member ?? { detail: title, id: placeholderId(status), status, title }, headers);
}
