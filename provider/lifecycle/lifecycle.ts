/** Properties of a resource: names to plain values. */
export type Properties = Record<string, unknown>;

/** A refused property, as the engine shows it. Without a property's name the engine quotes no value. */
export interface Failure {
  readonly property: string;
  readonly reason: string;
}

/** What the engine keeps of a resource. Hosts store it; lifecycles only use it. */
export interface Kept {
  /** What the account says, for programs to read. */
  readonly outputs: Properties;
  /** The inputs that the account was last brought in line with. Absent for what is only read. */
  readonly declared?: Properties;
}

/** Which resource of the program a call is about, as far as the host knows. */
export interface Subject {
  /** Its URN. */
  readonly urn?: string | undefined;
  /** Other URNs it may have had, by its aliases. */
  readonly formerUrns?: readonly string[] | undefined;
}

/** What the engine asks of every kind of resource, whatever host it asks through. */
export interface Lifecycle {
  /** Inputs of the kind that are no outputs. */
  readonly inputsOnly?: readonly string[];
  /** Outputs for programs that our own classes work out by themselves. */
  shown?(declared: Properties): Properties;
  /** Checks a program's inputs; reports what a new resource, or a changed one, means for the account. Never writes. */
  check(
    request: Subject & { before?: Properties | undefined; inputs: Properties },
  ): Promise<{ inputs: Properties; failures: Failure[] }>;
  /** The id that `create` would give, where a plan can tell it from what the check has read. */
  expectedId?(inputs: Properties): Promise<string | undefined>;
  /** Compares what is kept with checked inputs. */
  diff(
    request: Subject & { id: string; before: Kept; inputs: Properties },
  ): Promise<{ changes: boolean; replaces: string[] }>;
  /** Makes the resource from checked inputs. Throws `HalfDone` when part of the work is done. */
  create(request: Subject & { inputs: Properties }): Promise<Kept & { id: string }>;
  /** Reads the resource. Without `before` it is a `.get`. Nothing: it is gone for sure. */
  read(request: {
    id: string;
    before?: Kept | undefined;
  }): Promise<(Kept & { id: string; inputs?: Properties }) | undefined>;
  /**
   * Reads what the account has already under this id, for `pulumi import`, with the inputs that declare it as it is: an `up` with them
   * changes nothing.
   */
  import(request: Subject & { id: string }): Promise<Kept & { id: string; inputs: Properties }>;
  /** Brings the resource in line with checked inputs. Throws `HalfDone` when part of the work is done. */
  update(request: Subject & { id: string; before: Kept; inputs: Properties }): Promise<Kept>;
  /** Gives the resource up, by the rules of its kind. */
  delete(request: { id: string; before: Kept }): Promise<void>;
}

/** Part of the work is done: the resource exists, as in `kept`, and is not as wanted. The next `up` goes on with `update`. */
export class HalfDone extends Error {
  override readonly name = "HalfDone";

  constructor(
    readonly id: string,
    readonly kept: Kept,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
