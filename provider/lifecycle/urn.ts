/** What the types of our kinds begin with on each host, for good. */
export const TYPES = { dynamic: "pulumi-nodejs:dynamic/flowroute:", plugin: "flowroute:index:" } as const;

/** The kind of a type of ours, whichever host it is of, and also a kind of a version to come; nothing for the types of others. */
export function kindOfType(type: string): string | undefined {
  const ours = Object.values(TYPES).find((it) => type.startsWith(it));
  const kind = ours && type.slice(ours.length);
  return kind && /^\w+$/.test(kind) ? kind : undefined;
}

/** Whether a type is one of the plugin's. */
export function isOnPlugin(type: string): boolean {
  return type.startsWith(TYPES.plugin);
}

/** The type in a URN, without those of its parents: `pulumi-nodejs:dynamic/flowroute:PhoneNumber`. */
export function typeIn(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

/** The resource's name in a URN: `front-desk`. A name may have any characters, colons too. */
export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** The resource's kind: `PhoneNumber`. */
export function kindOf(urn = ""): string | undefined {
  return kindOfType(typeIn(urn));
}

/** One text for a resource, whichever host it is on: a move to another must not change what is chosen for it. */
export function onAnyHost(urn: string): string {
  return urn.replaceAll(TYPES.plugin, TYPES.dynamic);
}

/** The beginning of a URN that all resources of its stack share: `urn:pulumi:prod::phones::`. */
export function stackOf(urn: string): string {
  const [stack, project] = urn.split("::");
  return `${stack}::${project}::`;
}

/** What is wrong with two resources, known by URN, that stand for one thing. */
export function declaredTwice(kind: string, property: string, value: string, ...urns: (string | undefined)[]): string {
  const [one = "", other = ""] = urns.map((urn = "") => nameOf(urn));
  const [kindOfOne = kind, kindOfOther = kind] = urns.map((urn) => kindOf(urn) ?? kind);
  if (kindOfOne === kindOfOther) return namedTwice(kind, property, value, one, other);
  return `${kindOfOne} "${one}" and ${kindOfOther} "${other}" both declare the ${property} ${value}. Keep it in one of them.`;
}

/** The same of two that are known by name. */
export function namedTwice(kind: string, property: string, value: string, one: string, other: string): string {
  return `Two ${kind} resources, "${one}" and "${other}", declare the ${property} ${value}. Keep one of them.`;
}
