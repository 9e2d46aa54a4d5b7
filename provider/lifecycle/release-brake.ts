import type { Note } from "./command";
import { firstTen } from "./first-ten";
import type { Session } from "./session";

/** How a number is given up: it leaves the account, or it loses its routes, and then a call to it rings nowhere. */
export type GivingUp = Extract<Note, { what: "given up" }>["how"];

const stays = {
  released: "was not released and stays on the account",
  detached: "was not detached and keeps its routes",
} as const satisfies Record<GivingUp, string>;

/**
 * Counts a number that this command is about to give up, in whichever of its processes. One that is detached and then released counts
 * once. Without the detaching, a `destroy` of too many would release some, and leave the others on the account in silence.
 * @throws Error when the command has given up as many as `flowroute:maxReleases` allows, or when that cannot be told.
 */
export function countGivenUp(session: Session, number: string, how: GivingUp): void {
  const { maxReleases } = session.stack;
  const numbers = countIn(session, number, how);
  if (numbers.size <= maxReleases) return;
  uncountGivenUp(session, number, how);
  numbers.delete(number);
  throw new Error(
    `${number} ${stays[how]}: flowroute:maxReleases is ${maxReleases}, and this command has released or detached ` +
      `${numbers.size === 0 ? "none" : `${numbers.size} (${firstTen([...numbers])})`}. To give up more at a time, run ` +
      `\`pulumi config set flowroute:maxReleases <count>\` and then \`pulumi up\`, because a destroy uses the settings of the last up. ` +
      "To keep the number, declare it again.",
  );
}

/** Nothing was taken away after all. */
export function uncountGivenUp(session: Session, number: string, how: GivingUp): void {
  session.command.noteSafely({ what: "not given up", how, number });
}

/** Counts the number, and gives all that are counted. */
function countIn({ command }: Session, number: string, how: GivingUp): Set<string> {
  const counted = new Map<string, string>();
  try {
    command.note({ what: "given up", how, number });
    for (const note of command.known()) {
      if (note.what === "given up") counted.set(`${note.how} ${note.number}`, note.number);
      if (note.what === "not given up") counted.delete(`${note.how} ${note.number}`);
    }
  } catch (error) {
    throw new Error(
      `${number} was not ${how}: whether flowroute:maxReleases allows it cannot be told, because what other processes of this ` +
        `command have given up cannot be read (${(error as Error).message}).`,
    );
  }
  return new Set(counted.values());
}
