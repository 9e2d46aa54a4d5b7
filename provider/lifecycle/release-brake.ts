import type { Note } from "./command";
import { firstTen } from "./first-ten";
import type { Session } from "./session";

/** How a number is given up: it leaves the account, or it loses its routes, and then a call to it rings nowhere. */
export type GivingUp = Extract<Note, { what: "given up" }>["how"];

const stays = {
  released: "was not released and stays on the account",
  detached: "was not detached and keeps its routes",
} as const satisfies Record<GivingUp, string>;

/** The command has given up as many numbers as it may. */
export class BrakeReached extends Error {}

/**
 * Counts a number that this command is about to give up, in whichever of its processes. One that is detached and then released counts
 * once. Without the detaching, a `destroy` of too many would release some, and leave the others on the account in silence.
 * @throws BrakeReached when the command has given up as many as `flowroute:maxReleases` allows; Error when that cannot be told.
 */
export function countGivenUp(session: Session, number: string, how: GivingUp): void {
  const { maxReleases } = session.stack;
  const numbers = countIn(session, number, how);
  if (numbers.size <= maxReleases) return;
  uncountGivenUp(session, number, how);
  numbers.delete(number);
  throw new BrakeReached(`${number} ${stays[how]}: ${brake(session, numbers)} To keep the number, declare it again.`);
}

/**
 * Makes sure that the command may give up all of these: half of a group would ring nowhere, while the state says that all is as declared.
 * @throws BrakeReached
 */
export function expectRoomFor(session: Session, numbers: readonly string[]): void {
  const { maxReleases } = session.stack;
  const before = countedBy(session.command.knownSafely());
  if (new Set([...before, ...numbers]).size <= maxReleases) return;
  throw new BrakeReached(
    `${numbers.length} numbers (${firstTen([...numbers].sort())}) were not detached and keep their routes: ` +
      `${brake(session, before)} To keep the numbers, declare them again.`,
  );
}

function brake({ stack, areSettingsOfNow }: Session, counted: ReadonlySet<string>): string {
  const thenRun = areSettingsOfNow
    ? "and run the command again."
    : "and then `pulumi up`, because a destroy uses the settings of the last up.";
  return (
    `flowroute:maxReleases is ${stack.maxReleases}, and this command has released or detached ` +
    `${counted.size === 0 ? "none" : `${counted.size} (${firstTen([...counted])})`}. To give up more at a time, run ` +
    `\`pulumi config set flowroute:maxReleases <count>\` (of a Provider in the program, set its maxReleases) ${thenRun}`
  );
}

/** Nothing was taken away after all. */
export function uncountGivenUp(session: Session, number: string, how: GivingUp): void {
  session.command.noteSafely({ what: "not given up", how, number });
}

/** Counts the number, and gives all that are counted. */
function countIn({ command }: Session, number: string, how: GivingUp): Set<string> {
  try {
    command.note({ what: "given up", how, number });
    return countedBy(command.known());
  } catch (error) {
    throw new Error(
      `${number} was not ${how}: whether flowroute:maxReleases allows it cannot be told, because what other processes of this ` +
        `command have given up cannot be read (${(error as Error).message}).`,
    );
  }
}

function countedBy(notes: readonly Note[]): Set<string> {
  const counted = new Map<string, string>();
  for (const note of notes) {
    if (note.what === "given up") counted.set(`${note.how} ${note.number}`, note.number);
    if (note.what === "not given up") counted.delete(`${note.how} ${note.number}`);
  }
  return new Set(counted.values());
}
