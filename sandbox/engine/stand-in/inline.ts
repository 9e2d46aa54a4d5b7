import type { Client } from "@grpc/grpc-js";
import { runtime } from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { describe, guarded } from "../inline-program";
import type { Deployment } from "./deployment";
import type { Run } from "./run";

// Not in the SDK's type declarations: it keeps all that belongs to one program in a store of its own.
const { withLocalStorage } = require("@pulumi/pulumi/runtime/state") as {
  withLocalStorage<T>(callback: () => Promise<T>): Promise<T>;
};

/**
 * With 1 the SDK puts all registrations of this process in one queue, which a failed one blocks for good. How many
 * steps run at once is for the engine to see to.
 */
const UNSERIALIZED = 2;

/** Runs a program in this process, as the SDK's Automation API does; others may run at the same time. Tells how it failed. */
export async function runInline(
  program: PulumiFn,
  run: Run,
  deployment: Deployment,
  address: string,
): Promise<string | undefined> {
  let hangUp = () => {};
  const ended = withLocalStorage(async () => {
    const { project, stack } = run.stack;
    runtime.resetOptions(project, stack, UNSERIALIZED, address, address, run.dryRun, "organization");
    const config = [...run.config];
    const secretKeys = config.filter(([, { secret }]) => secret).map(([key]) => key);
    runtime.setAllConfig(Object.fromEntries(config.map(([key, { value }]) => [key, value])), secretKeys);
    const clients = [runtime.getMonitor(), runtime.getEngine()] as unknown as Client[];
    hangUp = () => {
      for (const client of clients) client.close();
    };
    try {
      await runtime.runInPulumiStack(guarded(program));
      await runtime.disconnect(true);
      return undefined;
    } catch (error) {
      return describe(error);
    }
  });
  // After a failure the program waits for answers that will not come.
  const abandoned = deployment.stopped.then(() => deployment.settled()).then(() => undefined);
  return Promise.race([ended, abandoned]).finally(hangUp);
}
