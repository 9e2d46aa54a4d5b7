import { z } from "zod";
import { isPrintable, printable } from "../client";
import { reasonIn } from "./input-failure";
import type { Failure, Properties } from "./lifecycle";
import { nearest } from "./nearest";
import { spell } from "./spelling";
import { hasUnknown, splitUnknown, UNKNOWN } from "./unknown";

/** The checked form of inputs by their schemas. */
export type ValuesOf<Shape extends z.ZodRawShape> = { [Key in keyof Shape]?: z.output<Shape[Key]> };

/** Inputs validated property by property. */
export interface Validated<Values> {
  /** What is given, known in full and right, in its checked form. */
  readonly values: Values;
  /** Properties that are given but, in this preview, not known in full. */
  readonly unknown: ReadonlySet<string>;
  readonly failures: Failure[];
}

/** Validates inputs by the schemas of their properties, leaving alone whatever a preview does not know yet. */
export function validate<Shape extends z.ZodRawShape>(inputs: Properties, shape: Shape): Validated<ValuesOf<Shape>> {
  const values: Record<string, unknown> = {};
  const unknown = new Set<string>();
  const failures: Failure[] = [];
  for (const [property, value] of Object.entries(inputs)) {
    const schema = Object.hasOwn(shape, property) ? shape[property] : undefined;
    if (hasUnknown(value)) unknown.add(property);
    const refused = reasonIn(value);
    // Without a property's name the engine quotes no value.
    if (refused !== undefined) failures.push({ property: "", reason: refused });
    else if (!schema) failures.push(unexpected(property, Object.keys(shape)));
    else if (value !== UNKNOWN) {
      const { known, unknownPaths } = splitUnknown({ [property]: value });
      const result = z.safeParse(schema, known[property]);
      if (result.success && !unknown.has(property)) values[property] = result.data;
      const issues = result.error?.issues ?? [];
      const complaints = issues.flatMap((issue) => toFailures(issue, property, schema));
      failures.push(
        ...complaints.filter((it) => !unknownPaths.some((path) => `${path}.`.startsWith(`${it.property}.`))),
      );
    }
  }
  return { values: values as ValuesOf<Shape>, unknown, failures: failures.map(shown) };
}

/** Failure messages can quote user input, so make them printable. */
function shown({ property, reason }: Failure): Failure {
  return { property: printable(property), reason: printable(reason) };
}

function toFailures(issue: z.core.$ZodIssue, property: string, schema: unknown): Failure[] {
  const path = [property, ...issue.path].join(".");
  if (issue.code !== "unrecognized_keys") return [{ property: path, reason: issue.message }];
  const objects = [schema, ...(schema instanceof z.ZodUnion ? schema.options : [])];
  const names = objects.flatMap((it) => (it instanceof z.ZodObject ? Object.keys(it.shape) : []));
  return issue.keys.map((key) => ({ ...unexpected(key, names), property: `${path}.${key}` }));
}

/** A property that does not exist is a misspelling until proven otherwise: ignored, it would silently not be managed. */
function unexpected(property: string, names: readonly string[]): Failure {
  const [meant] = nearest(property, names);
  const hint = meant === undefined ? `the properties are ${names.join(", ")}` : `did you mean ${meant}?`;
  return { property, reason: `there is no property ${property}; ${hint}` };
}

/** Text as the account's own is handed out: any other could never be found to be as declared. */
export const printableText = z
  .string("must be a string")
  .refine(isPrintable, "must not contain control characters, nor others that do not show");

/** A phone number in any usual spelling, as Flowroute's own form. */
export const phoneNumber = z.string('must be a string such as "+1 206-555-0100"').transform((text, context): string => {
  try {
    return spell(text).number;
  } catch (error) {
    context.addIssue({ code: "custom", message: (error as Error).message });
    return z.NEVER;
  }
});

/** An amount of US dollars. */
export const dollarAmount = z
  .number("must be an amount in US dollars, such as 1.5")
  .nonnegative("must not be negative: it is the most you are willing to pay, in US dollars");
