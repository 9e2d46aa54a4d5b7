import { stripVTControlCharacters } from "node:util";
import { z } from "zod";
import { printable } from "../../provider/client";
import type { Properties } from "../../provider/lifecycle/lifecycle";
import { kindOf, nameOf, typeIn } from "../../provider/lifecycle/urn";
import type { ResourceKind } from "../../provider/resources/list";
import { UsageError } from "../exit";

const properties = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((it): Properties => it ?? {});
const stateSchema = z.object({
  // A stream of events has an empty one where there is none yet.
  id: z
    .string()
    .optional()
    .transform((id) => id || undefined),
  inputs: properties,
  outputs: properties,
  type: z.string().optional(),
  retainOnDelete: z.boolean().optional(),
});
const diagnosticSchema = z.object({
  urn: z.string().optional(),
  message: z.string().transform((text) => stripVTControlCharacters(text).trim()),
  severity: z.string(),
});
const counts = z.record(z.string(), z.int()).nullish();
const config = z.record(z.string(), z.string()).nullish();
const about = { op: z.string(), urn: z.string(), provider: z.string().optional() };
const state = stateSchema.nullish().transform((it) => it ?? undefined);

/** What `pulumi preview --json` prints, as far as a report needs it. */
const digestSchema = z.object({
  config,
  steps: z.array(z.object({ ...about, oldState: state, newState: state })).nullish(),
  diagnostics: z.array(diagnosticSchema).nullish(),
  changeSummary: counts,
});

/** An event of what it prints with PULUMI_ENABLE_STREAMING_JSON_PREVIEW, one to a line. */
const eventSchema = z.object({
  sequence: z.int(),
  preludeEvent: z.object({ config }).optional(),
  diagnosticEvent: diagnosticSchema.optional(),
  resourcePreEvent: z.object({ metadata: z.object({ ...about, old: state, new: state }) }).optional(),
  summaryEvent: z.object({ resourceChanges: counts, result: z.string().optional() }).optional(),
});

/** What Pulumi prints in place of a secret. */
export const SECRET = "[secret]";

/** A resource before or after a step; a secret is the text `[secret]`. */
export type State = z.output<typeof stateSchema>;
export type Diagnostic = z.output<typeof diagnosticSchema>;

/** A step of the plan. */
export interface Step {
  readonly op: string;
  readonly urn: string;
  readonly provider?: string | undefined;
  readonly old: State | undefined;
  readonly new: State | undefined;
}

/** A preview, in whichever form it was printed. */
export interface Preview {
  /** The stack's configuration, secrets as `[secret]`. */
  readonly config: Readonly<Record<string, string>>;
  /** Each once: of a replacement the step `replace` alone. */
  readonly steps: readonly Step[];
  readonly diagnostics: readonly Diagnostic[];
  /** Resources that stay as they are, the stack itself left out. */
  readonly unchanged: number;
  readonly succeeded: boolean;
}

/**
 * Reads what `pulumi preview --json` printed, in one piece or as a stream of events.
 * @param source what messages call the text: `preview.json`
 * @throws UsageError when it is something else
 */
export function readPreview(text: string, source: string): Preview {
  if (text.trim() === "")
    throw new Error(
      `${source} is empty: \`pulumi preview --json\` printed nothing. It says why on its standard error, most often that it cannot log in ` +
        "or does not know the stack.",
    );
  const whole = parsed(text);
  const digest = whole === undefined ? undefined : digestSchema.safeParse(whole);
  if (digest?.success && whole instanceof Object && ("steps" in whole || "diagnostics" in whole))
    return ofDigest(digest.data);
  const events = text
    .trim()
    .split(/\r?\n/)
    .map((line) => eventSchema.safeParse(parsed(line)));
  if (events.every((event) => event.success)) return ofEvents(events.map((event) => event.data as Event));
  throw new UsageError(`${source} is not what \`pulumi preview --json\` prints.`);
}

type Event = z.output<typeof eventSchema>;

function ofDigest({ config, steps, diagnostics, changeSummary }: z.output<typeof digestSchema>): Preview {
  const all = (steps ?? []).map(({ oldState, newState, ...step }) => ({ ...step, old: oldState, new: newState }));
  return preview(all, { config, diagnostics: diagnostics ?? [], counted: changeSummary, succeeded: true });
}

function ofEvents(events: readonly Event[]): Preview {
  const of = <Name extends keyof Event>(name: Name) => events.flatMap((event) => event[name] ?? []);
  const [summary] = of("summaryEvent");
  const diagnostics = of("diagnosticEvent");
  const failed = summary === undefined || summary.result === "failed";
  // A stream that was cut off has no summary, and says nowhere that it was.
  if (failed && !diagnostics.some(isError))
    diagnostics.push({ severity: "error", message: "The preview did not come to its end." });
  return preview(
    of("resourcePreEvent").map(({ metadata }) => metadata),
    {
      config: of("preludeEvent")[0]?.config,
      diagnostics,
      counted: summary?.resourceChanges,
      succeeded: !failed,
    },
  );
}

interface Rest {
  readonly config: z.output<typeof config>;
  readonly diagnostics: readonly Diagnostic[];
  readonly counted: z.output<typeof counts>;
  readonly succeeded: boolean;
}

function preview(steps: readonly Step[], { config, diagnostics, counted, succeeded }: Rest): Preview {
  const replaced = new Set(steps.filter(({ op }) => op === "replace").map(({ urn }) => urn));
  const isHalf = ({ op, urn }: Step) => op === "create-replacement" || (op === "delete-replaced" && replaced.has(urn));
  const stackItself = steps.some(({ op, urn }) => op === "same" && typeIn(urn) === "pulumi:pulumi:Stack") ? 1 : 0;
  return {
    config: config ?? {},
    steps: steps.filter((step) => !isHalf(step)),
    diagnostics,
    unchanged: Math.max(0, (counted?.same ?? 0) - stackItself),
    succeeded: succeeded && !diagnostics.some(isError),
  };
}

export function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}

/** Which of our kinds a URN is of; nothing for other providers' resources. */
export function kindIn<Kind extends ResourceKind>(urn: string, kinds: Record<Kind, unknown>): Kind | undefined {
  const kind = kindOf(urn) ?? "";
  return Object.hasOwn(kinds, kind) ? (kind as Kind) : undefined;
}

/** Project and stack, as any URN has them. */
export function placeIn({ steps, diagnostics }: Preview): { project?: string; stack?: string } {
  const urn = [...steps, ...diagnostics].map((it) => it.urn).find((it) => it !== undefined);
  const [, stack, project] = /^urn:pulumi:(.*?)::(.*?)::/.exec(urn ?? "") ?? [];
  return stack === undefined || project === undefined ? {} : { project, stack };
}

/** What a step leaves behind; nothing where it deletes. A plan gives a new state no id: that of an update is the old one's. */
export function stateAfter({ op, old, new: state }: Step): State | undefined {
  if (!state || op.startsWith("delete") || op === "refresh") return undefined;
  const id = state.id ?? (op === "update" || op === "same" ? old?.id : undefined);
  return id === undefined ? state : { ...state, id };
}

/** The resource's name: `front-desk`. */
export function resourceOf({ urn }: { urn: string }): string {
  return nameOf(urn);
}

/** By this member Pulumi knows an encrypted value, which a stream of events has where the whole has `[secret]`. */
const [SIGNATURE, OF_SECRET] = ["4dabf18193072939515e22adb298388d", "1b47061264138c4ac30d75fd1eb44270"];

function parsed(text: string): unknown {
  try {
    return JSON.parse(text, (name, value) => {
      // What is in a file may paint a terminal or break a line. Messages have lines, and are made printable line by line.
      if (typeof value === "string") return name === "message" ? value : printable(value);
      return value?.[SIGNATURE] === OF_SECRET ? SECRET : value;
    });
  } catch {
    return undefined;
  }
}
