import { setImmediate } from "node:timers/promises";
import { runInThisContext } from "node:vm";
import { RunError } from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation";

// Not in the SDK's type declarations: what its own inline programs (Automation API) are run with.
const { getLocalStore } = require("@pulumi/pulumi/runtime/state") as { getLocalStore(): object | undefined };
const { waitForRPCs } = require("@pulumi/pulumi/runtime/settings") as { waitForRPCs(): Promise<void> };

/** Errors that nothing in a program handled, by the SDK's store for that program. */
const unhandled = new WeakMap<object, Set<unknown>>();
let listening = false;

/**
 * The program with a result that tells of every error. In the SDK a resource that cannot be registered, or an `apply`
 * that throws, is a promise that rejects without anybody to handle it: in a process of its own that fails the program,
 * in this one it would end the host, or be blamed on whatever else runs here. The program ends when all it registered
 * has been answered, so that such an error comes before the engine hears that it may delete what was not declared.
 */
export function guarded(program: PulumiFn): PulumiFn {
  return async () => {
    const errors = collectUnhandled();
    const outputs = await program();
    await waitForRPCs();
    await setImmediate();
    if (errors.size > 0) throw new RunError([...errors].map(describe).join("\n"));
    return outputs;
  };
}

/** What to tell of an error of a program: where it was thrown too, unless it is one for users. */
export function describe(error: unknown): string {
  if (RunError.isInstance(error) || !(error instanceof Error))
    return (error as Error | undefined)?.message ?? `${error}`;
  return error.stack ?? error.message;
}

/** Those errors of the program that runs here that nothing handles; they are no longer the host's to handle. */
function collectUnhandled(): Set<unknown> {
  const errors = new Set<unknown>();
  unhandled.set(getLocalStore() ?? {}, errors);
  if (listening) return errors;
  listening = true;
  // Jest shows tests an imitation of `process`, which gets no rejections.
  const host: NodeJS.Process = runInThisContext("process");
  host.on("unhandledRejection", (error, promise) => {
    // The listener runs in the context that the promise was made in, that is, with its program's store.
    const program = unhandled.get(getLocalStore() ?? {});
    if (program) {
      program.add(error);
      promise.catch(() => {});
    } else if (host.listenerCount("unhandledRejection") === 1) {
      // Somebody else's: as if this listener were not there.
      throw error;
    }
  });
  return errors;
}
