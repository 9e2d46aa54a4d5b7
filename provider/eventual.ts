import * as pulumi from "@pulumi/pulumi";

/** Whether a value, or any part of it, is only to come: an output, which may be a secret, or a promise. */
export function isEventual(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return true;
  return Object.values(value).some(isEventual);
}
