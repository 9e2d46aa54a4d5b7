import { z } from "zod";
import type { Failure, Properties } from "../../lifecycle/lifecycle";
import { phoneNumber, printableText, type Validated, type ValuesOf, validate } from "../../lifecycle/validate";

const REGISTRATION =
  "is the account's SIP registration, which every account has as route 0 and which cannot be declared: give a NumberRoutes " +
  "REGISTRATION_ROUTE in place of it";

const label = "[a-z0-9]([a-z0-9_-]*[a-z0-9])?";
const transport = "(;transport=(tcp|udp|tls))?";
const hostPattern = new RegExp(`^${label}(\\.${label})*(:\\d{1,5})?${transport}$`, "i");
const uriPattern = new RegExp(`^sips?:[^@;\\s/]+@${label}(\\.${label})*(:\\d{1,5})?${transport}$`, "i");

/** What is wrong with a host (API section 9.2). */
function wrongHost(host: string): string | undefined {
  const example = 'such as "pbx.example.com" or "192.0.2.10:5060"';
  if (/;weight=/i.test(host)) return "must not end in a weight: give it as weight";
  if (/^sips?:|@/i.test(host)) return "is a SIP URI: give it as uri";
  if (host.includes("/")) return `must be a host alone, without scheme or path, ${example}`;
  if (!hostPattern.test(host) || wrongPort(host)) return `must be a host name or an IPv4 address, ${example}`;
  return undefined;
}

/** What is wrong with a SIP URI (API section 9.2). */
function wrongUri(uri: string): string | undefined {
  const example = 'such as "sip:alice@example.com"';
  if (/;weight=/i.test(uri)) return "must not end in a weight: give it as weight";
  const [scheme] = /^[a-z]+:(?!\d)/i.exec(uri) ?? [];
  if (!/^sips?:/i.test(uri))
    return scheme === undefined
      ? `lacks its scheme: begin it with sip: or sips:, ${example}`
      : `must begin with sip: or sips:, ${example}`;
  if (!uri.includes("@")) return `must name a user and a host, ${example}. A host alone is given as host`;
  return uriPattern.test(uri) && !wrongPort(uri) ? undefined : `must be a SIP URI, ${example}`;
}

function wrongPort(text: string): boolean {
  const [, port] = /:(\d+)(;|$)/.exec(text) ?? [];
  return port !== undefined && (Number(port) < 1 || Number(port) > 65_535);
}

const written = (what: string, wrong: (text: string) => string | undefined) =>
  z
    .string(`must be a string, ${what}`)
    .trim()
    .superRefine((text, context) => {
      const message = wrong(text);
      if (message !== undefined) context.addIssue({ code: "custom", message });
    });

const weightRange = "must be a whole number from 0 to 1000";

const shape = {
  // How long an alias may be is not documented (U-28); one beyond this is a mistake.
  alias: printableText
    .trim()
    .min(1, "must not be empty: the account knows a route by it")
    .max(255, "must not be longer than 255 characters")
    .refine((alias) => alias !== "sip-reg", REGISTRATION),
  host: written('such as "pbx.example.com"', wrongHost),
  uri: written('such as "sip:alice@example.com"', wrongUri),
  number: phoneNumber.refine(
    (number) => /^\d{11}$/.test(number),
    "must be a phone number of eleven digits, country code included",
  ),
  weight: z.int(weightRange).min(0, weightRange).max(1000, weightRange),
  edgeStrategy: z.union(
    [z.string().trim().min(1), z.int().positive()],
    'must be the name of an edge strategy, such as "US-East-VA", or its id',
  ),
  onDelete: z.enum(["retain", "remove"], 'must be "retain" or "remove"'),
};

/** Checked inputs of an InboundRoute; `number` in Flowroute's own form. */
export type InboundRouteInputs = ValuesOf<typeof shape>;

/** Validates an InboundRoute's inputs, each on its own and together. */
export function validateInboundRoute(inputs: Properties): Validated<InboundRouteInputs> {
  const validated = validate(inputs, shape);
  const failures: Failure[] = [...validated.failures];
  if (!("alias" in inputs))
    failures.push({ property: "alias", reason: "is missing: give the name that the account knows the route by" });
  const targets = ["host", "uri", "number"].filter((property) => property in inputs);
  const [one, other] = targets;
  if (one === undefined)
    failures.push({
      property: "host",
      reason:
        'give where calls go: host ("pbx.example.com"), uri ("sip:alice@example.com") or number ("+1 206-555-0100")',
    });
  else if (other !== undefined)
    failures.push({ property: other, reason: `give one of ${targets.join(" and ")}: a route leads to one place` });
  return { ...validated, failures };
}
