import { amount, counted } from "../../provider/lifecycle/counted";
import type { Places, Report } from "./schema";

/** What the lists lack. */
export function missingText({
  secret,
  unreadable,
  elsewhere,
}: Pick<Places, "secret" | "unreadable" | "elsewhere">): string[] {
  return [
    ...(secret > 0 ? [`${counted(secret, "number")} kept as a secret by a stack: compared, but not listed.`] : []),
    ...(unreadable > 0
      ? [
          `${counted(unreadable, "number")} of groups cannot be read, because the groups keep them as secrets. A number that is said to be only on the account may be one of them.`,
        ]
      : []),
    ...(elsewhere > 0
      ? [
          `Not compared with this account: ${counted(elsewhere, "resource")} whose provider is not the default one, because a state does not say which account that is of.`,
        ]
      : []),
  ];
}

/** What the sum lacks. */
export function costNotes({
  unpriced,
  callerNameLookups,
}: Pick<Report["cost"], "unpriced" | "callerNameLookups">): string[] {
  return [
    ...(unpriced > 0
      ? [`Flowroute says no price for ${counted(unpriced, "number")}: only the fee is in the sum.`]
      : []),
    ...(callerNameLookups > 0
      ? [
          `Not in the sum: lookups of callers' names, charged per call, which ${counted(callerNameLookups, "number")} make.`,
        ]
      : []),
  ];
}

export function summaryText({ counts: { error, warning, info }, ignored }: Report): string {
  const found = `${counted(error, "error")}, ${counted(warning, "warning")}, ${info} info`;
  return ignored === 0 ? found : `${found}; ${amount(ignored)} ignored`;
}
