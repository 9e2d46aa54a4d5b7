import type { ResourceKind } from "../../provider/resources/list";
import type { State } from "./preview";
import { aliasKey, type Program } from "./program";
import type { Found } from "./schema";
import { hasRoutes, numberIn, numbersIn } from "./values";

/** A resource that the plan deletes, or replaces by one that may stand for something else. */
export interface Leaving {
  readonly name: string;
  readonly state: State;
  /** What its deletion does: what it declares, else what the stack or its provider says. */
  readonly rule: "retain" | "remove" | "by kind" | "unknown";
  readonly isReplaced: boolean;
  /** Reference of its provider instance. */
  readonly provider: string | undefined;
  readonly program: Program;
}

const DECLARED = "the program still declares it";
const BY_RULE = "deleting the resource gives nothing up";

/**
 * What the deletion of a resource does to the account, by kind, as far as a plan shows it: a provider is not asked before it is done. Where
 * the plan does not show that something stays, it is listed as given up, because the other mistake would be the worse.
 */
export const givenUp = {
  PhoneNumber({ name, state, rule, program }) {
    const number = numberIn(name, state);
    const stays = (why: string) => left("PhoneNumber", name, number, why);
    if (program.numbers.has(number)) return stays(DECLARED);
    if (rule === "retain" || rule === "by kind") return stays(BY_RULE);
    if (program.read.has(number)) return stays("the program still reads it");
    if (program.routed.has(number)) return stays("the program still says where its calls go");
    if (rule === "unknown") return unclear(`${number} (PhoneNumber ${name}) is released`);
    return { released: [{ number, resource: name }] };
  },

  NumberRoutes({ name, state, rule, program }) {
    const number = numberIn(name, state);
    const stays = (why: string) => left("NumberRoutes", name, number, why);
    if (program.routed.has(number)) return stays(DECLARED);
    if (rule === "retain" || rule === "by kind" || !hasRoutes(state.inputs)) return stays(BY_RULE);
    if (program.read.has(number)) return stays("the program still reads the number");
    if (rule === "unknown") return unclear(`${number} (NumberRoutes ${name}) loses its routes`);
    return { detached: [{ resource: name, numbers: 1, which: [number] }] };
  },

  InboundRoute({ name, state, rule, provider, program }) {
    const { id: route = "", inputs, outputs } = state;
    const alias = String(outputs.alias ?? inputs.alias);
    const stays = (why: string) => left("InboundRoute", name, `${route} (${alias})`, why);
    const key = aliasKey(provider, alias);
    if (key !== undefined && program.aliases.has(key)) return stays(DECLARED);
    if (rule === "retain") return stays(BY_RULE);
    const isOurs = outputs.created === true;
    if (rule === "unknown" && !isOurs) return unclear(`route ${route} (InboundRoute ${name}) is deleted`);
    if (rule !== "remove" && !isOurs) return stays("the resource adopted it and did not make it");
    return { routesDeleted: [{ route, alias, resource: name }] };
  },

  NumberGroup({ name, state, rule, isReplaced, program }) {
    // What of a replaced group is given up, the plan's own lines say.
    if (isReplaced) return {};
    const numbers = numbersIn(state);
    const stays = (why: string) => left("NumberGroup", name, "its numbers", why);
    if (rule === "retain" || rule === "by kind" || numbers?.routed.length === 0) return stays(BY_RULE);
    if (rule === "unknown" || numbers === undefined)
      return unclear(`the numbers of NumberGroup ${name} lose their routes`);
    const lose = numbers.routed.filter(
      (it) => !Object.values(program).some((those: ReadonlySet<string>) => those.has(it)),
    );
    if (lose.length === 0) return stays(DECLARED);
    return { detached: [{ resource: name, numbers: lose.length, which: lose.slice(0, 10) }] };
  },
} satisfies Record<ResourceKind, (leaving: Leaving) => Found>;

function left(kind: ResourceKind, resource: string, subject: string, why: string): Found {
  return { left: [{ kind, subject, resource, why }] };
}

/** What deleting does may be a secret, or not known yet; and the settings of a provider instance show only where its own step does. */
function unclear(what: string): Found {
  return {
    unclear: [
      `cannot tell whether ${what}: its onDelete, or its provider's or the stack's, does not show in this preview. Add --show-sames to see ` +
        "a provider's, unless it is a secret or not known yet",
    ],
  };
}
