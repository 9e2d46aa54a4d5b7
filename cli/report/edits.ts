import { isDeepStrictEqual } from "node:util";
import { printable } from "../../provider/client";
import { isOnPlugin, typeIn } from "../../provider/lifecycle/urn";
import type { ResourceKind } from "../../provider/resources/list";
import { PROPERTIES } from "../../provider/resources/number-group/group";
import type { Told } from "./plan-lines";
import { kindIn, type Preview, resourceOf, SECRET, type State, type Step, stateAfter } from "./preview";
import type { Found } from "./schema";
import { numberIn, shown } from "./values";

/** What a report has to know of a kind to read its new and changed resources. */
interface Kind {
  /** Inputs of which the plan's own lines say what changes on the account. */
  readonly planned: readonly string[];
  /** What lines of the plan know a resource by; see `Told`. */
  readonly keys: (name: string, state: State) => readonly string[];
  /** What the report calls it. */
  readonly subject: (name: string, state: State) => string;
  /** What it means that the plan says nothing of a new resource; nothing where it always says something. */
  readonly inSilence?: (name: string, state: State, isBought: (number: string) => boolean) => Found;
}

const kinds: Record<ResourceKind, Kind> = {
  PhoneNumber: {
    planned: ["match"],
    keys: (name, state) => [numberIn(name, state), state.inputs.match === undefined ? "unknown" : "match"],
    subject: numberIn,
  },
  NumberRoutes: {
    planned: ["primaryRoute", "failoverRoute"],
    keys: (name, state) => [numberIn(name, state), name],
    subject: numberIn,
    inSilence(name, state, isBought) {
      const subject = numberIn(name, state);
      if (!isBought(subject)) return { adopted: [{ subject, kind: "NumberRoutes", numbers: 1, which: [subject] }] };
      const routes = ["primaryRoute", "failoverRoute"].filter((it) => state.inputs[it] !== undefined);
      return {
        changed: routes.map((property) => ({ subject, property, to: shown(state.inputs[property]) })),
      };
    },
  },
  InboundRoute: {
    planned: ["alias", "host", "uri", "number", "weight", "edgeStrategy"],
    keys: (name, { id, inputs }) => [id ?? name, String(inputs.alias), `the alias of ${name}`, name],
    subject: (name, { id, inputs }) => (id === undefined ? name : `${id} (${inputs.alias})`),
  },
  NumberGroup: { planned: ["numbers", ...PROPERTIES], keys: (name) => [name], subject: (name) => name },
};

/**
 * What the plan's new and changed resources mean beside what its lines say: attributes and settings, which the engine's own plan shows, and
 * resources of which no line speaks.
 */
export function editsIn({ steps }: Preview, told: readonly Told[], isComplete: boolean): Found[] {
  const about = new Set(
    told.flatMap((it) => [it.about, ...(it.alias === undefined ? [] : [`InboundRoute ${it.alias}`])]),
  );
  const bought = new Set(told.flatMap((it) => it.bought ?? []).map(({ number }) => number));
  return steps.flatMap((step): Found[] => {
    const kind = kindIn(step.urn, kinds);
    const state = stateAfter(step);
    if (!kind || !state) return [];
    const name = resourceOf(step);
    const { planned, keys, subject, inSilence } = kinds[kind];
    // Lines call a secret number by the first resource that has it.
    const isSecret = state.inputs.number === SECRET;
    const isTold =
      (isSecret && [...about].some((it) => it.startsWith(`${kind} the number of `))) ||
      keys(name, state).some((key) => about.has(`${kind} ${key}`));
    const untold = { unclear: [`${kind} ${name}: this preview does not show what becomes of it`] };
    if (step.op === "create") {
      if (isTold) return [];
      return [isComplete && inSilence ? inSilence(name, state, (number) => bought.has(number)) : untold];
    }
    if (step.op !== "update" && step.op !== "replace") return [];
    const changed = changesOf(step.old, state, isTold ? planned : []).map((it) => ({
      subject: subject(name, state),
      ...it,
    }));
    return [changed.length > 0 || isTold || (isComplete && onlyMoves(step, state)) ? { changed } : untold];
  });
}

/** Inputs that differ; of an attribute of the account, from what that has. */
function changesOf(old: State | undefined, { inputs }: State, planned: readonly string[]) {
  const before = old?.inputs ?? {};
  const names = new Set([...Object.keys(before), ...Object.keys(inputs)].filter((it) => !it.startsWith("__")));
  return [...names].flatMap((property) => {
    const [was, is] = [before[property], inputs[property]];
    const onAccount = old?.outputs[property];
    // What is no plain value, a group's numbers or a reference to a route, outputs have in another form.
    const differs = isPlain(is) && onAccount !== undefined && !isDeepStrictEqual(onAccount, is);
    if (planned.includes(property) || (isDeepStrictEqual(was, is) && !differs)) return [];
    return [{ property: printable(property), from: shown(differs ? onAccount : was), to: shown(is) }];
  });
}

/**
 * Whether all that shows of an update is that the plugin leaves the resource to the dynamic host, whose code the state then has. A secret
 * could have changed too.
 */
function onlyMoves({ urn, old }: Step, { inputs }: State): boolean {
  return isOnPlugin(old?.type ?? "") && !isOnPlugin(typeIn(urn)) && !Object.values(inputs).includes(SECRET);
}

function isPlain(value: unknown): boolean {
  return value !== undefined && typeof value !== "object";
}

/** The same with the value that the program declares, where the plan leaves it out because it may be a secret. Pulumi shows it unless it is. */
export function withWanted(told: readonly Told[], { steps }: Preview): Told[] {
  const wanted = new Map<string, State["inputs"]>();
  for (const step of steps) {
    const state = stateAfter(step);
    if (state && kindIn(step.urn, kinds) === "PhoneNumber") wanted.set(numberIn("", state), state.inputs);
  }
  return told.map((it) =>
    it.changed === undefined
      ? it
      : {
          ...it,
          changed: it.changed.map((change) => {
            const value = wanted.get(change.subject)?.[change.property];
            return value === undefined ? change : { ...change, to: shown(value) };
          }),
        },
  );
}
