import { type Goal, plainGoal } from "./goal";
import type { Properties } from "./provider-process";
import type { StackConfig } from "./stack-config";
import { DYNAMIC, makeUrn, type StackName } from "./urn";
import { secret } from "./values";

/** The provider that manages the resources of a package for which the program names none. */
export function defaultProvider(stack: StackName, config: StackConfig, pkg: string, version: string): Goal {
  const name = version === "" ? "default" : `default_${version.replaceAll(/[.+-]/g, "_")}`;
  const inputs = withVersion(packageConfig(config, pkg), version);
  return plainGoal(makeUrn(stack, `pulumi:providers:${pkg}`, name), inputs);
}

/** A provider's inputs with the version of its plugin, as Pulumi keeps them. */
export function withVersion(inputs: Properties, version: string): Properties {
  return version === "" ? inputs : { ...inputs, version, __internal: {} };
}

/** A package's own settings by name; for dynamic resources, all there are by full key. */
function packageConfig(config: StackConfig, pkg: string): Properties {
  const prefix = pkg === DYNAMIC ? "" : `${pkg}:`;
  const own = [...config].filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(
    own.map(([key, { value, secret: hide }]) => [key.slice(prefix.length), hide ? secret(value) : value]),
  );
}
