import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { findPulumi } from "../../sandbox/engine";
import type { World } from "./world";

/** Where previews are kept that the real engine printed, each with the report of it. */
export const keptPreviews = join(__dirname, "../fixtures/previews");

/** A kept preview, by its file's name. */
export function keptPreview(name: string): string {
  return readFileSync(join(keptPreviews, name), "utf8");
}

/** What `pulumi preview --json` prints of a world on the real engine, whether it succeeds or not. */
export async function previewAsJson(world: World, env: Record<string, string> = {}): Promise<string> {
  const pulumi = findPulumi();
  if (pulumi === undefined) throw new Error("There is no pulumi command.");
  const state = join(world.dir, "state");
  const options = {
    cwd: join(state, "project"),
    maxBuffer: 1 << 28,
    env: {
      ...process.env,
      PULUMI_BACKEND_URL: pathToFileURL(state).href,
      PULUMI_HOME: join(state, "home"),
      PULUMI_CONFIG_PASSPHRASE: "sandbox",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      XDG_STATE_HOME: join(world.dir, "home"),
      PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
      ...env,
    },
  };
  const args = ["preview", "--json", "--show-sames", "--non-interactive"];
  const failed = (error: { stdout?: string }) => ({ stdout: error.stdout ?? "" });
  const { stdout } = await promisify(execFile)(pulumi, args, options).catch(failed);
  return stdout;
}

/** The same without what is different every time, or of this machine. */
export function scrubbed(text: string, world: World): string {
  const passing = ["created", "modified", "sourcePosition", "stackTrace", "duration", "timestamp", "durationSeconds"];
  const scrub = (json: string) =>
    JSON.stringify(
      JSON.parse(json, (name, value) =>
        passing.includes(name) && typeof value !== "boolean" ? undefined : name === "ciphertext" ? "..." : value,
      ),
      undefined,
      1,
    );
  const isStream = text.startsWith('{"sequence"');
  const lines = text
    .trim()
    .split("\n")
    .filter((line) => !line.includes('"severity":"debug"'));
  const whole = isStream ? lines.map((line) => JSON.stringify(JSON.parse(scrub(line)))).join("\n") : scrub(text);
  return `${whole.replaceAll(world.simulator.url, "http://127.0.0.1:8742").replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "00000000-0000-4000-8000-000000000000")}\n`;
}
