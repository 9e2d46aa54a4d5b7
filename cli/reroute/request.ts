import { printable } from "../../provider/client";
import type { TargetInputs } from "../../provider/resources/inbound-route/target";
import { UsageError } from "../exit";
import { readNumbers } from "./numbers";

/** The options of `reroute`, as they are typed. */
export interface Options {
  stack?: string;
  json?: true;
  yes?: true;
  from?: string;
  to?: string;
  numbers?: string;
  route?: string;
  host?: string;
  uri?: string;
  number?: string;
  undo?: string;
  undoFile?: string;
}

/** What is asked for: numbers move to another route, a route leads elsewhere, or either is put back. */
export type Request =
  | { readonly kind: "move"; readonly from: string; readonly to: string; readonly numbers?: readonly string[] }
  | { readonly kind: "edit"; readonly route: string; readonly target: TargetInputs }
  | { readonly kind: "undo"; readonly file: string };

/** The options of each kind, the one that stands for it first. */
const kinds = {
  move: ["from", "to", "numbers"],
  edit: ["route", "host", "uri", "number"],
  undo: ["undo"],
} as const satisfies Record<Request["kind"], readonly (keyof Options)[]>;

/**
 * What the options ask for. Nothing was requested yet when it is wrong.
 * @throws UsageError
 */
export function requestOf(options: Options, cwd: string): Request {
  const given = (kind: Request["kind"]) => kinds[kind].filter((name) => options[name] !== undefined);
  const [kind, other] = (["move", "edit", "undo"] as const).filter((it) => given(it).length > 0);
  if (kind === undefined)
    throw new UsageError(
      "Say what to move: --from and --to, or --route with one of --host, --uri and --number, or --undo with a file.",
    );
  if (other !== undefined) throw new UsageError(`--${given(kind)[0]} and --${given(other)[0]} do not go together.`);
  if (kind === "move") return moveOf(options, cwd);
  if (kind === "edit") return editOf(options);
  if (options.undoFile !== undefined)
    throw new UsageError("--undo and --undo-file do not go together: the way back needs no file of its own.");
  return { kind, file: options.undo as string };
}

function moveOf({ from, to, numbers }: Options, cwd: string): Request {
  if (from === undefined) throw new UsageError("--from is missing: the route that the calls take now.");
  if (to === undefined) throw new UsageError("--to is missing: the route that the calls are moved to.");
  return { kind: "move", from, to, ...(numbers !== undefined && { numbers: readNumbers(numbers, cwd) }) };
}

function editOf({ route, host, uri, number }: Options): Request {
  if (route === undefined) throw new UsageError("--route is missing: the route that leads elsewhere from now on.");
  const given = Object.entries({ host, uri, number }).filter(([, text]) => text !== undefined);
  if (given.length !== 1) throw new UsageError("--route needs one of --host, --uri and --number, and no other.");
  if (given.some(([, text]) => /;weight=/i.test(text ?? "")))
    throw new UsageError(`--${given[0]?.[0]} must not end in a weight: the route keeps the weight that it has.`);
  // Loaded where it is needed, because it needs zod.
  const { validateInboundRoute } =
    require("../../provider/resources/inbound-route/inputs") as typeof import("../../provider/resources/inbound-route/inputs");
  // The route keeps its alias, which a person may have chosen in the portal as no program could.
  const { values, failures } = validateInboundRoute({ alias: "alias", ...Object.fromEntries(given) });
  const [failure] = failures;
  if (failure) throw new UsageError(`--${failure.property} ${printable(failure.reason)}.`);
  const { alias: _, ...target } = values;
  return { kind: "edit", route, target: target as TargetInputs };
}
