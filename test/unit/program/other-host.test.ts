import * as pulumi from "@pulumi/pulumi";
import * as dynamic from "../../../provider";
import * as native from "../../../provider/native";

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: (args) => ({ id: args.inputs.number ?? args.name, state: args.inputs }),
    call: () => ({}),
  }),
);

const keys = { accessKey: pulumi.secret("key"), secretKey: pulumi.secret("secret") };

/** Each host, its entry, and the entry of the other. */
const hosts = [
  ["dynamic resources", dynamic, native],
  ["the plugin", native, dynamic],
] as const;

class Office extends pulumi.ComponentResource {
  constructor(name: string, options: pulumi.ComponentResourceOptions) {
    super("acme:index:Office", name, {}, options);
  }
}

// The SDK passes it over without a word, and the number would be bought on the account of the stack's own keys.
test.each(hosts)(
  "a component's provider is refused where what is below is on the other host: %s",
  (where, host, other) => {
    const provider = new other.Provider(`support of ${where}`, keys);
    const parent = new Office(`office of ${where}`, { providers: [provider] });
    const declare = () => new host.PhoneNumber("desk", { match: { areaCode: "206" } }, { parent });
    expect(declare).toThrow("Use the class Provider of the same entry.");
  },
);

test.each(hosts)("a component with a provider for each host gives each resource its own: %s", (where, host, other) => {
  const providers = [new other.Provider(`others of ${where}`, keys), new host.Provider(`own of ${where}`, keys)];
  const parent = new Office(`offices of ${where}`, { providers });
  expect(() => new host.PhoneNumber(`desk of ${where}`, { number: "2065550119" }, { parent })).not.toThrow();
});
