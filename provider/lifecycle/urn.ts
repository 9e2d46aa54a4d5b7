/** The resource's name in a URN: `front-desk`. A name may have any characters, colons too. */
export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** The resource's kind: `PhoneNumber`. */
export function kindOf(urn = ""): string | undefined {
  const [, , type = ""] = urn.split("::");
  return /flowroute:(?:index:)?(\w+)$/.exec(type)?.[1];
}

/** One text for a resource, whichever host it is on: a move to another must not change what is chosen for it. */
export function onAnyHost(urn: string): string {
  return urn.replaceAll("flowroute:index:", "pulumi-nodejs:dynamic/flowroute:");
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
