import type { PulumiFn } from "@pulumi/pulumi/automation";

/** `"pulumi"` is the real command line tool, `"stand-in"` the sandbox's own small engine. */
export type EngineKind = "pulumi" | "stand-in";

/** A configuration value: plain, or one that Pulumi encrypts. */
export type ConfigValue = string | { secret: string };

/** What a stack is made of, for either engine. */
export interface StackOptions {
  /** The directory with the program's `Pulumi.yaml`; its providers run there. Nothing is written to it. */
  programDir: string;
  /**
   * A program that is a function of this process: runs instead of the one in `programDir`. Its environment is this
   * process's, and so is what it prints on the console; what it logs with `pulumi.log` belongs to the command.
   */
  program?: PulumiFn;
  /** The stack's name, such as `dev`. */
  stack: string;
  /** Where state and configuration live. It is made if missing, and outlives `close`. */
  stateDir: string;
  /** Environment of the program and of its providers, added to this process's own. */
  env?: Record<string, string>;
  /** Stack configuration. A key without a namespace gets the project's name, as in `pulumi config set`. */
  config?: Record<string, ConfigValue>;
  /** What secrets are encrypted with; a fixed word when left out, since a sandbox guards nothing. */
  passphrase?: string;
  /** Called with what a command prints, as it prints it. */
  onOutput?: (text: string) => void;
}

/** A kind of step, by Pulumi's own name for it. */
export type StepOp =
  | "same"
  | "create"
  | "update"
  | "delete"
  | "replace"
  | "create-replacement"
  | "delete-replaced"
  | "read"
  | "read-replacement"
  | "refresh"
  | "discard"
  | "discard-replaced"
  | "remove-pending-replace"
  | "import"
  | "import-replacement";

/** One step of a command. */
export interface Step {
  op: StepOp;
  urn: string;
}

/** What became of a command. A command that fails is a result too, never an exception. */
export interface CommandResult {
  /** False when the command would have ended with a non-zero exit code. */
  ok: boolean;
  /** Everything a person would have seen. */
  output: string;
  /**
   * How many steps of each kind were done (or are planned, in a preview), as Pulumi counts them: a replacement
   * counts once. The stack itself, default providers and mere reads are left out. Empty for a command that was killed.
   */
  changes: Partial<Record<StepOp, number>>;
  /** The steps that were completed, in that order, the halves of a replacement included. */
  steps: Step[];
  /** The stack's outputs after the command, secrets as plain values. */
  outputs: Record<string, unknown>;
}

/** Options of `preview`. */
export interface PreviewOptions {
  /** Refresh first, as `--refresh`. */
  refresh?: boolean;
  /** Fail when there is anything to do, as `--expect-no-changes`. */
  expectNoChanges?: boolean;
}

/** Options of `up`. */
export interface UpOptions extends PreviewOptions {
  /** How many steps may run at once. Default: the engine's own. */
  parallel?: number;
  /** Kills the command outright with all it started, like a crash or a pulled plug. */
  signal?: AbortSignal;
  /** Interrupts the command, like Ctrl-C: steps under way end, no other begins, and it fails. */
  interrupt?: AbortSignal;
}

/** Options of `refresh`. */
export interface RefreshOptions {
  /** Show what changed and keep the state as it is, as `--preview-only`. */
  previewOnly?: boolean;
  /** Fail when anything drifted, as `--expect-no-changes`. */
  expectNoChanges?: boolean;
  /** Kills the command outright with all it started. */
  signal?: AbortSignal;
  /** Interrupts the command, like Ctrl-C. */
  interrupt?: AbortSignal;
}

/** Options of `destroy`. */
export interface DestroyOptions {
  /** Refresh first, as `--refresh`. */
  refresh?: boolean;
  /** How many steps may run at once. Default: the engine's own. */
  parallel?: number;
  /** Kills the command outright with all it started. */
  signal?: AbortSignal;
  /** Interrupts the command, like Ctrl-C. */
  interrupt?: AbortSignal;
}

/** A resource to import: what it will be in the stack, and its id outside. */
export interface ImportSpec {
  type: string;
  name: string;
  id: string;
  /** URNs; left out, the stack itself and the default provider. */
  parent?: string;
  provider?: string;
}

/** A resource as Pulumi's deployment format (version 3) keeps it. */
export interface ResourceState {
  urn: string;
  /** True for what a provider manages, false for components. */
  custom: boolean;
  type: string;
  id?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  parent?: string;
  dependencies?: string[];
  propertyDependencies?: Record<string, string[] | null>;
  /** Reference to the managing provider: its URN, `::`, its id. */
  provider?: string;
  /** Read, not managed. */
  external?: boolean;
  /** Replaced, and still to be deleted. */
  delete?: boolean;
  /** Deleted already by a deleteBeforeReplace that did not reach its create. */
  pendingReplacement?: boolean;
  protect?: boolean;
  retainOnDelete?: boolean;
  deletedWith?: string;
  additionalSecretOutputs?: string[];
  ignoreChanges?: string[];
  /** The id in the program's option `import`. */
  importID?: string;
  /** Messages of a create or update that was only partly done. */
  initErrors?: string[];
  /** ISO 8601 times. */
  created?: string;
  modified?: string;
}

/**
 * The stack's state, in the form of the `deployment` member of `pulumi stack export --show-secrets`: on disk secrets
 * are encrypted, here each is `{ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", plaintext }`
 * with the value as JSON text.
 */
export interface Deployment {
  manifest: { time: string; magic: string; version: string };
  secrets_providers?: { type: string; state?: unknown };
  resources: ResourceState[];
  /** Steps that were under way when a command was interrupted. */
  pending_operations: { resource: ResourceState; type: string }[];
}

/** One stack of one program on one engine: the commands a person has, as functions. One at a time, please. */
export interface EngineStack {
  readonly engine: EngineKind;
  /** Sets a configuration value, or removes it when undefined. */
  setConfig(key: string, value: ConfigValue | undefined): Promise<void>;
  /** What `preview` and `up` run from now on, instead of what they ran before. */
  setProgram(program: PulumiFn): void;
  /** `pulumi preview`. */
  preview(options?: PreviewOptions): Promise<CommandResult>;
  /** `pulumi up`, without asking. */
  up(options?: UpOptions): Promise<CommandResult>;
  /** `pulumi refresh`, without asking. */
  refresh(options?: RefreshOptions): Promise<CommandResult>;
  /** `pulumi destroy`, without asking. */
  destroy(options?: DestroyOptions): Promise<CommandResult>;
  /** `pulumi import --file`, without asking, without a preview, and without protecting what is imported. */
  import(resources: ImportSpec[]): Promise<CommandResult>;
  /** Kills (-9) the provider processes that the command under way has started, as a crash of theirs would. */
  killProviders(): Promise<void>;
  /** `pulumi stack export --show-secrets`. */
  exportState(): Promise<Deployment>;
  /** `pulumi stack import`. */
  importState(state: Deployment): Promise<void>;
  /** All files below `stateDir`, one after the other: what a thief of the state would search. */
  rawState(): Promise<string>;
  /** Ends what the driver holds open; state stays. */
  close(): Promise<void>;
}
