import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { MiddlewareHandler } from "hono";
import type { LoggedRequest } from "../request-log";
import type { Simulation } from "../simulation";
import { TokenBucket } from "../token-bucket";
import { target } from "./answer";
import { errorOfStatus, unauthorized } from "./errors";
import { finishProvisioning } from "./messaging";
import type { Bindings } from "./paths";
import { pause } from "./pause";

type Middleware = MiddlewareHandler<Bindings>;

/** Writes down every request, and its status once there is an answer. */
export function logging({ requests }: Simulation): Middleware {
  return async (c, next) => {
    const entry: LoggedRequest = {
      method: c.req.method,
      path: target(c),
      status: null,
      body: await c.req.text(),
      time: new Date().toISOString(),
    };
    requests.add(entry);
    await next();
    if (c.res !== RESPONSE_ALREADY_SENT) entry.status = c.res.status;
  };
}

export function latency(simulation: Simulation): Middleware {
  return async (_, next) => {
    await pause(simulation, simulation.settings.latency);
    await next();
  };
}

/** Answers 429 when requests come faster than the setting allows (U-7). */
export function rateLimiting(simulation: Simulation): Middleware {
  const bucket = new TokenBucket();
  return async (_, next) => {
    const { rateLimit, retryAfter } = simulation.settings;
    const wait = rateLimit === null ? 0 : Math.ceil(bucket.take(rateLimit));
    if (wait === 0) return next();
    const header = {
      seconds: { "Retry-After": String(wait) },
      date: { "Retry-After": new Date(Date.now() + wait * 1000).toUTCString() },
      none: {},
    }[retryAfter];
    throw errorOfStatus(429, header);
  };
}

export function authentication({ accessKey, secretKey }: Simulation): Middleware {
  const expected = `Basic ${Buffer.from(`${accessKey}:${secretKey}`).toString("base64")}`;
  return async (c, next) => {
    if (c.req.header("Authorization") !== expected) throw unauthorized();
    await next();
  };
}

/** Lets messaging tasks end between two requests (U-41). */
export function provisioning(simulation: Simulation): Middleware {
  return async (_, next) => {
    if (simulation.settings.messageProvisioning === "prompt") finishProvisioning(simulation.account);
    await next();
  };
}
