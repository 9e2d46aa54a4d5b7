import { access, constants, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Account } from "./account";
import { completeAccount } from "./account-input";

/** Reads an account from a JSON file; throws an `Error` that names the file and what is wrong with it. */
export async function readAccount(file: string): Promise<Account> {
  try {
    return completeAccount(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    throw new Error(`the account file ${file} cannot be used: ${reason(error)}`);
  }
}

/** Throws an `Error` if the account could not be saved in this file because there is no directory to write to. */
export async function checkSavable(file: string): Promise<void> {
  try {
    await access(dirname(file), constants.W_OK);
  } catch (error) {
    throw new Error(`the account cannot be saved in ${file}: ${reason(error)}`);
  }
}

/** Writes an account to a JSON file, which afterwards holds all of it or is as it was. */
export async function saveAccount(file: string, account: Account): Promise<void> {
  const unfinished = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(unfinished, `${JSON.stringify(account, null, 2)}\n`);
    await rename(unfinished, file);
  } catch (error) {
    throw new Error(`the account cannot be saved in ${file}: ${reason(error)}`);
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
