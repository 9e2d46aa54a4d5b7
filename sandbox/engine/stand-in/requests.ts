import type { ReadResourceRequest, RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";
import { withVersion } from "./default-provider";
import { type Goal, plainGoal } from "./goal";
import type { Run } from "./run";
import { isProviderType, makeUrn, packageOf, STACK_TYPE } from "./urn";

/** What a registration asks for that the stand-in does not do. */
export function* beyond(request: RegisterResourceRequest): Generator<string> {
  const [type, name] = [request.getType(), request.getName()];
  if (request.getRemote()) yield `remote components (${name} of type ${type})`;
  if (request.getCustom() && isBuiltIn(type)) yield `resources of the engine itself (${name} of type ${type})`;
  if (request.getPlugindownloadurl()) yield `the option pluginDownloadURL (${name})`;
  if (request.getPackageref()) yield `parameterized packages (${name})`;
  if (request.getReplaceonchangesList().length > 0) yield `the option replaceOnChanges (${name})`;
  if (request.hasReplacementTrigger()) yield `the option replacementTrigger (${name})`;
  if (request.getReplaceWithList().length > 0) yield `the option replaceWith (${name})`;
  if (request.getDeletedwith()) yield `the option deletedWith (${name})`;
  if (request.getTransformsList().length > 0) yield `the option transforms (${name})`;
  if (request.getHidediffsList().length > 0) yield `the option hideDiffs (${name})`;
  if (request.getEnvvarmappingsMap().getLength() > 0) yield `the option envVarMappings (${name})`;
  if (request.getStateMigrationsList().length > 0) yield `the option stateMigrations (${name})`;
}

/** Stack references and the like, which no plugin provides. */
export function isBuiltIn(token: string): boolean {
  return packageOf(token) === "pulumi";
}

export function goalOf(run: Run, request: RegisterResourceRequest): Goal {
  const [type, name] = [request.getType(), request.getName()];
  const parent = request.getParent() || (type === STACK_TYPE ? "" : rootUrn(run));
  const inputs = request.getObject()?.toJavaScript() ?? {};
  const propertyDependencies: Record<string, string[]> = {};
  request.getPropertydependenciesMap().forEach((urns, key) => {
    propertyDependencies[key] = urns.getUrnsList();
  });
  return {
    urn: makeUrn(run.stack, type, name, parent),
    type,
    name,
    custom: request.getCustom(),
    parent,
    inputs: isProviderType(type) ? withVersion(inputs, request.getVersion() || run.versionOf(packageOf(type))) : inputs,
    dependencies: request.getDependenciesList(),
    propertyDependencies,
    provider: isProviderType(type) ? "" : request.getProvider(),
    version: request.getVersion(),
    importID: request.getImportid(),
    protect: request.getProtect() ?? false,
    retainOnDelete: request.getRetainondelete() ?? false,
    deleteBeforeReplace: request.getDeletebeforereplacedefined() ? request.getDeletebeforereplace() : undefined,
    ignoreChanges: request.getIgnorechangesList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    aliases: request.getAliasesList().map((alias) => {
      const spec = alias.getSpec();
      if (!spec) return alias.getUrn();
      return {
        name: spec.getName(),
        type: spec.getType(),
        stack: spec.getStack(),
        project: spec.getProject(),
        parent: spec.getParenturn(),
        noParent: spec.getNoparent(),
      };
    }),
  };
}

export function readGoalOf(run: Run, request: ReadResourceRequest): Goal {
  const [type, name] = [request.getType(), request.getName()];
  const parent = request.getParent() || rootUrn(run);
  return {
    ...plainGoal(makeUrn(run.stack, type, name, parent), request.getProperties()?.toJavaScript() ?? {}),
    parent,
    dependencies: request.getDependenciesList(),
    provider: request.getProvider(),
    version: request.getVersion(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
  };
}

function rootUrn({ stack }: Run): string {
  return makeUrn(stack, STACK_TYPE, `${stack.project}-${stack.stack}`);
}
