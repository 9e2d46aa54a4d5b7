import { descriptionOf, examplesOf } from "./docs";
import { publishedAs, type Source } from "./source";
import type { ObjectSpec, SchemaTypes } from "./types";

interface ProviderSpec {
  description: string;
  inputProperties: ObjectSpec["properties"];
  requiredInputs?: readonly string[] | undefined;
}

/** The plugin knows the stack's settings, also as a provider of another account; the class of this package that has no plugin does not. */
const fromStack =
  "Where it says nothing, the stack's own `purchases`, `maxSetupCost`, `maxMonthlyCost`, `maxSpend` and `maxReleases` count; keys, " +
  "`baseUrl` and `onDelete` are its own. The keys are secrets of the state, however they are given.";

/** The keys of an account. */
const SECRET = ["accessKey", "secretKey"];

/**
 * The provider's own inputs. None has an environment variable for a default: a key from the stack's configuration and the other from the
 * environment would be a pair of two accounts. The plugin takes both from one place.
 */
export function providerOf(source: Source, types: SchemaTypes): ProviderSpec {
  const { checker } = source;
  const symbol = publishedAs(source, "Provider");
  const [what] = descriptionOf(symbol, checker).split("\n\n");
  const { properties, required } = types.objectOf(checker.getDeclaredTypeOfSymbol(publishedAs(source, "ProviderArgs")));
  const inputs = Object.entries(properties).map(([name, spec]) =>
    SECRET.includes(name) ? ([name, { ...spec, secret: true as const }] as const) : ([name, spec] as const),
  );
  return {
    description: `${what}\n\n${fromStack}${examplesOf(symbol, checker)}`,
    inputProperties: Object.fromEntries(inputs),
    requiredInputs: required,
  };
}

/** The settings of a stack. None is required: the keys may be in the environment. */
export function configOf({ inputProperties }: ProviderSpec): { variables: ObjectSpec["properties"] } {
  return { variables: inputProperties };
}
