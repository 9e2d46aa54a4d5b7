import type { Route } from "../account";

const weight = "(;weight=(1000|\\d{1,3}))?";
const transport = "(;transport=(tcp|udp|tls))?";
const host = "([a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*)";
const port = "(:\\d{1,5})?";

/** The format of `value`, by route type (API reference, "R2"). */
const formats: Readonly<Record<Exclude<Route["route_type"], "sip-reg">, RegExp>> = {
  host: new RegExp(`^${host}${port}${transport}${weight}$`, "i"),
  number: new RegExp(`^\\d{11}${weight}$`),
  uri: new RegExp(`^sips?:[^@;\\s]+@${host}${port}${transport}${weight}$`, "i"),
};

export function fitsType(type: keyof typeof formats, value: string): boolean {
  return formats[type].test(value);
}
