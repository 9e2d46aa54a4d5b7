import { isDeepStrictEqual } from "node:util";
import type { Kept, Properties } from "../lifecycle/lifecycle";

/**
 * Says what was declared, beside the outputs: names of inputs whose values are those of the outputs of that name, or of those that
 * are no outputs else.
 */
interface Declared {
  readonly names: readonly string[];
  /** Not an input: the URN of the resource that a number was bought for. */
  readonly buyer?: string;
}

/**
 * What is kept as the properties of a state.
 *
 * Whether an input is a secret, a dynamic provider is not told; but the engine keeps an output secret that is named like a secret
 * input, also when a transformation made it one. So what was declared is kept under the inputs' own names, where it can be: where the
 * account says the same, or where the input is no output. The rest is in `declared`, which is always secret. For most resources there is
 * no rest, and a secret of each costs the engine a seventh of an `up`.
 * @param inputsOnly inputs of the kind that are no outputs
 */
export function pack({ outputs, declared }: Kept, inputsOnly: readonly string[]): Properties {
  if (declared === undefined) return outputs;
  const { buyer, ...inputs } = declared;
  const extra: Properties = {};
  const rest: Properties = {};
  for (const [name, value] of Object.entries(inputs)) {
    if (inputsOnly.includes(name)) extra[name] = value;
    else if (!isDeepStrictEqual(outputs[name], value)) rest[name] = value;
  }
  // In one order: what a refresh brings in another would pass for a change.
  const names = Object.keys(inputs)
    .filter((name) => !(name in rest))
    .sort();
  return {
    ...outputs,
    ...extra,
    ...(Object.keys(rest).length > 0 && { declared: rest }),
    __declared: { names, ...(buyer === undefined ? {} : { buyer }) },
  };
}

/** The same as earlier versions kept it: all that was declared is one secret. */
export function packAsBefore({ outputs, declared }: Kept): Properties {
  return declared === undefined ? outputs : { ...outputs, declared };
}

/** Whether a state is of an earlier version. A refresh leaves its form alone, because another form would pass for a change. */
export function isAsBefore(properties: Properties): boolean {
  return "declared" in properties && !("__declared" in properties);
}

/** What is kept, of the properties of a state. */
export function unpack(properties: Properties, inputsOnly: readonly string[]): Kept {
  const { __declared, declared, ...all } = properties;
  if (__declared === undefined)
    return declared === undefined ? { outputs: all } : { outputs: all, declared: declared as Properties };
  const { names, ...buyer } = wholeDeclared(__declared);
  const outputs = Object.fromEntries(Object.entries(all).filter(([name]) => !inputsOnly.includes(name)));
  const same = Object.fromEntries(names.map((name) => [name, all[name]]));
  return { outputs, declared: { ...same, ...(declared as Properties | undefined), ...buyer } };
}

/** @throws Error when somebody edited the state so that it does not say any more what was declared. */
function wholeDeclared(value: unknown): Declared {
  const { names } = (value ?? {}) as Partial<Declared>;
  if (Array.isArray(names) && names.every((name) => typeof name === "string")) return value as Declared;
  throw damaged();
}

/** A state that lacks what is in each that we write. */
export function damaged(how = "does not say what was declared"): Error {
  return new Error(
    `The state of this resource ${how}, as if somebody had edited it, so nothing was done. Restore the state from a ` +
      "backup, or take the resource out of it with `pulumi state delete`, which leaves the account as it is.",
  );
}
