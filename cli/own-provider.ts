/**
 * The provider of its own that a resource has, by the reference that states and previews keep: a URN, `::`, and an id. Nothing where it has
 * the default one, whose account is that of the stack's settings; each host and each version of the plugin has a default one.
 */
export function ownProvider(reference = ""): string | undefined {
  const urn = reference.slice(0, Math.max(0, reference.lastIndexOf("::")));
  return urn === "" || /::default(_.*)?$/s.test(urn) ? undefined : urn;
}
