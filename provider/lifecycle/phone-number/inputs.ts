import { z } from "zod";
import { criteriaShape } from "../criteria";
import { dollarAmount, type Failure, type Judged, judge, type Properties, phoneNumber, printableText } from "../judge";

const shape = {
  number: phoneNumber,
  match: z
    .strictObject(criteriaShape, "must be an object of search criteria")
    .refine((match) => Object.keys(match).length > 0, {
      error: "must name at least one criterion, such as areaCode",
      // One that is misspelt is complaint enough.
      when: ({ issues }) => issues.length === 0,
    }),
  maxSetupCost: dollarAmount,
  maxMonthlyCost: dollarAmount,
  purchase: z.enum(["allow", "forbid"], 'must be "allow" or "forbid"'),
  // 64 characters is what the list filter takes (API section 7.1); a longer alias could never be looked up again.
  alias: printableText.max(64, "must not be longer than 64 characters"),
  cnamLookupsEnabled: z.boolean("must be true or false"),
  messagingEnabled: z.boolean("must be true or false"),
  onDelete: z.enum(["retain", "release"], 'must be "retain" or "release"'),
};

/** Checked inputs of a PhoneNumber; `number` in Flowroute's own form. */
export type PhoneNumberInputs = Judged<typeof shape>["values"] & {
  /** URN of the resource that a number is bought for by `match`. The resource class puts it in, not the program. */
  readonly buyer?: string;
};

/** The same with what is not known or not right. */
type JudgedPhoneNumber = Judged<typeof shape> & { readonly values: PhoneNumberInputs };

/** Judges a PhoneNumber's inputs, each on its own and together. */
export function judgePhoneNumber({ buyer, ...news }: Properties): JudgedPhoneNumber {
  const judged = judge(news, shape);
  const failures: Failure[] = [...judged.failures];
  if ("number" in news && "match" in news) {
    failures.push({
      property: "match",
      reason: "give either number (this very one) or match (one chosen for you), not both",
    });
  }
  if (!("number" in news) && !("match" in news)) {
    failures.push({
      property: "number",
      reason:
        'give number (this very one, such as "+1 206-555-0100") or match (one chosen for you, such as { areaCode: "206" })',
    });
  }
  const values = typeof buyer === "string" ? { ...judged.values, buyer } : judged.values;
  return { ...judged, values, failures: [...failures, ...contradiction(values.match)] };
}

/** Criteria no number can satisfy together are a mistake worth more than "nothing for sale". */
function contradiction(match: PhoneNumberInputs["match"]): Failure[] {
  if (match?.areaCode === undefined || match.exchange?.length !== 6 || match.exchange.startsWith(match.areaCode))
    return [];
  const reason = `exchange ${match.exchange} is not in area code ${match.areaCode}; give three digits, or six that begin with ${match.areaCode}`;
  return [{ property: "match.exchange", reason }];
}
