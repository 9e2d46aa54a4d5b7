import type { Deployment } from "./driver";
import type { Properties } from "./stand-in/provider-process";
import { mapSecrets } from "./stand-in/values";

/** The outputs of a stack whose state was exported with its secrets in the open, as plain values. */
export function stackOutputs(state: Deployment): Properties {
  const stack = state.resources.find((resource) => resource.type === "pulumi:pulumi:Stack");
  return mapSecrets(stack?.outputs ?? {}, (secret) => JSON.parse(String(secret.plaintext))) as Properties;
}
