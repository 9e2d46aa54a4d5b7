import { existsSync, rmSync } from "node:fs";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { type FlowrouteSettings, inShort, printable } from "../../provider/client";
import { amount, counted } from "../../provider/lifecycle/counted";
import { CANNOT_TELL_NOW } from "../../provider/lifecycle/look-up";
import { type EngineKind, findPulumi, openStack } from "../../sandbox/engine";
import type { Cli } from "../cli";
import { withPythonSdk } from "./language-host";
import { planIn } from "./plan";
import type { Language } from "./style";

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

/** A program to prove, and how much of the account it has to adopt. */
export interface Claim {
  readonly dir: string;
  readonly language: Language;
  /** The files that the program is made of; all of the folder's where that is not known. */
  readonly files: readonly string[] | undefined;
  readonly numbers: number;
  readonly routes: number;
}

/**
 * Previews the program in a folder, with Pulumi where it is installed and else with the package's stand-in, on a stack of its own
 * that is thrown away.
 */
export async function prove(cli: Cli, claim: Claim, settings: FlowrouteSettings): Promise<Proof> {
  const engine: EngineKind = findPulumi(cli.env) === undefined ? "stand-in" : "pulumi";
  const scratch = await mkdtemp(join(tmpdir(), "pulumi-flowroute-"));
  // Ctrl-C ends the process before anything else is done.
  cli.interrupted.addEventListener("abort", () => rmSync(scratch, { recursive: true, force: true }));
  try {
    const programDir = await runnable(claim, scratch);
    const sdk = claim.language === "python" ? await withPythonSdk(programDir, cli.env) : {};
    const stack = await openStack(engine, {
      programDir,
      stack: "proof",
      stateDir: join(scratch, "state"),
      env: {
        ...(cli.env as Record<string, string>),
        ...sdk,
        FLOWROUTE_ACCESS_KEY: settings.accessKey,
        FLOWROUTE_SECRET_KEY: settings.secretKey,
        FLOWROUTE_BASE_URL: settings.baseUrl,
      },
    });
    const { ok, output } = await stack.preview();
    await stack.close();
    const plan = planIn(output);
    const changes = plan.filter(
      (line) => !AS_IT_IS.test(line) && (!line.startsWith("warning: ") || line.startsWith(CANNOT_TELL_NOW)),
    );
    const lines = [...changes, ...(ok ? shortfall(claim, plan) : failureIn(output))];
    return { engine, writesNothing: ok && lines.length === 0, lines };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** What the plan should adopt and does not: a program that declares nothing would write nothing either. */
function shortfall({ numbers, routes }: Claim, plan: readonly string[]): string[] {
  const adopted = plan.filter((line) => AS_IT_IS.test(line));
  const isRoute = (line: string) => line.endsWith("nothing is written");
  const ofGroup = (line: string) =>
    /: ([\d,]+) numbers? .*adopted; nothing is bought$/.exec(line)?.[1]?.replaceAll(",", "");
  const sum = adopted.reduce((total, line) => total + (isRoute(line) ? 0 : Number(ofGroup(line) ?? 1)), 0);
  const made = adopted.filter(isRoute).length;
  return [
    ...(sum < numbers
      ? [`of ${counted(numbers, "number")} that the program should have, it adopts ${amount(sum)}`]
      : []),
    ...(made < routes
      ? [`of ${counted(routes, "route")} that the program should have, it adopts ${amount(made)}`]
      : []),
  ];
}

/** The folder itself, where its packages are installed; else a copy that has those of this command. */
async function runnable({ dir, files, language }: Claim, scratch: string): Promise<string> {
  // A Python program gets an SDK beside it, which is not the person's.
  if (language !== "python" && hasPackages(dir)) return dir;
  const copy = join(scratch, "program");
  if (files === undefined) await cp(dir, copy, { recursive: true, filter: isOfProgram });
  // Not all of the folder: it may be somebody's home.
  else for (const file of files) await cp(join(dir, file), join(copy, file));
  await symlink(ownModules(), join(copy, "node_modules"), "dir");
  return copy;
}

/** Whether a program in this folder finds the packages that it needs. */
export function hasPackages(dir: string): boolean {
  const inPlace = createRequire(join(dir, "index.js"));
  try {
    inPlace.resolve("pulumi-flowroute");
    inPlace.resolve("@pulumi/pulumi");
    return true;
  } catch {
    return false;
  }
}

function isOfProgram(path: string): boolean {
  return !["node_modules", ".git"].includes(basename(path));
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
