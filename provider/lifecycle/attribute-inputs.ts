import { z } from "zod";
import { printableText } from "./validate";

/** What a program can say of a number beside where its calls go. */
export const attributeShape = {
  // 64 characters is what the list filter takes (API section 7.1); a longer alias could never be looked up again.
  // White space around it is taken off, as the account may do it: otherwise it would be drift for ever.
  alias: printableText.trim().max(64, "must not be longer than 64 characters"),
  cnamLookupsEnabled: z.boolean("must be true or false"),
  messagingEnabled: z.boolean("must be true or false"),
};
