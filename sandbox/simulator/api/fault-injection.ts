import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { MiddlewareHandler } from "hono";
import type { CompleteFault } from "../faults";
import type { Simulation } from "../simulation";
import { answer, malformed, page, target } from "./answer";
import { errorOfStatus } from "./errors";
import type { Bindings } from "./paths";
import { pause } from "./pause";

/** Makes go wrong what was asked to. It comes after authentication, so what it lets through really has its effect. */
export function faultInjection(simulation: Simulation): MiddlewareHandler<Bindings> {
  return async (c, next) => {
    const fault = simulation.faults.take(c.req.method, target(c));
    if (!fault) return next();
    if (fault.action === "delay") {
      if (fault.when === "before") await pause(simulation, fault.delayMs);
      await next();
      if (fault.when === "after") await pause(simulation, fault.delayMs);
      return;
    }
    if (fault.when === "after") await next();
    const right = fault.when === "after" ? await c.res.text() : "";
    c.res = undefined;
    c.res = spoiled(fault, right, () => c.env.incoming.socket.resetAndDestroy());
  };
}

function spoiled(fault: Exclude<CompleteFault, { action: "delay" }>, right: string, reset: () => void): Response {
  switch (fault.action) {
    case "status": {
      const { status, body = errorOfStatus(status).body, retryAfter, location } = fault;
      const headers = {
        ...(retryAfter === undefined ? {} : { "Retry-After": String(retryAfter) }),
        ...(location === undefined ? {} : { Location: location }),
      };
      return typeof body === "string" ? page(status, body, headers) : answer(status, body, headers);
    }
    case "malformed":
      return malformed(right || '{"data":[{"type":"number"}]}');
    case "reset":
      reset();
      return RESPONSE_ALREADY_SENT;
    case "hang":
      return RESPONSE_ALREADY_SENT;
  }
}
