import * as pulumi from "@pulumi/pulumi";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";
import { PhoneNumber } from "../../../provider";
import * as native from "../../../provider/native";

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: (args) => ({ id: args.inputs.number, state: args.inputs }),
    call: () => ({}),
  }),
);

const hosts = [
  ["dynamic resources", PhoneNumber],
  ["the plugin", native.PhoneNumber],
] as const;

/** Lines of the stacks that Node notes while something happens. */
function linesNoted(happening: () => void): number {
  const { prepareStackTrace } = Error;
  let noted = 0;
  Error.prepareStackTrace = (error, callSites) => {
    noted += callSites.length;
    return `${error}`;
  };
  try {
    happening();
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
  return noted;
}

/** A resource as the SDK makes it, with four properties. */
class Plain extends pulumi.CustomResource {
  constructor(name: string) {
    super("test:index:Plain", name, { a: 1, b: 2, c: 3, d: 4 });
  }
}

test.each(hosts)(
  "a resource with twenty properties has fewer lines of stacks noted than one with four, on %s",
  (_, Class) => {
    const plain = linesNoted(() => new Plain("plain"));
    // Four properties, four stacks each, ten lines.
    expect(plain).toBeGreaterThan(160);
    const ours = linesNoted(() => new Class("ours", { number: "2065550114" }));
    expect(ours).toBeLessThan(plain);
  },
);

test("what a transformation throws keeps its whole stack, and stacks are as ever afterwards", () => {
  const { prepareStackTrace } = Error;
  const inner = () => {
    throw new Error("the office has no such line");
  };
  const companyPolicy = () => inner();
  const declare = () => new PhoneNumber("phone", { number: "2065550115" }, { transformations: [companyPolicy] });
  let stack: string | undefined;
  try {
    declare();
  } catch (error) {
    stack = (error as Error).stack;
  }
  // Where it throws, what calls that, and the declaration.
  expect(stack?.match(/declaration-stack\.test\.ts/g)?.length).toBeGreaterThanOrEqual(3);
  expect(Error.prepareStackTrace).toBe(prepareStackTrace);
});

type Call = "registerResource" | "readResource";
/** What the SDK sends with it: a request of the protocol. */
type Sent = Pick<RegisterResourceRequest, "getSourceposition" | "getStacktrace">;

/** The files that the engine is given of a resource's declaration: of its place, and of the whole stack. */
async function filesGiven(call: Call, declare: () => pulumi.Resource) {
  const monitor = pulumi.runtime.getMonitor() as unknown as Record<Call, (sent: Sent) => void>;
  const calls = jest.spyOn(monitor, call);
  const { urn } = declare();
  await (urn as unknown as { promise(): Promise<string> }).promise();
  const [sent] = calls.mock.calls[0] ?? [];
  calls.mockRestore();
  const frames = sent?.getStacktrace()?.getFramesList() ?? [];
  return { place: sent?.getSourceposition()?.getUri(), stack: frames.map((it) => it.getPc()?.getUri()) };
}

test.each(hosts)(
  "a resource is declared where the program does it, and of the stack none of our lines is kept, on %s",
  async (_, Class) => {
    const { place, stack } = await filesGiven("registerResource", () => new Class("phone", { number: "2065550116" }));
    expect(place).toMatch(/declaration-stack\.test\.ts$/);
    expect(stack[0]).toBe(place);
    expect(stack).not.toContain(undefined);
    expect(stack.join("\n")).not.toMatch(/\/provider\/|@pulumi\/pulumi|ts-node/);
  },
);

test("a `.get` is where the program reads", async () => {
  const { place } = await filesGiven("readResource", () => native.PhoneNumber.get("phone", "2065550117"));
  expect(place).toMatch(/declaration-stack\.test\.ts$/);
});

test("a resource of another package has its stack as ever, after one of ours too", async () => {
  new PhoneNumber("phone", { number: "2065550118" });
  const { stack } = await filesGiven("registerResource", () => new Plain("plain"));
  expect(stack.length).toBeGreaterThan(3);
});
