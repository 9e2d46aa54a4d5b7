/**
 * What the client hands out and takes in, in the words of Flowroute's v2 API ("Numbers" and "Routes" pages).
 *
 * Common to all: a phone number is Flowroute's own form, digits with the country code first and no plus sign
 * (`12065550100`); money is US dollars; an attribute that the account's answer leaves out, or sends as null, is `undefined`.
 */
export type * from "./http/bounded";
export type * from "./inventory/types";
export type * from "./numbers/types";
export type * from "./routes/types";
