import * as pulumi from "@pulumi/pulumi";
import { refusal } from "../lifecycle/input-failure";
import { Provider } from "./provider";
import { isSecret } from "./settled-inputs";

const keys = ["flowroute:accessKey", "flowroute:secretKey"];

/**
 * Why resources cannot use a provider instance: its keys are no secrets, so the state has them in clear. `Provider` makes them secret by
 * itself, so this is about one that a program writes by hand and names in a resource's options.
 */
export function keysInClear(provider: pulumi.ProviderResource | undefined): Promise<string | undefined> | undefined {
  if (provider === undefined || provider instanceof Provider) return undefined;
  // The SDK makes an output of every input of a resource.
  const given = keys.map((key) => (provider as unknown as Record<string, unknown>)[key]);
  const outputs = given.filter((it) => pulumi.Output.isInstance(it));
  if (outputs.length === 0) return undefined;
  return Promise.all(outputs.map(isSecretOrUnknown)).then((secret) =>
    secret.every(Boolean)
      ? undefined
      : refusal(
          "the keys of its provider are not secrets, so the stack's state and its backups hold them in clear. Use the class Provider of " +
            "pulumi-flowroute, which makes them secret. Then make new keys in Flowroute's Manage portal and delete the old ones",
        ),
  );
}

/** A key that a preview does not know yet is judged by the `up`. */
async function isSecretOrUnknown(output: unknown): Promise<boolean> {
  return !(await (output as { isKnown: Promise<boolean> }).isKnown) || isSecret(output);
}
