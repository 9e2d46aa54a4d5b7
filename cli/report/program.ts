import type { ResourceKind } from "../../provider/resources/list";
import { kindIn, type Preview, type State, stateAfter } from "./preview";
import { numberIn, numbersIn } from "./values";

/** What the program still has when the plan is done, as far as the preview shows: unchanged resources show with `--show-sames` alone. */
export interface Program {
  /** Numbers that it declares. */
  readonly numbers: ReadonlySet<string>;
  /** Numbers whose routes it declares. */
  readonly routed: ReadonlySet<string>;
  /** Numbers that it reads. */
  readonly read: ReadonlySet<string>;
  /** Aliases of the routes that it declares. */
  readonly aliases: ReadonlySet<string>;
}

type Sets = { readonly [Name in keyof Program]: Set<string> };

const noted = {
  PhoneNumber: ({ numbers, read }, state, op) => note(op === "read" ? read : numbers, numberIn("", state)),
  NumberRoutes: ({ routed }, state) => note(routed, numberIn("", state)),
  InboundRoute: ({ aliases }, { inputs }) => void aliases.add(String(inputs.alias)),
  NumberGroup({ numbers, routed }, state) {
    for (const number of numbersIn(state)?.all ?? []) {
      note(numbers, number);
      note(routed, number);
    }
  },
} satisfies Record<ResourceKind, (sets: Sets, state: State, op: string) => void>;

export function programIn({ steps }: Preview): Program {
  const sets: Sets = { numbers: new Set(), routed: new Set(), read: new Set(), aliases: new Set() };
  for (const step of steps) {
    const kind = kindIn(step.urn, noted);
    const state = stateAfter(step);
    if (kind && state) noted[kind](sets, state, step.op);
  }
  return sets;
}

/** Whether a number that is a secret is that of another resource, a plan does not show. */
function note(numbers: Set<string>, number: string): void {
  if (/^\d+$/.test(number)) numbers.add(number);
}
