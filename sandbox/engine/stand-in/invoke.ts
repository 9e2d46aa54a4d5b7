import type { CheckFailure, Properties, Provider } from "./provider-process";
import { hasSecret, isSecret, knownPart, plain, secret } from "./values";

/** What came of a function: its result, or what is wrong with its arguments. */
export interface Invoked {
  result: Properties;
  failures: CheckFailure[];
}

/**
 * Calls a function of a provider. In a preview it gets those of its arguments that are known; a provider whose configuration
 * is not known gives nothing.
 */
export async function invoke(
  provider: Provider | undefined,
  tok: string,
  args: Properties,
  preview: boolean,
): Promise<Invoked> {
  if (!provider) return { result: {}, failures: [] };
  if (!provider.invoke) throw new Error(`the provider of ${tok} has no functions`);
  const known = plain(knownPart(args) as Properties, provider.abilities);
  const { result, failures } = await provider.invoke({ tok, args: known, preview }).catch((error: Error) => {
    throw new Error(`invocation of ${tok} returned an error: ${error.message}`);
  });
  // A provider that sees no secrets cannot say which part of its result comes of one.
  if (provider.abilities?.secrets || !hasSecret(args)) return { result, failures };
  const hide = (value: unknown) => (isSecret(value) ? value : secret(value));
  return { result: Object.fromEntries(Object.entries(result).map(([key, value]) => [key, hide(value)])), failures };
}
