import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../sandbox/simulator";

/** An answer of the simulator, read to its end. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON; undefined when it is empty or no JSON. */
  body: unknown;
}

/** A simulator of one's own for every test of the file; the function gives the running one. */
export function simulatorPerTest(options?: SimulatorOptions): () => Simulator {
  let simulator: Simulator;
  beforeEach(async () => {
    simulator = await startSimulator(options);
  });
  afterEach(() => simulator.close());
  return () => simulator;
}

/** Calls the API with the right credentials and Node's own `fetch`. */
export async function call(simulator: Simulator, request: string, body?: unknown): Promise<Answer> {
  const { url, accessKey, secretKey } = simulator;
  const Authorization = `Basic ${Buffer.from(`${accessKey}:${secretKey}`).toString("base64")}`;
  return send(url, request, { Authorization, "Content-Type": "application/vnd.api+json" }, body);
}

/** Sends `METHOD /path`, with a body as JSON, or as it is if it is text. */
export async function send(
  url: string,
  request: string,
  headers: Record<string, string>,
  body?: unknown,
): Promise<Answer> {
  const [method = "", path = ""] = request.split(" ");
  const sent = body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(url + path, { method, headers, body: sent, redirect: "manual" });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parse(text) };
}

/** A fixture, with its links leading to `url` instead of the hosts that are printed in it. */
export function fixture(file: string, url: string): unknown {
  const text = readFileSync(join(__dirname, "../fixtures", file), "utf8");
  return JSON.parse(text.replace(/https:\/\/api\.(flowroute\.com|staging\.fl\.gg)/g, url));
}

/** The ids of a list. */
export function ids(answer: Answer): string[] {
  return (answer.body as { data: { id: string }[] }).data.map(({ id }) => id);
}

/** Resolves as soon as `condition` holds; throws if it never does. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`still not so: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
