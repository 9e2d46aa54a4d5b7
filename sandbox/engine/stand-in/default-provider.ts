import { type Goal, plainGoal } from "./goal";
import type { Properties } from "./provider-process";
import type { StackConfig } from "./stack-config";
import type { Resource } from "./state";
import { DYNAMIC, isProviderType, makeUrn, packageOf, type StackName } from "./urn";
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

/**
 * The version of a package's plugin that a program without an opinion gets, as in Pulumi: the newest in the state.
 * Pulumi asks the language host first, which for a program in Node.js knows of packages that say that they have a plugin.
 */
export function versionInState(resources: Resource[], pkg: string): string {
  const versions = resources.flatMap(({ type, inputs: { version } }) =>
    isProviderType(type) && packageOf(type) === pkg && typeof version === "string" ? [version] : [],
  );
  return versions.sort((one, other) => one.localeCompare(other, "en", { numeric: true })).at(-1) ?? "";
}

/** A package's own settings by name; for dynamic resources, all there are by full key. */
function packageConfig(config: StackConfig, pkg: string): Properties {
  const prefix = pkg === DYNAMIC ? "" : `${pkg}:`;
  const own = [...config].filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(
    own.map(([key, { value, secret: hide }]) => [key.slice(prefix.length), hide ? secret(value) : value]),
  );
}
