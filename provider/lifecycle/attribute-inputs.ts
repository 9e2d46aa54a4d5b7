import { z } from "zod";
import { LONGEST_ALIAS } from "./attributes";
import { printableText } from "./validate";

/** What a program can say of a number beside where its calls go. */
export const attributeShape = {
  // What the list filter takes (API section 7.1).
  // White space around it is taken off, as the account may do it: otherwise it would be drift for ever.
  alias: printableText.trim().max(LONGEST_ALIAS, `must not be longer than ${LONGEST_ALIAS} characters`),
  cnamLookupsEnabled: z.boolean("must be true or false"),
  messagingEnabled: z.boolean("must be true or false"),
};
