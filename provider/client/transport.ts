import { type Agents, agentsFor } from "./agents";
import { type Call, nameOf } from "./call";
import { type Failure, TimedOutError, UnavailableError, UnexpectedResponseError } from "./errors";
import type { FlowrouteSettings } from "./settings";

/** An HTTP answer, read to its end. */
export interface Answer {
  status: number;
  text: string;
  contentType: string | null;
  location: string | null;
  retryAfter: string | null;
}

/**
 * Sends one request and reads its answer, whatever its status.
 *
 * @param seconds Time allowed for both together.
 * @throws TimedOutError, UnexpectedResponseError when the body has no end, or UnavailableError when there was no
 * connection or it broke.
 */
export type Transport = (call: Call, seconds: number) => Promise<Answer>;

const jsonApi = "application/vnd.api+json";

/** Most bytes of a body, unpacked: a full page of the longest texts stays far below. */
const LARGEST_BODY = 16 * 1024 * 1024;

// By its own name, because the way up to package.json differs between the sources and dist/.
const { version } = require("pulumi-flowroute/package.json") as { version: string };

/** The way to one account: the only place that knows of the HTTP library. */
export function openTransport({ accessKey, secretKey, baseUrl }: FlowrouteSettings): Transport {
  const headers = {
    accept: jsonApi,
    authorization: `Basic ${Buffer.from(`${accessKey}:${secretKey}`).toString("base64")}`,
    "user-agent": `pulumi-flowroute/${version}`,
  };
  let agents: Promise<Agents> | undefined;
  return async (call, seconds) => {
    agents ??= agentsFor(baseUrl);
    const { shared, fresh } = await agents;
    // Loaded with the first request: most commands that find nothing to do send none.
    const { default: fetch } = await import("node-fetch");
    const signal = AbortSignal.timeout(seconds * 1000);
    try {
      const response = await fetch(baseUrl + call.target, {
        method: call.method,
        headers: call.body === undefined ? headers : { ...headers, "content-type": jsonApi },
        body: call.body === undefined ? null : JSON.stringify(call.body),
        agent: call.repeat === "read" || call.repeat === "sameValue" ? shared : fresh,
        redirect: "manual",
        size: LARGEST_BODY,
        signal,
      });
      return {
        status: response.status,
        text: await response.text(),
        contentType: response.headers.get("content-type"),
        location: response.headers.get("location"),
        retryAfter: response.headers.get("retry-after"),
      };
    } catch (error) {
      const about = { call: nameOf(call), number: call.number };
      if (signal.aborted)
        throw new TimedOutError({
          ...about,
          words: `no complete answer within ${seconds} seconds`,
          outcome: "unknown",
        });
      const failure = error as SystemFailure;
      if (failure.type === "max-size")
        throw new UnexpectedResponseError({
          ...about,
          words: `the answer's body is larger than ${LARGEST_BODY / 1024 / 1024} MB`,
          outcome: "unknown",
        });
      throw new UnavailableError({ ...about, ...connectionFailure(failure) });
    }
  };
}

/** What node-fetch tells of a failure below HTTP. */
interface SystemFailure {
  type?: string;
  code?: string;
  erroredSysCall?: string;
}

/** In our own words: those of the libraries can quote a proxy's URL, password included. */
function connectionFailure({ code, erroredSysCall }: SystemFailure): Pick<Failure, "words" | "outcome"> {
  if (isCertificateFailure(code))
    return { words: `the server's certificate was not accepted (${code})`, outcome: "refused" };
  // Of several addresses tried, Node reports a code without the call. A refusal is an answer to a connect and nothing else.
  if (erroredSysCall === "connect" || erroredSysCall === "getaddrinfo" || code === "ECONNREFUSED")
    return { words: `there is no connection to the server (${code})`, outcome: "refused" };
  return { words: `the connection broke before the answer was complete (${code ?? "no code"})`, outcome: "unknown" };
}

/** OpenSSL's verification codes, and Node's for a certificate of another host: all come before the request is sent. */
function isCertificateFailure(code = ""): boolean {
  return /CERT|^UNABLE_TO_/.test(code);
}
