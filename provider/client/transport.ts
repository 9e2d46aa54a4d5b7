import { type Agents, agentsFor } from "./agents";
import { type Call, nameOf } from "./call";
import { TimedOutError, UnavailableError } from "./errors";
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
 * @throws TimedOutError, or UnavailableError when there was no connection or it broke.
 */
export type Transport = (call: Call, seconds: number) => Promise<Answer>;

const jsonApi = "application/vnd.api+json";

// By its own name, because the way up to package.json differs between the sources and dist/.
const { version } = require("pulumi-flowroute/package.json") as { version: string };

/** The way to one account: the only place that knows of HTTP libraries, and that holds the keys. */
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
      const { code } = error as NodeJS.ErrnoException;
      const { words, outcome } = connectionFailure(code);
      throw new UnavailableError({ ...about, words, outcome });
    }
  };
}

/** Codes of failures before a request is sent, with what to say of them. */
const neverSent: Record<string, string> = {
  ECONNREFUSED: "the connection was refused",
  ENOTFOUND: "the host's name is not known",
  EAI_AGAIN: "the name server did not answer",
  EHOSTUNREACH: "the host cannot be reached",
  ENETUNREACH: "the network cannot be reached",
};

/** In our own words: those of the libraries can quote a proxy's URL, password included. */
function connectionFailure(code: string | undefined): { words: string; outcome: "refused" | "unknown" } {
  if (code === undefined) return { words: "the connection failed", outcome: "unknown" };
  const reason =
    neverSent[code] ?? (isCertificateFailure(code) ? "the server's certificate was not accepted" : undefined);
  return reason === undefined
    ? { words: `the connection broke before the answer was complete (${code})`, outcome: "unknown" }
    : { words: `${reason} (${code})`, outcome: "refused" };
}

/** OpenSSL's verification codes, and Node's for a certificate of another host: all come before the request is sent. */
function isCertificateFailure(code: string): boolean {
  return /CERT|^UNABLE_TO_|ERR_TLS_/.test(code);
}
