import { isDeepStrictEqual } from "node:util";
import type { Abilities, Properties } from "./provider-process";
import { SIGNATURE, SIGNATURES, UNKNOWN } from "./signatures";

/** A secret as it travels between program and engine; in state it is encrypted instead. */
export function secret(value: unknown): Properties {
  return { [SIGNATURE]: SIGNATURES.secret, value };
}

export function isSecret(value: unknown): value is { value: unknown } {
  return isObject(value) && value[SIGNATURE] === SIGNATURES.secret;
}

/** The value with every secret in it, at any depth, replaced by what `change` makes of it. */
export function mapSecrets(value: unknown, change: (secret: Properties) => unknown): unknown {
  if (Array.isArray(value)) return value.map((member) => mapSecrets(member, change));
  if (!isObject(value)) return value;
  if (value[SIGNATURE] === SIGNATURES.secret) return change(value);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapSecrets(member, change)]));
}

/**
 * The value as a provider gets it that does not know Pulumi's objects: no secrets, and the id (else URN) of a resource in
 * its place. Those it knows it gets as they are.
 */
export function plain<T>(value: T, knows?: Abilities): T;
export function plain(value: unknown, knows: Abilities = {}): unknown {
  if (Array.isArray(value)) return value.map((member) => plain(member, knows));
  if (!isObject(value)) return value;
  if (value[SIGNATURE] === SIGNATURES.secret && !knows.secrets) return plain(value.value, knows);
  if (value[SIGNATURE] === SIGNATURES.resource && !knows.resources)
    return "id" in value ? value.id || UNKNOWN : value.urn;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member, knows)]));
}

/** Whether two values are equal when secrets are plain. */
export function same(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(plain(one), plain(other));
}

/** Whether any part of the value will only be known when it is applied. */
export function hasUnknown(value: unknown): boolean {
  if (isObject(value)) return Object.values(value).some(hasUnknown);
  return Array.isArray(value) ? value.some(hasUnknown) : value === UNKNOWN;
}

/** The value without the parts of it that will only be known when it is applied. */
export function knownPart(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(knownPart).filter((member) => member !== undefined);
  if (!isObject(value)) return value === UNKNOWN ? undefined : value;
  const members = Object.entries(value).map(([key, member]) => [key, knownPart(member)] as const);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}

/** Some providers see no secrets, so what they return under the name of a secret is made one again. */
export function markSecrets(outputs: Properties, inputs: Properties): Properties {
  const marked = { ...outputs };
  for (const [key, input] of Object.entries(inputs)) {
    const output = marked[key];
    if (output === undefined || isSecret(output)) continue;
    if (isObject(output) && isObject(input) && !isSecret(input)) marked[key] = markSecrets(output, input);
    else if (hasSecret(input)) marked[key] = secret(output);
  }
  return marked;
}

/** New inputs with the old value at every path of `ignoreChanges` (`a`, `a.b`, `a[0].b`, `a["b.c"]`). */
export function keepIgnored(news: Properties, olds: Properties, paths: string[]): Properties {
  const kept = JSON.parse(JSON.stringify(news)) as Properties;
  for (const path of paths) {
    const keys = [...path.matchAll(/"([^"]*)"|[^.[\]"]+/g)].map(([whole, quoted]) => quoted ?? whole);
    const last = keys.pop();
    if (last === undefined) continue;
    const from = step(olds, keys);
    const to = step(kept, keys);
    // As in Pulumi, a path that does not exist on both sides down to its last key is passed over.
    if (!from || !to) continue;
    if (last in from) to[last] = from[last];
    else delete to[last];
  }
  return kept;
}

function step(start: Properties, keys: string[]): Properties | undefined {
  let place: unknown = start;
  for (const key of keys) {
    const inside: unknown = isSecret(place) ? place.value : place;
    place = typeof inside === "object" && inside !== null ? (inside as Properties)[key] : undefined;
  }
  const end: unknown = isSecret(place) ? place.value : place;
  return typeof end === "object" && end !== null ? (end as Properties) : undefined;
}

export function hasSecret(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasSecret);
  return isObject(value) && (isSecret(value) || Object.values(value).some(hasSecret));
}

function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
