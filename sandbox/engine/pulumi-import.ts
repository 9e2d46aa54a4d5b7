import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { EngineEvent, Stack } from "@pulumi/pulumi/automation";
import type { ImportSpec } from "./driver";

/** What an import reports to: what it prints, and its events when it has ended. */
interface Listener {
  onOutput: (text: string) => void;
  onError: (text: string) => void;
  onEvent: (event: EngineEvent) => void;
}

/** `pulumi import` of a file of resources. The Automation API has it too, but does not say what steps were done. */
export async function runImport(
  { name, workspace }: Stack,
  resources: ImportSpec[],
  folder: string,
  { onOutput, onError, onEvent }: Listener,
): Promise<void> {
  const [file, log] = [join(folder, "import.json"), join(folder, "import-events.json")];
  await writeFile(file, JSON.stringify(withNames(resources)));
  await writeFile(log, "");
  const flags = ["--yes", "--skip-preview", "--generate-code=false", "--protect=false", "--color", "never"];
  const pulumi = spawn(
    workspace.pulumiCommand.command,
    ["import", "--file", file, "--event-log", log, ...flags, "--stack", name],
    {
      cwd: workspace.workDir,
      // It has a log of events only for those who ask for what developers of Pulumi have.
      env: { ...process.env, PULUMI_DEBUG_COMMANDS: "true", PULUMI_HOME: workspace.pulumiHome, ...workspace.envVars },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  pulumi.stdout.setEncoding("utf8").on("data", onOutput);
  pulumi.stderr.setEncoding("utf8").on("data", onError);
  const [code] = await once(pulumi, "close");
  const lines = (await readFile(log, "utf8")).split("\n").filter((line) => line !== "");
  for (const line of lines) onEvent(JSON.parse(line) as EngineEvent);
  if (code !== 0) throw new Error(`pulumi import ended with exit code ${code}`);
}

/** A file of imports names parents and providers, and has their URNs in a table. */
function withNames(resources: ImportSpec[]) {
  const urns = [...new Set(resources.flatMap(({ parent = [], provider = [] }) => [parent, provider].flat()))];
  const nameOf = (urn: string | undefined) => (urn === undefined ? undefined : `urn${urns.indexOf(urn)}`);
  return {
    nameTable: Object.fromEntries(urns.map((urn) => [nameOf(urn), urn])),
    resources: resources.map((spec) => ({ ...spec, parent: nameOf(spec.parent), provider: nameOf(spec.provider) })),
  };
}
