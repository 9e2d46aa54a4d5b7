import * as grpc from "@grpc/grpc-js";
import * as provider from "@pulumi/pulumi/proto/provider_pb.js";
import { Status } from "@pulumi/pulumi/proto/status_pb.js";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { nameOf, typeOf } from "./urn";

/** A resource's properties as plain JSON values; unknown values of a preview are the string `UNKNOWN`. */
export type Properties = Record<string, unknown>;

/** Which resource a call is about; name and type are part of its URN. */
export interface ResourceName {
  urn: string;
}

/** An input that `check` refused. */
export interface CheckFailure {
  property: string;
  reason: string;
}

/** What a provider makes of inputs. */
export interface Checked {
  inputs: Properties;
  failures: CheckFailure[];
}

/** What a provider thinks of a change; `changes` is undefined when it does not say. */
export interface Difference {
  changes: boolean | undefined;
  replaces: string[];
  deleteBeforeReplace: boolean;
}

/** A create or update that came half way: the resource exists, with these properties, and is not as wanted. */
export class ResourceInitFailed extends Error {
  override readonly name = "ResourceInitFailed";

  constructor(
    readonly id: string,
    readonly properties: Properties,
    readonly reasons: string[],
  ) {
    super(reasons.join("; ") || "the resource is not as wanted");
  }
}

export function checked(response: provider.CheckResponse): Checked {
  return { inputs: properties(response.getInputs()), failures: failuresIn(response) };
}

export function failuresIn(response: provider.CheckResponse | provider.InvokeResponse): CheckFailure[] {
  return response
    .getFailuresList()
    .map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() }));
}

export function difference(response: provider.DiffResponse): Difference {
  const { DIFF_SOME, DIFF_UNKNOWN } = provider.DiffResponse.DiffChanges;
  const changes = response.getChanges();
  return {
    changes: changes === DIFF_UNKNOWN ? undefined : changes === DIFF_SOME,
    replaces: response.getReplacesList(),
    deleteBeforeReplace: response.getDeletebeforereplace(),
  };
}

/** The engine sends a resource's name and type along with its URN. */
export function named<R extends { setUrn(urn: string): R; setName(name: string): R; setType(type: string): R }>(
  request: R,
  { urn }: ResourceName,
): R {
  return request.setUrn(urn).setName(nameOf(urn)).setType(typeOf(urn));
}

export function struct(values: Properties): Struct {
  return Struct.fromJavaScript(values as Record<string, JavaScriptValue>);
}

export function properties(values: Struct | undefined): Properties {
  return values?.toJavaScript() ?? {};
}

type Send<Response> = (done: (error: grpc.ServiceError | null, response: Response) => void) => unknown;

export async function unary<Response>(send: Send<Response>): Promise<Response> {
  return new Promise((resolve, reject) => {
    send((error, response) => (error ? reject(plainError(error)) : resolve(response)));
  });
}

/** The answer to a call that providers need not know. */
export async function unlessUnimplemented<Response>(send: Send<Response>): Promise<Response | undefined> {
  return unary<Response | undefined>((done) =>
    send((error, response) =>
      error?.code === grpc.status.UNIMPLEMENTED ? done(null, undefined) : done(error, response),
    ),
  );
}

/** The provider's own error: half-way results travel in the details of the gRPC status. */
function plainError(error: grpc.ServiceError): Error {
  try {
    for (const details of error.metadata?.get("grpc-status-details-bin") ?? []) {
      for (const detail of Status.deserializeBinary(Buffer.from(details)).getDetailsList()) {
        if (!detail.getTypeUrl().endsWith("pulumirpc.ErrorResourceInitFailed")) continue;
        const failed = provider.ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
        return new ResourceInitFailed(failed.getId(), properties(failed.getProperties()), failed.getReasonsList());
      }
    }
  } catch {
    // Details that are not what they should be: the error itself still arrives.
  }
  if (error.code === grpc.status.UNAVAILABLE) return new Error(`The provider process is gone: ${error.details}`);
  return new Error(error.details || error.message);
}
