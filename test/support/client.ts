import { FlowrouteClient, FlowrouteError } from "../../provider/client";

/** Keys that are found wherever they leak; the secret one has a character that JSON escapes. */
export const keys = { accessKey: "AK12cd34", secretKey: 'S3cr3t-"0123456789abcdef' };

/** A client that tries once. */
export function onceClient(
  { url }: { url: string },
  { log, attemptTimeout = 20 }: { log?: (line: string) => void; attemptTimeout?: number } = {},
): FlowrouteClient {
  return new FlowrouteClient({ ...keys, baseUrl: url }, { retry: { retries: 0, attemptTimeout }, ...(log && { log }) });
}

/** One use of a client. */
export type Use = (client: FlowrouteClient) => Promise<unknown>;

/** The error that a call fails with. */
export async function failureOf(promise: Promise<unknown>): Promise<FlowrouteError> {
  const error = await promise.then(
    () => new Error("it succeeded"),
    (thrown) => thrown,
  );
  if (!(error instanceof FlowrouteError)) throw error;
  return error;
}

/** A number of an account, and what a canned answer says about it. */
export const number = "12065550100";
export const attributes = { alias: null, cnam_lookups_enabled: true, number_type: "longcode" };
export const details = { data: { id: number, attributes } };
