import { z } from "zod";

interface FaultBase {
  /** Which requests go wrong. */
  match: {
    /** `GET`, `POST`, ... or `*` for all. */
    method: string;
    /**
     * The path, such as `/v2/numbers/12065550100`. `*` stands for anything within one segment, `**` for anything at all.
     * A pattern with a `?` is compared with the query as well.
     */
    path: string;
  };
  /** How many matching requests go wrong. Default 1. */
  times?: number;
  /** `before` the request has any effect, or `after`: the change is made and only the answer is lost. Default `before`. */
  when?: "before" | "after";
}

/** Something that goes wrong on purpose. The first fault that matches a request is used up by it, others wait. */
export type Fault = FaultBase &
  (
    | {
        /** Answers with this status. */
        action: "status";
        status: number;
        /** Sent as JSON, or, if it is a string, as a page of HTML. Default: Flowroute's own body for the status. */
        body?: unknown;
        /** The `Retry-After` header: seconds or an HTTP date. */
        retryAfter?: string | number;
        /** The `Location` header, for redirects. */
        location?: string;
      }
    | {
        /** Destroys the connection. */
        action: "reset";
      }
    | {
        /** Never answers, until the simulator is closed. */
        action: "hang";
      }
    | {
        /** Answers 200 with JSON that stops in the middle. */
        action: "malformed";
      }
    | {
        /** Answers rightly, but this many milliseconds late; with `before` the change is late too. */
        action: "delay";
        delayMs: number;
      }
  );

/** A fault with its defaults filled in. */
export type CompleteFault = z.output<typeof fault>;

const base = {
  match: z.strictObject({ method: z.string().toUpperCase(), path: z.string().startsWith("/") }),
  times: z.int().positive().default(1),
  when: z.enum(["before", "after"]).default("before"),
};

const fault = z.discriminatedUnion("action", [
  z.strictObject({
    ...base,
    action: z.literal("status"),
    status: z.int().min(200).max(599),
    body: z.unknown().optional(),
    retryAfter: z.union([z.string(), z.number()]).optional(),
    location: z.string().optional(),
  }),
  z.strictObject({ ...base, action: z.literal(["reset", "hang", "malformed"]) }),
  z.strictObject({ ...base, action: z.literal("delay"), delayMs: z.number().nonnegative() }),
]);

/** The faults still to come, in the order they were added. */
export class FaultList {
  #waiting: { fault: CompleteFault; left: number }[] = [];

  /** Throws an `Error` that names what is wrong with the fault. */
  add(input: unknown): void {
    const result = fault.safeParse(input);
    if (!result.success) throw new Error(`This is not a fault:\n${z.prettifyError(result.error)}`);
    this.#waiting.push({ fault: result.data, left: result.data.times });
  }

  clear(): void {
    this.#waiting = [];
  }

  /** Takes the fault for this request, if there is one, and counts it as used. */
  take(method: string, path: string): CompleteFault | undefined {
    const found = this.#waiting.find(({ fault: { match } }) => matches(match, method, path));
    if (!found) return undefined;
    found.left -= 1;
    if (found.left === 0) this.#waiting = this.#waiting.filter((waiting) => waiting !== found);
    return found.fault;
  }
}

function matches(match: CompleteFault["match"], method: string, path: string): boolean {
  if (match.method !== "*" && match.method !== method) return false;
  const wanted = withoutTrailingSlash(match.path);
  const asked = withoutTrailingSlash(path);
  return wildcard(wanted).test(wanted.includes("?") ? asked : asked.replace(/\?.*/, ""));
}

function withoutTrailingSlash(path: string): string {
  return path.replace(/(?<=.)\/(?=$|\?)/, "");
}

function wildcard(pattern: string): RegExp {
  const source = pattern
    .split(/(\*\*|\*)/)
    .map((part) => (part === "**" ? ".*" : part === "*" ? "[^/]*" : part.replace(/[.+?^${}()|[\]\\]/g, "\\$&")));
  return new RegExp(`^${source.join("")}$`);
}
