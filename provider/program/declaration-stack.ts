import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as pulumi from "@pulumi/pulumi";

/** A line of a stack, as the SDK hands it to the engine; nothing for one of Node's own. */
type Place = { readonly uri: string } | undefined;

// Not in the SDK's type declarations: the stack in which a resource is declared.
const sdk = pulumi.Resource as unknown as { stackTrace(skip: number): Place[] };

/** Where our lines are. */
const ours = pathToFileURL(join(__dirname, "..")).href;
/** Where those are of what Pulumi runs programs with. */
const runners = /\/node_modules\/(ts-node|@pulumi\/(pulumi|cmd|runtime|resource\.ts))\b/;

/**
 * Keeps the SDK's stacks short until the function that it returns is called: while a resource is constructed.
 *
 * The SDK notes four stacks for each property, to show them if a promise never ends. Pulumi runs programs with source maps, where
 * to write them is a third of a program's time, so they stay empty; those of errors do not. And the SDK hands the engine the whole
 * stack of the declaration, its first line as its place, which would be one of ours. The whole is half of a resource's state, and
 * the state is written at each step; the program's own lines are left of it.
 */
export function shortStacks(): () => void {
  const { prepareStackTrace } = Error;
  const { stackTrace } = sdk;
  if (prepareStackTrace)
    Error.prepareStackTrace = (error, lines) =>
      lines[0]?.getFunctionName() === "debuggablePromise" ? "" : prepareStackTrace(error, lines);
  sdk.stackTrace = function ofDeclaration(skip) {
    // This line stands where the SDK expects the one of the class.
    return programsOwn(stackTrace.call(sdk, skip));
  };
  return () => {
    Error.prepareStackTrace = prepareStackTrace;
    sdk.stackTrace = stackTrace;
  };
}

/** Where the program's lines cannot be told, as in a bundle, all stay. */
function programsOwn(places: Place[]): Place[] {
  const own = places.filter((place) => place !== undefined && !place.uri.startsWith(ours) && !runners.test(place.uri));
  return own.length === 0 ? places : own;
}
