import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { inShort } from "../../provider/client";
import { decoded } from "../decoded";
import { UsageError } from "../exit";
import type { Declarations } from "./declarations";
import type { GivenNames } from "./names";

/**
 * Names by number or route id, from a JSON file; none while there is no file.
 * @throws UsageError when it holds something else
 */
export async function readNames(file: string): Promise<GivenNames> {
  if (!existsSync(file)) return new Map();
  const refuse = (why: string): never => {
    throw new UsageError(
      `${file} ${why}; it must hold names by number or route id, as in {"12065550100": "front-desk"}.`,
    );
  };
  let names: unknown;
  try {
    names = JSON.parse(decoded(await readFile(file)));
  } catch (error) {
    return refuse(`is not JSON (${inShort((error as Error).message)})`);
  }
  if (typeof names !== "object" || names === null || Array.isArray(names)) return refuse("is not an object");
  const entries = Object.entries(names);
  const odd = entries.find(([id, name]) => !/^\d+$/.test(id) || typeof name !== "string" || !/^[\w.-]+$/.test(name));
  if (odd) return refuse(`has ${inShort(JSON.stringify(odd[0]))}: ${inShort(JSON.stringify(odd[1]))}`);
  return new Map(entries);
}

/** Keeps the names, so that they stay when an alias changes or another number gets it. */
export async function writeNames(file: string, { numbers, routes }: Declarations, given: GivenNames): Promise<void> {
  const names = new Map(given);
  for (const { route, name } of routes) names.set(route.id, name);
  for (const { number, name } of numbers) names.set(number, name);
  const sorted = [...names].sort(([one], [other]) => (one < other ? -1 : 1));
  // In one step, because a command that is killed while it writes must not take the names with it that were there.
  const fresh = `${file}.${process.pid}.tmp`;
  await writeFile(fresh, `${JSON.stringify(Object.fromEntries(sorted), undefined, 2)}\n`);
  await rename(fresh, file);
}
