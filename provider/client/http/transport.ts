import type { Response } from "node-fetch";
import { type Failure, TimedOutError, UnavailableError, UnexpectedResponseError } from "../errors";
import type { FlowrouteSettings } from "../settings";
import { type Agents, agentsFor } from "./agents";
import { type Call, nameOf } from "./call";

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
 * @param seconds Time allowed for request and answer together.
 * @throws TimedOutError, UnexpectedResponseError when the body has no end, or UnavailableError when there was no
 * connection or it broke.
 */
export type Transport = (call: Call, seconds: number) => Promise<Answer>;

const jsonApi = "application/vnd.api+json";

/**
 * Most bytes of a body, unpacked. A full page of numbers takes 150 kB, or 2 MB with aliases of 10 kB each. Parsed, a body
 * can take fifty times its size in memory.
 */
const LARGEST_BODY = 4_000_000;

// By its own name, because the way up to package.json differs between the sources and dist/.
const { version } = require("pulumi-flowroute/package.json") as { version: string };

/**
 * The way to one account: the only place that knows the HTTP library.
 * @param onRequestSent called once, when the first request is on its way: the process has nothing else to do then.
 */
export function openTransport(
  { accessKey, secretKey, baseUrl }: FlowrouteSettings,
  onRequestSent: () => void,
): Transport {
  const headers = {
    accept: jsonApi,
    authorization: `Basic ${Buffer.from(`${accessKey}:${secretKey}`).toString("base64")}`,
    "user-agent": `pulumi-flowroute/${version}`,
  };
  let agents: Promise<Agents> | undefined;
  let isFirst = true;
  return async (call, seconds) => {
    agents ??= agentsFor(baseUrl);
    const agent = (await agents)[call.connection];
    // Loaded with the first request, because most commands that find nothing to do send none.
    const { default: fetch } = await import("node-fetch");
    const signal = AbortSignal.timeout(seconds * 1000);
    try {
      const answering = fetch(baseUrl + call.target, {
        method: call.method,
        headers: call.body === undefined ? headers : { ...headers, "content-type": jsonApi },
        body: call.body === undefined ? null : JSON.stringify(call.body),
        agent,
        redirect: "manual",
        size: LARGEST_BODY,
        signal,
      });
      // 10 ms later: loading modules blocks the event loop, and would delay this request and those right behind it.
      const soon = isFirst ? setTimeout(onRequestSent, 10) : undefined;
      isFirst = false;
      const response = await answering.finally(() => clearTimeout(soon));
      const body = Buffer.from(await response.arrayBuffer());
      if (!isWhole(response, body)) throw new Error("The body is not as long as its headers say.");
      return {
        status: response.status,
        text: new TextDecoder().decode(body),
        contentType: response.headers.get("content-type"),
        location: response.headers.get("location"),
        retryAfter: response.headers.get("retry-after"),
      };
    } catch (error) {
      const about = { call: nameOf(call), number: call.number };
      if (signal.aborted)
        throw new TimedOutError({
          ...about,
          serverMessage: `no complete answer within ${seconds} seconds`,
          outcome: "unknown",
        });
      const failure = error as SystemFailure;
      if (failure.type === "max-size")
        throw new UnexpectedResponseError({
          ...about,
          serverMessage: `the answer's body is larger than ${LARGEST_BODY / 1_000_000} MB`,
          outcome: "unknown",
        });
      throw new UnavailableError({ ...about, ...connectionFailure(failure) });
    }
  };
}

/**
 * Whether a body has the length that its headers announce. node-fetch reports one that is cut off, but passes one as
 * empty that came together with bytes beyond its end.
 */
function isWhole({ status, headers }: Response, body: Buffer): boolean {
  const announced = headers.get("content-length");
  const hasNone = status === 204 || status === 304;
  return announced === null || headers.has("content-encoding") || hasNone || Number(announced) === body.length;
}

/** What node-fetch says about a failure below HTTP. */
interface SystemFailure {
  type?: string;
  code?: string;
  erroredSysCall?: string;
}

/** In our own words: those of the libraries can quote a proxy's URL, password included. */
function connectionFailure({ code, erroredSysCall }: SystemFailure): Pick<Failure, "serverMessage" | "outcome"> {
  if (isCertificateFailure(code))
    return { serverMessage: `the server's certificate was not accepted (${code})`, outcome: "refused" };
  // When Node tried several addresses, it gives a code without the system call. Only a connect can be refused.
  if (erroredSysCall === "connect" || erroredSysCall === "getaddrinfo" || code === "ECONNREFUSED")
    return { serverMessage: `there is no connection to the server (${code})`, outcome: "refused" };
  return {
    serverMessage: `the connection broke before the answer was complete (${code ?? "wrong length"})`,
    outcome: "unknown",
  };
}

/** OpenSSL's verification codes, and Node's for a certificate of another host: all come before the request is sent. */
function isCertificateFailure(code = ""): boolean {
  return /CERT|^UNABLE_TO_/.test(code);
}
