/** The type of a stack's own resource, root of all others. */
export const STACK_TYPE = "pulumi:pulumi:Stack";

/** The package whose resources are dynamic ones. */
export const DYNAMIC = "pulumi-nodejs";

/** Identity of a stack within URNs. */
export interface StackName {
  stack: string;
  project: string;
}

/** The URN of a resource; types of parents are part of it, except the stack's. */
export function makeUrn({ stack, project }: StackName, type: string, name: string, parent?: string): string {
  const parentType = parent ? qualifiedType(parent) : STACK_TYPE;
  return `urn:pulumi:${stack}::${project}::${parentType === STACK_TYPE ? "" : `${parentType}$`}${type}::${name}`;
}

/** The resource's type with those of its parents, as `parent$type`. */
export function qualifiedType(urn: string): string {
  return urn.split("::")[2] ?? "";
}

/** The resource's own type. */
export function typeOf(urn: string): string {
  return qualifiedType(urn).split("$").at(-1) ?? "";
}

/** The resource's name; it may itself contain `::`. */
export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** True for types of providers, such as `pulumi:providers:pulumi-nodejs`. */
export function isProviderType(type: string): boolean {
  return type.startsWith("pulumi:providers:");
}

/** The package that a type or a function belongs to; for the type of a provider, the one it provides. */
export function packageOf(token: string): string {
  const [first = "", , provided = ""] = token.split(":");
  return isProviderType(token) ? provided : first;
}

/** The URN in a provider reference (`<urn>::<id>`). */
export function providerUrn(reference: string): string {
  return reference.slice(0, reference.lastIndexOf("::"));
}
