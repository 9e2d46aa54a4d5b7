import { z } from "zod";
import { attributeShape } from "../../lifecycle/attribute-inputs";
import { criteriaShape } from "../../lifecycle/criteria-inputs";
import type { Failure, Properties } from "../../lifecycle/lifecycle";
import { dollarAmount, phoneNumber, type Validated, type ValuesOf, validate } from "../../lifecycle/validate";

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
  ...attributeShape,
  onDelete: z.enum(["retain", "release"], 'must be "retain" or "release"'),
};

/** Checked inputs of a PhoneNumber; `number` in Flowroute's own form. */
export type PhoneNumberInputs = ValuesOf<typeof shape>;

/** Validates a PhoneNumber's inputs, each on its own and together. */
export function validatePhoneNumber(inputs: Properties): Validated<PhoneNumberInputs> {
  const validated = validate(inputs, shape);
  const failures: Failure[] = [...validated.failures];
  if ("number" in inputs && "match" in inputs) {
    failures.push({
      property: "match",
      reason: "give either number (this very one) or match (one chosen for you), not both",
    });
  }
  if (!("number" in inputs) && !("match" in inputs)) {
    failures.push({
      property: "number",
      reason:
        'give number (this very one, such as "+1 206-555-0100") or match (one chosen for you, such as { areaCode: "206" })',
    });
  }
  return { ...validated, failures: [...failures, ...contradiction(validated.values.match)] };
}

/** Criteria no number can satisfy together are a mistake worth more than "nothing for sale". */
function contradiction(match: PhoneNumberInputs["match"]): Failure[] {
  if (match?.areaCode === undefined || match.exchange?.length !== 6 || match.exchange.startsWith(match.areaCode))
    return [];
  const reason = `exchange ${match.exchange} is not in area code ${match.areaCode}; give three digits, or six that begin with ${match.areaCode}`;
  return [{ property: "match.exchange", reason }];
}
