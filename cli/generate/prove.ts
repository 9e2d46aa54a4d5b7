import { existsSync } from "node:fs";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { type FlowrouteSettings, inShort, printable } from "../../provider/client";
import { type EngineKind, findPulumi, openStack } from "../../sandbox/engine";
import type { Cli } from "../cli";

/** What a preview of the program says. */
export interface Proof {
  readonly engine: EngineKind;
  /** Whether `pulumi up` of the program would write nothing to the account. */
  readonly writesNothing: boolean;
  /** What it says of changes and failures; nothing when all is adopted as it is. */
  readonly lines: readonly string[];
}

/** What a plan says of something that is taken over as it is. */
const AS_IT_IS = /adopted; nothing is (bought|written)$/;

/**
 * Previews the program in a folder, with Pulumi where it is installed and else with the package's stand-in, on a stack of its own
 * that is thrown away.
 */
export async function prove(cli: Cli, dir: string, settings: FlowrouteSettings): Promise<Proof> {
  const engine: EngineKind = findPulumi(cli.env) === undefined ? "stand-in" : "pulumi";
  const scratch = await mkdtemp(join(tmpdir(), "pulumi-flowroute-"));
  try {
    const stack = await openStack(engine, {
      programDir: await runnable(dir, scratch),
      stack: "proof",
      stateDir: join(scratch, "state"),
      env: {
        ...(cli.env as Record<string, string>),
        FLOWROUTE_ACCESS_KEY: settings.accessKey,
        FLOWROUTE_SECRET_KEY: settings.secretKey,
        FLOWROUTE_BASE_URL: settings.baseUrl,
      },
    });
    const { ok, output } = await stack.preview();
    await stack.close();
    const plan = output.split("\n").flatMap((line) => /^\s*flowroute: (.*)$/.exec(line)?.[1] ?? []);
    const lines = plan.filter((line) => !AS_IT_IS.test(line) && !line.startsWith("warning: "));
    if (!ok) return { engine, writesNothing: false, lines: [...lines, ...failureIn(output)] };
    return { engine, writesNothing: lines.length === 0, lines };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The folder itself, where its packages are installed; else a copy that has those of this command. */
async function runnable(dir: string, scratch: string): Promise<string> {
  const inPlace = createRequire(join(dir, "index.js"));
  try {
    inPlace.resolve("pulumi-flowroute");
    inPlace.resolve("@pulumi/pulumi");
    return dir;
  } catch {
    const copy = join(scratch, "program");
    await cp(dir, copy, { recursive: true, filter: (path) => basename(path) !== "node_modules" });
    await symlink(ownModules(), join(copy, "node_modules"), "dir");
    return copy;
  }
}

/** The node_modules that this package is in or, in a checkout, that it has. */
function ownModules(): string {
  const root = dirname(require.resolve("pulumi-flowroute/package.json"));
  const around = dirname(root);
  return basename(around) === "node_modules" && existsSync(join(around, "@pulumi/pulumi"))
    ? around
    : join(root, "node_modules");
}

function failureIn(output: string): string[] {
  const complaints = output.split("\n").filter((line) => /error/i.test(line));
  return (complaints.length > 0 ? complaints : output.trim().split("\n").slice(-10)).map((line) =>
    inShort(printable(line.trim())),
  );
}
