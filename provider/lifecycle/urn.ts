/** The resource's name in a URN: `front-desk`. */
export function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + "::".length);
}

/** The beginning of a URN that all resources of its stack share: `urn:pulumi:prod::phones::`. */
export function stackOf(urn: string): string {
  const [stack, project] = urn.split("::");
  return `${stack}::${project}::`;
}
