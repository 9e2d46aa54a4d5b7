import type { CommandResult, EngineKind, EngineStack } from "../../sandbox/engine";
import type { Settings } from "../../sandbox/simulator";
import type { Distance } from "./carrier";
import type { Program } from "./contenders";
import { type Cost, MeasuredStack } from "./stack";

/** What people type, in the order in which a stack meets it. */
export const commands = ["up (adopt)", "up (no change)", "refresh", "refresh (5 % drift)", "destroy"] as const;
export type Command = (typeof commands)[number];

/** What is measured. */
export interface Question {
  readonly engine: EngineKind;
  readonly contender: Program;
  /** Numbers, each declared with its routes. */
  readonly size: number;
  readonly distance: Distance;
  /** Default: all. */
  readonly commands?: readonly Command[];
  /** How the carrier answers where Flowroute's documents leave a choice. */
  readonly settings?: Partial<Settings>;
}

/** What was measured. */
export interface Measurement {
  readonly contender: Program;
  readonly size: number;
  readonly distance: string;
  readonly costs: Readonly<Partial<Record<Command, Cost>>>;
  /** Bytes of the state after the first command, for each of its resources. */
  readonly stateBytes: number;
  /** Megabytes that a provider process had at most. */
  readonly peakMemory: number;
}

/** Plays commands on an account that owns a fleet and a stack that declares all of it. */
export async function measure(question: Question): Promise<Measurement> {
  const { contender, size, distance } = question;
  await using stack = await MeasuredStack.open({ ...question, program: contender });
  const costs: Partial<Record<Command, Cost>> = {};
  let stateBytes = 0;
  for (const command of question.commands ?? commands) {
    if (command === "refresh (5 % drift)") await stack.carrier.drift();
    costs[command] = await stack.cost((it) => run(it, command));
    const { bytes, resources } = await stack.state();
    if (stateBytes === 0) stateBytes = Math.round(bytes / resources);
  }
  return { contender, size, distance: distance.name, costs, stateBytes, peakMemory: stack.peakMemory };
}

function run(stack: EngineStack, command: Command): Promise<CommandResult> {
  switch (command) {
    case "up (adopt)":
      return stack.up();
    case "up (no change)":
      return stack.up({ expectNoChanges: true });
    case "refresh":
    case "refresh (5 % drift)":
      return stack.refresh();
    case "destroy":
      return stack.destroy();
  }
}
