/** How much a finding matters, the worst first. */
export const LEVELS = ["error", "warning", "info"] as const;

export type Level = (typeof LEVELS)[number];

/** A rule, as people read it. */
export interface Rule {
  readonly level: Level;
  /** What a finding says of its number, route or resource. */
  readonly means: string;
  /** What happens to a person who leaves it so. */
  readonly why: string;
  /** What to do about it. */
  readonly remedy: string;
  /** Whether it compares with the states of stacks, so that it finds nothing without them. */
  readonly needsStates?: true;
}

/** Every rule, by its id, in the order of reports. Ids stay as they are, because files of CI name them. */
export const rules = {
  "rings-nowhere": {
    level: "error",
    means: "The number has no primary route.",
    why: "Its calls reach nothing, and callers hear only that.",
    remedy: 'Give it a primary route with NumberRoutes or a NumberGroup; "0" is the SIP registration of the account.',
  },
  "failover-to-own-number": {
    level: "error",
    means: "A route of the number leads to a number of this account.",
    why: "Flowroute does not fail over to numbers of its own, so those calls are lost just when the route is needed.",
    remedy: "Let the route lead to a host, a SIP URI, or a number of another carrier.",
  },
  "in-two-stacks": {
    level: "error",
    means: "Two resources manage the same of one number, or the same route.",
    why: "Each undoes the other's work at its next update, and the deletion of one takes away what the other still needs.",
    remedy:
      "Keep one of them. Take the other out of its program, with onDelete as retain, or with pulumi state delete.",
    needsStates: true,
  },
  "only-in-a-stack": {
    level: "error",
    means: "A stack has a number or a route that the account does not have.",
    why: "It was released or deleted outside of Pulumi, or the keys are those of another account; no call reaches it.",
    remedy:
      "Check the keys. If they are right, run pulumi refresh on the stack, and read what it says before the next update.",
    needsStates: true,
  },
  "no-failover": {
    level: "warning",
    means: "The number has a primary route, and no other route to fail over to.",
    why: "When the primary does not answer, its calls are lost.",
    remedy: "Give it a failover route at another place.",
  },
  "in-no-stack": {
    level: "warning",
    means: "No stack that was given has the number.",
    why: "Changes of it by hand go unnoticed, and it is paid for without a line of a program that says what it is for.",
    remedy: "Declare it, which adopts it and writes nothing, or release it in the portal if nothing needs it.",
    needsStates: true,
  },
  "match-not-pinned": {
    level: "warning",
    means: "The number was chosen by match, and only the state of the stack says which it is.",
    why: "Without that state the program would buy another number and leave this one.",
    remedy:
      "Put the number into the program in place of match, with purchase as forbid, and change nothing else: nothing is written.",
    needsStates: true,
  },
  "not-protected": {
    level: "warning",
    means: "The resource of the number has no protect.",
    why: "One line lost from the program, or a destroy of the wrong stack, deletes it without a question.",
    remedy: "Add protect: true to the options of the resource.",
    needsStates: true,
  },
  "route-of-one-alias-twice": {
    level: "warning",
    means: "Several routes of the account have the same alias.",
    why: "A program that names a route by this alias is refused, and people in the portal edit the wrong one.",
    remedy: "Give one of them another alias, or name the route by its id.",
  },
  "unused-route": {
    level: "info",
    means: "No number uses the route.",
    why: "It costs nothing, but each makes the list longer in which people look for the right one.",
    remedy: "Delete it, unless it is kept for an emergency.",
  },
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof rules;

export const RULE_IDS = Object.keys(rules) as [RuleId, ...RuleId[]];

export function isRuleId(text: string): text is RuleId {
  return Object.hasOwn(rules, text);
}
