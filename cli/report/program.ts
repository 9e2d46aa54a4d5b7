import type { ResourceKind } from "../../provider/resources/list";
import { ownProvider } from "../own-provider";
import { kindIn, type Preview, type State, type Step, stateAfter } from "./preview";
import { numberIn, numbersIn } from "./values";

/** What the program still has when the plan is done, as far as the preview shows: unchanged resources show with `--show-sames` alone. */
export interface Program {
  /** Numbers that it declares. */
  readonly numbers: ReadonlySet<string>;
  /** Numbers whose routes it declares. */
  readonly routed: ReadonlySet<string>;
  /** Numbers that it reads. */
  readonly read: ReadonlySet<string>;
  /** Aliases of the routes that it declares, each with its provider: see `aliasKey`. */
  readonly aliases: ReadonlySet<string>;
}

type Sets = { readonly [Name in keyof Program]: Set<string> };

const noted = {
  PhoneNumber: ({ numbers, read }, state, { op }) => note(op === "read" ? read : numbers, numberIn("", state)),
  NumberRoutes: ({ routed }, state) => note(routed, numberIn("", state)),
  InboundRoute({ aliases }, { inputs }, { provider }) {
    const key = aliasKey(provider, String(inputs.alias));
    if (key !== undefined) aliases.add(key);
  },
  NumberGroup({ numbers, routed }, state) {
    for (const number of numbersIn(state)?.all ?? []) {
      note(numbers, number);
      note(routed, number);
    }
  },
} satisfies Record<ResourceKind, (sets: Sets, state: State, step: Step) => void>;

export function programIn({ steps }: Preview): Program {
  const sets: Sets = { numbers: new Set(), routed: new Set(), read: new Set(), aliases: new Set() };
  for (const step of steps) {
    const kind = kindIn(step.urn, noted);
    const state = stateAfter(step);
    if (kind && state) noted[kind](sets, state, step);
  }
  return sets;
}

/**
 * An alias is a name on one account, and each provider instance may have its own; the default ones of both hosts have the stack's. Without a
 * provider there is no key: two routes of which that is not known may be on two accounts.
 */
export function aliasKey(provider: string | undefined, alias: string): string | undefined {
  return provider ? `${ownProvider(provider) === undefined ? "default" : provider} ${alias}` : undefined;
}

/** Whether a number that is a secret is that of another resource, a plan does not show. */
function note(numbers: Set<string>, number: string): void {
  if (/^\d+$/.test(number)) numbers.add(number);
}
