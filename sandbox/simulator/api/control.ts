import { type Context, Hono } from "hono";
import type { Simulation } from "../simulation";
import type { Bindings } from "./paths";

/** What tests steer the simulator with. No credentials are asked for: it listens on this machine only. */
export function controlPaths(simulation: Simulation): Hono<Bindings> {
  const control = new Hono<Bindings>({ strict: false });

  control.get("/account", (c) => c.json(simulation.account));
  control.put("/account", (c) => change(c, (body) => simulation.replaceAccount(body)));

  control.get("/requests", (c) => c.json(simulation.requests.all()));
  control.delete("/requests", (c) => {
    simulation.requests.clear();
    return c.body(null, 204);
  });

  control.post("/faults", (c) => change(c, (body) => simulation.faults.add(body)));
  control.delete("/faults", (c) => {
    simulation.faults.clear();
    return c.body(null, 204);
  });

  control.get("/settings", (c) => c.json(simulation.settings));
  control.patch("/settings", (c) => change(c, (body) => simulation.configure(body)));

  control.all("*", (c) => c.json({ error: `There is no control path ${c.req.method} ${c.req.path}.` }, 404));
  return control;
}

/** Hands the JSON that was sent to `make`; what it objects to is answered as 400. */
async function change(c: Context, make: (body: unknown) => void): Promise<Response> {
  try {
    make(await c.req.json());
  } catch (error) {
    return c.json({ error: error instanceof Error ? error.message : String(error) }, 400);
  }
  return c.body(null, 204);
}
