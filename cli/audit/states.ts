import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { z } from "zod";
import { inShort, printable } from "../../provider/client";
import { kindOfType } from "../../provider/lifecycle/urn";
import type { Cli } from "../cli";
import { decoded } from "../decoded";
import { UsageError } from "../exit";
import { askPulumi } from "../keys";
import { isKnown, type Managed, managedBy, type StateEntry } from "./managed";

/** What the audit knows of a stack. */
export interface StackState {
  /** Project and stack, as `phones/prod`. */
  readonly name: string;
  readonly resources: readonly Managed[];
  /** Kinds of resource that a later version of this package wrote. */
  readonly unknownKinds: readonly string[];
}

const properties = z.record(z.string(), z.unknown()).optional();
const flag = z.boolean().optional();

const entry = z.object({
  urn: z.string().startsWith("urn:pulumi:"),
  type: z.string(),
  id: z.string().optional(),
  inputs: properties,
  outputs: properties,
  protect: flag,
  external: flag,
  delete: flag,
  pendingReplacement: flag,
  provider: z.string().optional(),
});

const deployment = z.object({ resources: z.array(entry).nullish() });

/** What `pulumi stack export` writes, or what a backend in files keeps. */
const stateFile = z.union([
  z.object({ version: z.int(), deployment: deployment.nullable() }),
  z.object({ version: z.int(), checkpoint: z.object({ latest: deployment.nullish() }) }),
]);

/**
 * Reads the states of files and of stacks.
 * @throws UsageError when one cannot be read, is no state, or is given twice
 */
export async function readStates(cli: Cli, files: readonly string[], stacks: readonly string[]): Promise<StackState[]> {
  const states: StackState[] = [];
  for (const file of files) states.push(parseState(await textOf(cli, file), printable(file)));
  for (const stack of stacks) {
    cli.terminal.progress(`Reading the state of ${stack} ...`);
    states.push(parseState(await askPulumi(cli, ["stack", "export", "--stack", stack]), printable(stack)));
  }
  const twice = states.find(({ name }, index) => states.findIndex((it) => it.name === name) !== index);
  if (twice) throw new UsageError(`Two of the states are of the stack ${twice.name}. Give each stack once.`);
  return states;
}

async function textOf({ cwd }: Cli, file: string): Promise<string> {
  try {
    return decoded(await readFile(resolve(cwd, file)));
  } catch (error) {
    // Node puts the call and the whole path behind the reason.
    const reason = (error as Error).message.replace(/, \w+( '.*')?$/s, "");
    throw new UsageError(`Reading the state ${printable(file)} failed: ${printable(reason)}.`);
  }
}

/** @param from the file or the stack, for messages, and as the name of a stack that is empty */
function parseState(text: string, from: string): StackState {
  const entries = entriesIn(text, from);
  const [first] = entries;
  const name = first === undefined ? from : printable(stackOf(first));
  const ours: Managed[] = [];
  const unknownKinds = new Set<string>();
  for (const entry of entries) {
    const kind = kindOfType(entry.type);
    // What a stack only reads, it does not manage; what it has still to delete was replaced by another resource.
    if (kind === undefined || entry.external || entry.delete || entry.pendingReplacement) continue;
    if (isKnown(kind)) ours.push(managedBy(name, kind, entry));
    else unknownKinds.add(kind);
  }
  return { name, resources: ours, unknownKinds: [...unknownKinds] };
}

function entriesIn(text: string, from: string): z.infer<typeof entry>[] {
  const isNone = (reason: string) =>
    new UsageError(
      `${from} is no state of a stack: ${reason}. \`pulumi stack export --stack <name> --file <file>\` writes one.`,
    );
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw isNone(`it is no JSON (${inShort((error as Error).message, 100)})`);
  }
  const result = stateFile.safeParse(json);
  if (!result.success) throw isNone("it has no deployment with resources");
  const found = "deployment" in result.data ? result.data.deployment : result.data.checkpoint.latest;
  return found?.resources ?? [];
}

/** `phones/prod`, of `urn:pulumi:prod::phones::...`. */
function stackOf({ urn }: StateEntry): string {
  const [stack = "", project = ""] = urn.split("::");
  return `${project}/${stack.slice("urn:pulumi:".length)}`;
}
