import { ownProvider } from "../own-provider";
import { givenUp, type Leaving } from "./given-up";
import { kindIn, type Preview, resourceOf, type State, type Step } from "./preview";
import { programIn } from "./program";
import type { Found } from "./schema";

/** What the plan's deletions, and the deleting halves of its replacements, do to the account. */
export function deletionsIn(preview: Preview): Found[] {
  const program = programIn(preview);
  return preview.steps.flatMap((step): Found[] => {
    const kind = kindIn(step.urn, givenUp);
    const { old: state, provider } = step;
    const isReplaced = step.op === "replace";
    if (!kind || !state || !(isReplaced || step.op === "delete" || step.op === "delete-replaced")) return [];
    const name = resourceOf(step);
    return [givenUp[kind]({ name, state, rule: ruleOf(step, state, preview), isReplaced, provider, program })];
  });
}

function ruleOf(step: Step, state: State, preview: Preview): Leaving["rule"] {
  // Pulumi's own option: the provider is never asked to delete it.
  if (state.retainOnDelete) return "retain";
  const settings = settingsOf(step, preview);
  const rule = declaredIn(state, settings);
  const next = step.op === "replace" && step.new ? declaredIn(step.new, settings) : rule;
  // A resource that is replaced, and retained by what the program says now, is retained.
  return next === "retain" || next === "by kind" ? next : rule;
}

type Settings = Readonly<Record<string, unknown>> | undefined;

function declaredIn({ inputs, outputs }: State, settings: Settings): Leaving["rule"] {
  const declared = inputs.onDelete ?? outputs.onDelete;
  if (declared === "retain") return "retain";
  if (declared === "release" || declared === "detach" || declared === "remove") return "remove";
  if (declared !== undefined || settings === undefined) return "unknown";
  // The plugin's provider has its settings without the name of the package.
  const setting = settings["flowroute:onDelete"] ?? settings.onDelete ?? "";
  const rule = typeof setting === "string" ? setting.trim() : setting;
  // Empty means that the setting was cleared. What is no rule is a secret, or not known yet, and may be "remove".
  if (rule === "") return "by kind";
  return rule === "remove" || rule === "retain" ? rule : "unknown";
}

/** The stack's settings; those of a resource's own provider instance, which the stack's do not reach; nothing where that does not show. */
function settingsOf({ provider }: Step, { config, steps }: Preview): Settings {
  const urn = ownProvider(provider);
  if (urn === undefined) return config;
  const instance = steps.find((step) => step.urn === urn);
  return (instance?.new ?? instance?.old)?.inputs;
}
