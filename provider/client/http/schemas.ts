/**
 * What the answers of all families have in common. Fields that we do not name pass unread, because Flowroute adds fields
 * without notice; what an example ever lacked or had as null is optional.
 */
import { z } from "zod";
import { printable } from "./printable";

/** Text of any kind ends up on terminals: `pulumi stack output` prints it as it is. */
export const word = z.string().transform(printable);

/** Text that may be missing. */
export const text = word.nullish().transform(orUndefined);

/** An amount of money that may be missing. */
export const amount = z.number().nullish().transform(orUndefined);

/** The reference calls ids integers, its examples show text. */
export const anyId = z.union([word.pipe(z.string().min(1)), z.number().transform(String)]);

/** Ids of numbers, routes, area codes and exchanges: only digits, because they get into paths and other requests. */
export const id = anyId.pipe(z.string().regex(/^\d{1,20}$/, "not an id of digits"));

/** Edge strategies' ids. */
export const integer = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
]);

/**
 * Items before each is looked at: zod reports every wrong item, and reports on millions would take more memory than the
 * items do.
 */
export const many = z.array(z.unknown()).max(10_000);

/** All items of an answer. */
export function listOf<T>(item: z.ZodType<T>): z.ZodType<T[]> {
  return many.pipe(z.array(item));
}

/** A page of a list of `item`; of its links we read only whether a next page is announced, since some lead elsewhere. */
export function pageOf<T>(item: z.ZodType<T>): z.ZodType<{ items: T[]; more: boolean }> {
  return z
    .object({ data: listOf(item), links: z.object({ next: text }).nullish() })
    .transform(({ data, links }) => ({ items: data, more: links?.next !== undefined }));
}

/** A document about one thing. */
export function documentOf<T>(thing: z.ZodType<T>): z.ZodType<T> {
  return z.object({ data: thing }).transform(({ data }) => data);
}

const anything = z.unknown().optional();

/** The errors of a refusal, or of a 207; all members vary or are missing somewhere. */
export const errorBody = z.object({
  errors: many
    .min(1)
    .transform((all) => all.slice(0, 20))
    .pipe(z.array(z.object({ detail: anything, id: anything, status: anything, title: anything }))),
});

export type ErrorEntry = z.output<typeof errorBody>["errors"][number];

export function orUndefined<T>(value: T | null | undefined): T | undefined {
  return value ?? undefined;
}
