import type { Deployment, Step, StepOp } from "../driver";
import type { Properties } from "./provider-process";
import { UNKNOWN } from "./signatures";
import type { Resource } from "./state";
import { nameOf, STACK_TYPE, typeOf } from "./urn";
import { isSecret, mapSecrets, same } from "./values";

export type Severity = "debug" | "info" | "warning" | "error";

const SIGNS: Partial<Record<StepOp, string>> = {
  create: "+ ",
  update: "~ ",
  replace: "+-",
  "create-replacement": "++",
  "delete-replaced": "--",
  delete: "- ",
  read: "> ",
  "read-replacement": ">>",
  refresh: "~ ",
  import: "= ",
  "import-replacement": "=>",
  discard: "< ",
  "discard-replaced": "<<",
  "remove-pending-replace": "~ ",
};

/** Not counted, as in Pulumi: the halves of a replacement (the whole is, as `replace`), and what happens in state only. */
const UNCOUNTED: StepOp[] = [
  "create-replacement",
  "read-replacement",
  "delete-replaced",
  "discard-replaced",
  "remove-pending-replace",
  "read",
  "import-replacement",
];

/** What a command tells its user, and its driver. */
export class Report {
  readonly steps: Step[] = [];
  readonly changes: Partial<Record<StepOp, number>> = {};
  /** What was said, by the URN of the resource that it is about; empty for the command as a whole. */
  readonly #diagnostics = new Map<string, string[]>();
  #failed = false;

  constructor(readonly print: (text: string) => void) {}

  /** False once the command has failed. */
  get ok(): boolean {
    return !this.#failed;
  }

  /** Whether anything was changed, or would be. */
  get hasChanges(): boolean {
    return Object.keys(this.changes).some((op) => op !== "same");
  }

  /** A step is done, or planned. `counted` is false for what a refresh does ahead of another command. */
  step(op: StepOp, resource: Resource, details: string[] = [], counted = true): void {
    const { urn } = resource;
    // No program asks for default providers, and the stack is not a resource of its own.
    if (/::pulumi:providers:[^:]*::default[^:]*$/.test(urn) || typeOf(urn) === STACK_TYPE) return;
    this.steps.push({ op, urn });
    if (counted && !UNCOUNTED.includes(op)) this.changes[op] = (this.changes[op] ?? 0) + 1;
    const sign = SIGNS[op];
    // A refresh ahead of another command has something to say only where it found a difference.
    if (sign === undefined || (op === "refresh" && details.length === 0)) return;
    const note = op === "delete" && resource.retainOnDelete ? " [retained]" : "";
    this.print(` ${sign} ${typeOf(urn)} ${nameOf(urn)}: ${op}${note}\n`);
    for (const detail of details) this.print(`      ${detail}\n`);
  }

  /** Tells an error that fails the command. */
  fail(message: string, urn?: string): void {
    this.#failed = true;
    this.log("error", message, urn);
  }

  /** Tells something; as in Pulumi, an error that a program merely logs does not fail the command. */
  log(severity: Severity, message: string, urn = ""): void {
    if (severity === "debug") return;
    const text = `${severity === "info" ? "" : `${severity}: `}${message.trimEnd()}\n`;
    const about = typeOf(urn) === STACK_TYPE ? "" : urn;
    if (severity === "info" && about === "") this.print(text);
    else this.#diagnostics.set(about, [...(this.#diagnostics.get(about) ?? []), text]);
  }

  /** What was said of each resource, the stack's outputs (after a preview there are none yet), and how many steps of each kind. */
  summary(state: Deployment | undefined): void {
    if (this.#diagnostics.size > 0)
      this.print(`Diagnostics:\n${[...this.#diagnostics].map(underHeading).join("\n")}\n`);
    const stack = state?.resources.find((resource) => resource.type === STACK_TYPE);
    const outputs = Object.entries(stack?.outputs ?? {}).map(([name, value]) => `    ${name}: ${show(value)}\n`);
    if (outputs.length > 0) this.print(`Outputs:\n${outputs.join("")}\n`);
    this.print("Resources:\n");
    const { same: unchanged = 0, ...changes } = this.changes;
    for (const [op, count] of Object.entries(changes))
      this.print(`    ${SIGNS[op as StepOp] ?? "  "} ${count} ${state ? past(op) : `to ${op}`}\n`);
    this.print(`       ${unchanged} unchanged\n`);
  }
}

/** What was said of one resource, below its type and name. */
function underHeading([urn, texts]: [string, string[]]): string {
  if (urn === "") return texts.map((text) => `  ${text}`).join("");
  return `  ${typeOf(urn)} (${nameOf(urn)}):\n${texts.map((text) => text.replaceAll(/^(?=.)/gm, "    ")).join("")}`;
}

function past(op: string): string {
  return op.endsWith("e") ? `${op}d` : `${op}ed`;
}

/** One line for each property that differs, old => new; those whose names begin with two underscores are not shown. */
export function differences(olds: Properties, news: Properties): string[] {
  return [...new Set([...Object.keys(olds), ...Object.keys(news)])].sort().flatMap((key) => {
    const [before, after] = [olds[key], news[key]];
    if (key.startsWith("__") || same(before, after)) return [];
    if (before === undefined) return [`+ ${key}: ${show(after)}`];
    if (after === undefined) return [`- ${key}: ${show(before)}`];
    return [`~ ${key}: ${show(before)} => ${show(after)}`];
  });
}

function show(value: unknown): string {
  if (isSecret(value)) return "[secret]";
  if (value === UNKNOWN) return "[unknown]";
  return JSON.stringify(mapSecrets(value, () => "[secret]")).replaceAll(UNKNOWN, "[unknown]");
}
