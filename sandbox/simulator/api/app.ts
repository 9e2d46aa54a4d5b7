import { Hono } from "hono";
import type { Simulation } from "../simulation";
import { answer } from "./answer";
import { controlPaths } from "./control";
import { ApiError, errorOfStatus, notServed } from "./errors";
import { faultInjection } from "./fault-injection";
import { apiPaths, type Bindings } from "./paths";
import { authentication, latency, logging, provisioning, rateLimiting } from "./surroundings";

/** Everything the simulator answers: the control paths, and Flowroute on all others. */
export function simulatorApp(simulation: Simulation): Hono<Bindings> {
  const flowroute = new Hono<Bindings>({ strict: false });
  for (const surrounding of [logging, latency, rateLimiting, authentication, provisioning, faultInjection])
    flowroute.use(surrounding(simulation));
  flowroute.route("/v2", apiPaths(simulation));
  flowroute.all("*", () => {
    throw notServed();
  });
  flowroute.onError((error) => {
    if (error instanceof ApiError) return answer(error.status, error.body, error.headers);
    console.error(error);
    return answer(500, errorOfStatus(500).body);
  });
  return new Hono<Bindings>({ strict: false }).route("/_simulator", controlPaths(simulation)).route("/", flowroute);
}
