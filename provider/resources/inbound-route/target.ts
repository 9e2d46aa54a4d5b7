import type { RouteDefinition } from "../../client";
import { weightOf, withoutWeight, withWeight } from "../../lifecycle/route-weight";
import { fromInput, toInput } from "../../lifecycle/spelling";

/** Where a route leads, as Flowroute keeps it. */
export type Target = Pick<RouteDefinition, "routeType" | "value">;

/** The same as a program says it. */
export interface TargetInputs {
  readonly host?: string | undefined;
  readonly uri?: string | undefined;
  readonly number?: string | undefined;
  readonly weight?: number | undefined;
}

const types = ["host", "uri", "number"] as const;

/** The target that inputs name; nothing while it is unknown. */
export function targetOf(inputs: TargetInputs): Target | undefined {
  const routeType = types.find((type) => inputs[type] !== undefined);
  if (routeType === undefined) return undefined;
  const value = inputs[routeType] as string;
  return { routeType, value: withWeight(routeType === "number" ? fromInput(value) : value, inputs.weight) };
}

/** The inputs that name a target; none for a kind of route that Flowroute has added. */
export function inputsOf({ routeType, value = "" }: { routeType: string; value?: string | undefined }): TargetInputs {
  const type = types.find((it) => it === routeType);
  if (type === undefined) return {};
  const plain = withoutWeight(value);
  const weight = weightOf(value);
  const target = type === "number" ? toInput(fromInput(plain)) : plain;
  return { [type]: target, ...(weight === undefined ? {} : { weight }) };
}

/** Whether a route leads where it should. Names of hosts are the same in any case. */
export function sameTarget(is: { routeType: string; value?: string | undefined }, wanted: Target): boolean {
  if (is.routeType !== wanted.routeType) return false;
  const [one, other] = [is.value ?? "", wanted.value];
  if (is.routeType === "host") return one.toLowerCase() === other.toLowerCase();
  return is.routeType === "number" ? fromInput(one) === fromInput(other) : one === other;
}

/** In words: `host pbx.example.com`. */
export function describeTarget({ routeType, value }: { routeType: string; value?: string | undefined }): string {
  return value === undefined ? routeType : `${routeType} ${value}`;
}
