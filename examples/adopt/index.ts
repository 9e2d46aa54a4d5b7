import { NumberRoutes, type NumberRoutesArgs, PhoneNumber, REGISTRATION_ROUTE } from "pulumi-flowroute";

/** A number of the account and where its calls go. */
interface Line {
  number: string;
  alias?: string;
  routes: Omit<NumberRoutesArgs, "number">;
}

// One entry for each number. As long as it says what the account says, `pulumi up` writes nothing there.
const lines: Record<string, Line> = {
  "front-desk": {
    number: "+1 206-555-0100",
    alias: "Front desk",
    routes: { primaryRoute: { alias: "acme-pbx" }, failoverRoute: { alias: "PSTNroute1" } },
  },
  support: {
    number: "+1 206-555-0102",
    alias: "Support",
    routes: { primaryRoute: { alias: "pbx-main" }, failoverRoute: REGISTRATION_ROUTE },
  },
  "sales-hotline": {
    number: "+1 800-555-0199",
    routes: { primaryRoute: { alias: "pbx-main" }, failoverRoute: { alias: "overnight-answering" } },
  },
};

// A protected resource is not deleted by accident: not by `pulumi destroy`, and not by losing its entry above.
const options = { protect: true };

export const adopted = Object.entries(lines).map(([name, { routes, ...line }]) => {
  // With purchases forbidden, a mistyped number is an error and not a bill.
  const { number, e164 } = new PhoneNumber(name, { ...line, purchase: "forbid" }, options);
  new NumberRoutes(name, { number, ...routes }, options);
  return e164;
});
