import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import type { Properties } from "../../lifecycle/lifecycle";
import { UNKNOWN } from "../../lifecycle/unknown";

/** Properties as a lifecycle takes them, and which of them are secrets, or hold one. */
export interface Marked {
  readonly values: Properties;
  readonly secrets: readonly string[];
}

// How the engine writes what JSON cannot say: a signature of the object (Pulumi's wire format).
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** What the engine sends for an unknown value of another type than text. */
const otherUnknowns: ReadonlySet<unknown> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Properties without marks; a secret at any depth makes its whole property one. */
export function unmark(struct: Struct | undefined): Marked {
  const secrets: string[] = [];
  const entries = Object.entries(struct?.toJavaScript() ?? {}).map(([name, value]) => {
    let isSecret = false;
    const opened = open(value, () => {
      isSecret = true;
    });
    if (isSecret) secrets.push(name);
    return [name, opened];
  });
  return { values: Object.fromEntries(entries), secrets };
}

/** The same as the engine takes it. */
export function mark({ values, secrets }: Marked): Struct {
  const entries = Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, secrets.includes(name) ? { [SIGNATURE]: SECRET, value } : value]);
  return Struct.fromJavaScript(Object.fromEntries(entries) as Record<string, JavaScriptValue>);
}

function open(value: unknown, onSecret: () => void): unknown {
  if (otherUnknowns.has(value)) return UNKNOWN;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => open(item, onSecret));
  const object = value as Properties;
  if (object[SIGNATURE] === SECRET) {
    onSecret();
    return open(object.value, onSecret);
  }
  return Object.fromEntries(Object.entries(object).map(([name, item]) => [name, open(item, onSecret)]));
}
