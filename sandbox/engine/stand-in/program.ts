import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { Deployment } from "./deployment";
import { runInline } from "./inline";
import type { Services } from "./monitor";
import type { Project } from "./project";
import { CANCELED, type Run } from "./run";

/** What the language host exits with when the SDK has told the user what is wrong. */
const ALREADY_REPORTED = 32;

/** Where and how a program runs. */
export interface ProgramOptions {
  project: Project;
  /** Runs instead of the project's own program. */
  program: PulumiFn | undefined;
  env: Record<string, string>;
  /** How many resources the program may register at once. */
  parallel: number;
  signal?: AbortSignal | undefined;
}

/** Runs the program and does what it asks for. */
export async function runProgram(run: Run, services: Services, options: ProgramOptions): Promise<void> {
  const deployment = new Deployment(run);
  services.answer(run, deployment);
  const { program, signal } = options;
  const cancel = () => deployment.fail(CANCELED);
  for (const stop of [run.interrupt, signal]) stop?.addEventListener("abort", cancel);
  try {
    const failure = await (program
      ? runInline(program, run, deployment, services.address)
      : runProcess(run, options, deployment, services.address));
    if (failure !== undefined && !deployment.halted) deployment.fail(failure);
    await deployment.finish();
  } finally {
    for (const stop of [run.interrupt, signal]) stop?.removeEventListener("abort", cancel);
  }
}

/** Runs the project's program under the SDK's own runner, as Pulumi's language host does. Tells how it failed. */
async function runProcess(
  run: Run,
  options: ProgramOptions,
  deployment: Deployment,
  address: string,
): Promise<string | undefined> {
  const { project, signal } = options;
  const runner = createRequire(join(project.programDir, "_")).resolve("@pulumi/pulumi/cmd/run");
  const program = spawn(process.execPath, [...project.nodeArgs, runner, ...flags(run, options, address)], {
    cwd: project.programDir,
    env: { ...process.env, ...options.env, ...environment(run, project) },
    stdio: ["ignore", "pipe", "pipe"],
    signal,
    killSignal: "SIGKILL",
  });
  // Killed by the signal; the exit that follows is what counts.
  program.on("error", () => {});
  program.stdout.setEncoding("utf8").on("data", run.report.print);
  program.stderr.setEncoding("utf8").on("data", run.report.print);
  // After a failure there is nothing left for the program to do but to wait for answers that will not come.
  void deployment.stopped.then(() => deployment.settled()).then(() => program.kill());
  const [code] = await once(program, "close");
  return code === 0 ? undefined : howItEnded(code);
}

function howItEnded(code: number | null): string {
  if (code === null) return "the program was killed";
  return code === ALREADY_REPORTED ? "the program failed" : `the program exited with code ${code}`;
}

function flags(run: Run, { project, parallel }: ProgramOptions, address: string): string[] {
  const named = {
    monitor: address,
    engine: address,
    organization: "organization",
    project: project.name,
    "root-directory": project.root,
    stack: run.stack.stack,
    pwd: project.programDir,
    parallel: String(parallel),
  };
  const all = Object.entries(named).flatMap(([name, value]) => [`--${name}`, value]);
  return [...all, ...(run.dryRun ? ["--dry-run"] : []), project.entryPoint];
}

function environment(run: Run, project: Project): Record<string, string> {
  const entries = [...run.config];
  return {
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(entries.map(([key, { value }]) => [key, value]))),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(entries.filter(([, { secret }]) => secret).map(([key]) => key)),
    ...(project.typescript && { PULUMI_NODEJS_TYPESCRIPT: "true" }),
    ...(project.tsconfig !== undefined && { PULUMI_NODEJS_TSCONFIG_PATH: project.tsconfig }),
  };
}
