import { booleanOf } from "./body";
import { invalidFields } from "./errors";

/** What N5 and N9 let the caller set; undefined where nothing was said. */
export interface NumberOptions {
  cnam_lookups_enabled: boolean | undefined;
  messaging_enabled: boolean | undefined;
}

/** Reads the options both have in common. Throws the 422 that names a wrong field. */
export function readNumberOptions(given: Readonly<Record<string, unknown>>): NumberOptions {
  // A simulator mails and calls back no person, but a wrong value is still wrong.
  optionalBoolean(given, "messaging_email");
  const callback = given.messaging_callback_url;
  if (callback !== undefined && !(typeof callback === "string" && URL.canParse(callback)))
    throw invalidFields({ messaging_callback_url: ["Not a valid URL."] });
  return {
    cnam_lookups_enabled: optionalBoolean(given, "cnam_lookups_enabled"),
    messaging_enabled: optionalBoolean(given, "messaging_enabled"),
  };
}

function optionalBoolean(given: Readonly<Record<string, unknown>>, name: string): boolean | undefined {
  if (given[name] === undefined) return undefined;
  const value = booleanOf(given[name]);
  if (value === undefined) throw invalidFields({ [name]: ["Not a valid boolean."] });
  return value;
}
