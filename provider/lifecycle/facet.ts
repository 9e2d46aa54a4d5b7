import type { OwnedNumber } from "../client";
import type { Properties } from "./lifecycle";
import type { Session } from "./session";
import type { Validated } from "./validate";

/** What a number has of a facet: for each part an id, where it has one. */
export type Parts<Part extends string> = { readonly [Name in Part]?: string };

/** What every program says of a facet. */
export interface FacetInputs {
  readonly number?: string;
  readonly onDelete?: string;
}

/** The same with its parts: for each an id, or a reference that stands for one. */
export type Wishes<Part extends string> = FacetInputs & { readonly [Name in Part]?: unknown };

/** Some parts were written, or may have been, and others not. */
export class PartlyWritten<Part extends string> extends Error {
  override readonly name = "PartlyWritten";

  constructor(
    readonly parts: Parts<Part>,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** Something that a number of the account has, which a resource of its own manages: where its calls go, its caller name. */
export interface Facet<Part extends string> {
  /** The resource's kind: `NumberRoutes`. */
  readonly kind: string;
  /** `onDelete`'s word for taking it away. */
  readonly removal: string;
  /** Its parts, in the order in which they are written; the first is the one that every declaration has. */
  readonly parts: readonly [Part, ...Part[]];
  /** What a message says that a number keeps: `its routes`. */
  readonly possession: string;
  /** Why a number has to be on the account: `so its calls cannot be routed`. */
  readonly needed: string;
  /** Validates inputs. Loaded with the first of them, because it needs zod: a refresh begins with reading. */
  validate(inputs: Properties): Validated<Wishes<Part>>;
  /** What the account says. */
  now(details: OwnedNumber): Parts<Part>;
  /**
   * The id that an input stands for.
   * @param now the id that the number has there
   * @throws UnclearInput when that cannot be told
   */
  resolve(session: Session, input: unknown, now: () => Promise<string | undefined>): Promise<string>;
  /** Ids, and what the program says in their place, as a person knows them. */
  describe(session: Session, inputs: readonly unknown[], details?: OwnedNumber): Promise<string[]>;
  /**
   * Writes what differs, in a safe order.
   * @throws PartlyWritten with what is true now, when something was written or may have been
   */
  write(session: Session, number: string, from: Parts<Part>, to: Parts<Part>): Promise<void>;
  /** Takes away what was declared, as far as it is still there. */
  remove(session: Session, number: string, declared: Parts<Part>): Promise<void>;
  /** What a deletion by the rule says of what stays. */
  retained(parts: Parts<Part>): string;
  /** What else a plan has to say of parts that change. */
  warn?(session: Session, number: string, wanted: Parts<Part>): Promise<void>;
}
